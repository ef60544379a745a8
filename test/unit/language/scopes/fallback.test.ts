import assert from 'node:assert/strict';
import { yamlTokens } from '../../../../src/core/documents/composeYaml.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { planPublication } from '../../../../src/core/published/planPublication.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import { complete } from '../../../../src/language/complete.js';
import { define } from '../../../../src/language/define.js';
import { missingTemplates } from '../../../../src/language/fixes/documents/newTemplates.js';
import { hover } from '../../../../src/language/hover.js';
import { links } from '../../../../src/language/links.js';
import { readTemplates } from '../../../../src/language/prompts/assembly.js';
import { PromptMap } from '../../../../src/language/prompts/promptMap.js';
import { preparePublication } from '../../../../src/language/publication/publication.js';
import { publicationAccount } from '../../../../src/language/publication/publicationAccount.js';
import { canInline } from '../../../../src/language/refactor/inline.js';
import { prepareRename } from '../../../../src/language/rename.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { textAndCursor } from '../cursor.js';
import { isFromFallback } from '../../../../src/language/scopes/isFromFallback.js';
import { bundleOf, registryFile, template, workspaceOf, type MemoryWorkspace } from '../memoryWorkspace.js';

const BUNDLE = 'b.prompt-bundle.yaml';
const S = 's.prompt-template.md';
const STORED = template('s', 'Stored. {{task}}');
/** A bundle whose template `s` is in no file. */
const FILES = Object.fromEntries(
  Object.entries(bundleOf({ task: '{{task}}' })).filter(([file]) => file !== S),
);

async function prompt(folder: MemoryWorkspace): Promise<string> {
  const generator = await folder.language.generatorOf(BUNDLE);
  return (await generator.renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' } })).rendered_prompt;
}

const codes = (folder: MemoryWorkspace): string[] => folder.findings(BUNDLE).map(({ code }) => code);

async function completed(folder: MemoryWorkspace, marked: string): Promise<readonly (readonly string[])[]> {
  const { text, offset } = textAndCursor(`bundle_id: n\nsemver: 1.0.0\ntemplates:\n  system: ${marked}\n`);
  await folder.write({ 'n.prompt-bundle.yaml': text });
  const options = { parse: parsePromptFile, yamlTokens };
  const { items } = await complete(folder.context, 'n.prompt-bundle.yaml', offset, options);
  return items
    .filter(({ kind }) => kind === 'reference')
    .map(({ label, detail }) => (detail === undefined ? [label] : [label, detail]));
}

describe('references that a registry answers', () => {
  it('are no findings once they are answered, and again when they are not', async () => {
    const folder = await workspaceOf(FILES);
    assert.deepEqual(codes(folder), ['unresolved-template']);
    assert.deepEqual([...folder.scope.unanswered.list()], ['s@1.0.0']);
    await folder.answer({ 's@1.0.0': STORED });
    assert.deepEqual(folder.shown(), {});
    assert.deepEqual(folder.refreshed, [BUNDLE]);
    assert.deepEqual(missingTemplates(folder.scope, BUNDLE), []);
    // It is still in no file: what is kept is what is asked for.
    assert.deepEqual([...folder.scope.unanswered.list()], ['s@1.0.0']);
    await folder.answer({ 's@1.0.0': undefined });
    assert.match(folder.shown()[BUNDLE]?.join() ?? '', /unresolved-template/);
  });

  it('render with what is stored, each character with its place', async () => {
    const folder = await workspaceOf(FILES);
    await folder.answer({ 's@1.0.0': STORED });
    assert.ok((await prompt(folder)).startsWith('Stored. '));
    const generator = await folder.language.generatorOf(BUNDLE);
    const render = await generator.renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' } });
    const inFile = await workspaceOf({ ...FILES, [S]: STORED });
    const same = await (
      await inFile.language.generatorOf(BUNDLE)
    ).renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' } });
    assert.equal(render.parts.system.template_hash, same.parts.system.template_hash);
    assert.equal(render.prompt_hash, same.prompt_hash);
    const templates = await readTemplates(render, folder, folder.scope.published);
    assert.ok(templates);
    const place = new PromptMap({ render, templates, input: undefined }).originAt('system', 0)?.place;
    assert.equal(place?.file, registryFile('s@1.0.0'));
    assert.equal(STORED.slice(place.range.start, place.range.end), 'Stored. ');
  });

  it('take part in the checks of the assembled prompt', async () => {
    const folder = await workspaceOf({ ...FILES, 'p.prompt-template.md': template('p', 'Never say this.') });
    await folder.answer({
      's@1.0.0': template('s', 'Kind.', 'constraints: { FORBIDDEN_TOKENS: [never] }\n'),
    });
    assert.deepEqual(folder.told('p.prompt-template.md'), [
      `forbidden-token «Never» < ${registryFile('s@1.0.0')} «never»`,
    ]);
    await folder.answer({ 's@1.0.0': STORED });
    assert.deepEqual(folder.told('p.prompt-template.md'), []);
  });

  it('go to a file as soon as one defines them, and back', async () => {
    const folder = await workspaceOf(FILES);
    await folder.answer({ 's@1.0.0': STORED });
    folder.scope.unanswered.list();
    await folder.write({ [S]: template('s', 'Mine.') });
    assert.ok((await prompt(folder)).startsWith('Mine.'));
    assert.deepEqual([...folder.scope.unanswered.list()], []);
    await folder.write({ [S]: undefined });
    assert.ok((await prompt(folder)).startsWith('Stored.'));
    assert.deepEqual([...folder.scope.unanswered.list()], ['s@1.0.0']);
    await folder.write({ [BUNDLE]: undefined });
    assert.deepEqual([...folder.scope.unanswered.list()], []);
  });

  it('stay with a file that says it defines them, though it cannot be read', async () => {
    const folder = await workspaceOf({
      ...FILES,
      [S]: '---\ntemplate_id: s\nsemver: 1.0.0\nrole: {\n---\nText.\n',
    });
    await folder.answer({ 's@1.0.0': STORED });
    assert.deepEqual(codes(folder), ['unresolved-template']);
    await assert.rejects(prompt(folder), /cannot be read/);
  });

  it('stay with what is published', async () => {
    const folder = await workspaceOf({ ...FILES, [S]: template('s', 'Frozen.') });
    const hashing = await loadHashing(sha256);
    const generator = await folder.language.generatorOf(BUNDLE);
    const render = await generator.renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' } });
    const plan = planPublication(render, folder.scope.published, hashing);
    assert.ok(plan.kind === 'new');
    folder.scope.unanswered.list();
    await folder.write({ [S]: undefined });
    await folder.answer({ 's@1.0.0': STORED });
    assert.ok((await prompt(folder)).startsWith('Stored.'));
    const snapshot = readSnapshot({ file: plan.name, name: plan.name, given: { text: plan.text } }, hashing);
    await folder.showAnew(new Set(folder.scope.updateSnapshot(snapshot)));
    assert.ok((await prompt(folder)).startsWith('Frozen.'));
    assert.deepEqual([...folder.scope.unanswered.list()], []);
    const damaged = readSnapshot({ file: plan.name, name: plan.name, given: { text: '{}' } }, hashing);
    await folder.showAnew(new Set(folder.scope.updateSnapshot(damaged)));
    assert.deepEqual([...folder.scope.unanswered.list()], ['s@1.0.0']);
    await folder.showAnew(new Set(folder.scope.updateSnapshot(snapshot)));
    assert.deepEqual([...folder.scope.unanswered.list()], []);
    await folder.showAnew(new Set(folder.scope.removeSnapshot(plan.name)));
    assert.deepEqual([...folder.scope.unanswered.list()], ['s@1.0.0']);
  });

  it('say where they come from, and lead there', async () => {
    const folder = await workspaceOf(FILES);
    await folder.answer({ 's@1.0.0': template('s', 'Stored.', 'constraints: { NO_EMOJI: true }\n') });
    const offset = folder.get(BUNDLE).source.text.indexOf('s@1.0.0');
    const told = await hover(folder.context, BUNDLE, offset);
    const words = told?.parts.flatMap((part) => ('words' in part ? [part.words] : []));
    assert.deepEqual(words, [
      'Template `s@1.0.0`, role `system`.',
      'No other bundle uses it. From the registry `team`, not in this folder.',
      'Constraints: `NO_EMOJI` `true`.',
    ]);
    const places = (await define(folder.context, BUNDLE, offset))?.places ?? [];
    assert.deepEqual(
      places.map(({ file, range }) => [file, STORED.slice(range.start, range.end)]),
      [[registryFile('s@1.0.0'), 's']],
    );
    const [link] = await links(folder.context, BUNDLE);
    assert.deepEqual(link?.target, places[0]);
    assert.ok(canInline(folder.scope, { id: 's', semver: '1.0.0' }));
  });

  it('keep their names', async () => {
    const folder = await workspaceOf({
      ...FILES,
      's2.prompt-template.md': template('s', 'Two.', '', '2.0.0'),
    });
    await folder.answer({ 's@1.0.0': STORED });
    const offset = folder.get(BUNDLE).source.text.indexOf('s@1.0.0');
    assert.deepEqual(await prepareRename(folder.context, BUNDLE, offset), {
      refused: '`s@1.0.0` is in the registry `team`, which a rename does not change.',
    });
    const other = folder.get(BUNDLE).source.text.indexOf('p@1.0.0');
    const free = await prepareRename(folder.context, BUNDLE, other);
    assert.ok(free && !('refused' in free));
  });

  it('are frozen with their content, and it is said where that comes from', async () => {
    const folder = await workspaceOf(FILES);
    await folder.answer({ 's@1.0.0': STORED });
    const options = { maxFileBytes: 5_000_000 };
    const prepared = await preparePublication(folder.language, BUNDLE, { id: 'b', semver: '1.0.0' }, options);
    assert.ok(prepared.kind === 'ready');
    assert.equal(prepared.plan.snapshot.parts.system.template.content, 'Stored. {{task}}');
    assert.deepEqual(publicationAccount(prepared.plan.snapshot, folder.scope).slice(0, 2), [
      'system: s@1.0.0 (from the registry team, in no file)',
      'personality: p@1.0.0 (new)',
    ]);
  });

  it('are those alone that are in no file', async () => {
    for (const [files, isFrom] of [
      [FILES, true],
      [{ ...FILES, [S]: template('s', 'Mine.') }, false],
    ] as const) {
      const folder = await workspaceOf(files);
      await folder.answer({ 's@1.0.0': STORED });
      assert.equal(isFromFallback(folder.scope, { id: 's', semver: '1.0.0' }), isFrom);
      assert.equal(isFromFallback(folder.scope, { id: 's', semver: '2.0.0' }), false);
    }
  });

  it('are offered behind those of the folder', async () => {
    const folder = await workspaceOf({ ...FILES, [S]: template('s', 'Mine.') });
    await folder.answer(
      {},
      { list: ['s@1.0.0', 's@1.2.0', 's@1.10.0', 'stored@2.0.0', 'many@1.0.0', 'many@1.1.0'] },
    );
    assert.deepEqual(await completed(folder, 's‸'), [
      ['s', '3 versions, newest 1.0.0, 2 of registry team'],
      ['stored@2.0.0', 'registry team'],
    ]);
    assert.deepEqual(await completed(folder, 'ma‸'), [['many', '2 versions, newest 1.1.0, registry team']]);
    assert.deepEqual(await completed(folder, 's@‸'), [
      ['1.0.0'],
      ['1.10.0', 'registry team'],
      ['1.2.0', 'registry team'],
    ]);
  });

  it('are offered behind as many of the folder as a list holds, once more is typed', async () => {
    const numbers = Array.from({ length: 200 }, (_, i) => i);
    const own = numbers.map((i) => [`t${i}.prompt-template.md`, template(`t${i}`, 'Mine.')] as const);
    const text = 'bundle_id: n\nsemver: 1.0.0\ntemplates:\n  system: t';
    const folder = await workspaceOf({ ...Object.fromEntries(own), 'n.prompt-bundle.yaml': text });
    const offered = async (list: readonly string[], typed = ''): Promise<readonly [number, boolean]> => {
      await folder.answer({}, { list });
      await folder.write({ 'n.prompt-bundle.yaml': text + typed });
      const options = { parse: parsePromptFile, yamlTokens };
      const at = text.length + typed.length;
      const found = await complete(folder.context, 'n.prompt-bundle.yaml', at, options);
      return [found.items.length, found.isIncomplete];
    };
    assert.deepEqual(await offered(['else@1.0.0']), [200, false]);
    assert.deepEqual(await offered(['two@1.0.0']), [50, true]);
    assert.deepEqual(await offered(['two@1.0.0'], 'wo'), [1, false]);
    const stored = numbers.map((i) => `two-${i}@1.0.0`);
    assert.deepEqual(await offered(stored, 'wo'), [200, false]);
    assert.deepEqual(await offered(['two@1.0.0', ...stored], 'wo'), [50, true]);
  });

  it('are offered first where another version of the bundle has them in the slot', async () => {
    const before = 'bundle_id: n\nsemver: 0.1.0\ntemplates: { system: stored@2.0.0 }\n';
    const folder = await workspaceOf({ ...FILES, 'n-0.prompt-bundle.yaml': before });
    await folder.answer({}, { list: ['stored@2.0.0'] });
    assert.deepEqual((await completed(folder, '‸'))[0], ['stored@2.0.0', 'registry team']);
  });

  it('are told of beside the list, with their text where some bundle refers to them', async () => {
    const folder = await workspaceOf(FILES);
    await folder.answer({ 's@1.0.0': STORED }, { list: ['s@1.0.0', 's@2.0.0'] });
    const { text, offset } = textAndCursor(`bundle_id: n\nsemver: 1.0.0\ntemplates:\n  system: s@‸\n`);
    await folder.write({ 'n.prompt-bundle.yaml': text });
    const options = { parse: parsePromptFile, yamlTokens };
    const { items } = await complete(folder.context, 'n.prompt-bundle.yaml', offset, options);
    const told = await Promise.all(
      items.map(async ({ label, describe }) => [label, await describe?.()] as const),
    );
    const where = { words: 'From the registry `team`, not in this folder.' };
    assert.deepEqual(told, [
      ['2.0.0', { documentation: [where] }],
      ['1.0.0', { detail: 'Stored. {{task}}', documentation: [{ words: `${where.words} Role: system.` }] }],
    ]);
  });

  it('are offered once they are read, which is asked for then and waited for by nobody', async () => {
    const folder = await workspaceOf(FILES);
    const { fallback } = folder.scope;
    let asked = 0;
    fallback.begin('team', () => asked++);
    assert.equal(asked, 0);
    const { text, offset } = textAndCursor(`bundle_id: n\nsemver: 1.0.0\ntemplates:\n  system: st‸\n`);
    await folder.write({ 'n.prompt-bundle.yaml': text });
    const offered = async (): Promise<readonly [boolean, number]> => {
      const options = { parse: parsePromptFile, yamlTokens };
      const found = await complete(folder.context, 'n.prompt-bundle.yaml', offset, options);
      return [found.isIncomplete, found.items.length];
    };
    assert.deepEqual(await offered(), [true, 0]);
    assert.equal(asked, 1);
    fallback.list([{ id: 'stored', semver: '1.0.0' }]);
    assert.deepEqual(await offered(), [false, 1]);
    assert.equal(asked, 1);
    fallback.begin('other');
    assert.deepEqual(await offered(), [false, 0]);
    assert.deepEqual(fallback.versions('stored'), []);
  });
});
