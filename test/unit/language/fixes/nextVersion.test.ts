import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  nextVersionFix,
  restoreVersion,
  versionChoices,
  versionedName,
} from '../../../../src/language/index.js';
import type { ChosenLevel } from '../../../../src/language/index.js';
import { changedVersion } from '../../../../src/language/publication/publishedFindings.js';
import { PublishingFolder } from './folder.js';
import { TEMPLATES } from './support.js';

const slots =
  "  personality: { content: Be brief. }\n  activity: { content: Quiet. }\n  task: { content: '{{task}}' }\n";
const bundle = (id: string, semver: string, system: string): string =>
  `bundle_id: ${id} # ours\nsemver: ${semver}\ntemplates:\n  # the voice\n  system: ${system}\n${slots}`;
const template = (semver: string, content: string): string =>
  `---\ntemplate_id: a\nsemver: '${semver}' # kept\nrole: system\n---\n\n${content}\n`;
const T = 'a.prompt-template.md';

/** Takes the fix, and gives the files it changed. */
async function take(
  folder: PublishingFolder,
  file: string,
  level: ChosenLevel,
): Promise<Record<string, string>> {
  const fix = await nextVersionFix(folder, file, level);
  assert.ok(fix, 'there is a fix');
  const texts = fix.files.map(({ file: name, subject, edits }) => [name, applyEdits(subject.text, edits)]);
  const changed = Object.fromEntries(texts) as Record<string, string>;
  folder.write(changed);
  return changed;
}

describe('the next version of a template', () => {
  it('is advised by what changed, and the others follow', async () => {
    const folder = new PublishingFolder({
      [T]: template('1.0.0', 'Hello {{task}}.'),
      'b.prompt-bundle.yaml': bundle('b', '1.0.0', 'a@1.0.0'),
    });
    await folder.publish('b.prompt-bundle.yaml');
    const choices = (): string[] =>
      versionChoices(folder.scope, folder.get(T)).map(
        ({ next, level, reason = '' }) => `${next} ${level} ${reason}`,
      );
    assert.deepEqual(choices(), ['1.0.1 patch ', '1.1.0 minor ', '2.0.0 major ']);
    folder.write({ [T]: template('1.0.0', 'Hello {{task}}. {{stress}}') });
    assert.deepEqual(choices(), ['1.1.0 minor {{stress}} was added', '1.0.1 patch ', '2.0.0 major ']);
    folder.write({ [T]: template('1.0.0', 'Hello.') });
    assert.deepEqual(choices(), ['2.0.0 major {{task}} was removed', '1.0.1 patch ', '1.1.0 minor ']);
  });

  it('is none where the file does not say which it is', () => {
    const folder = new PublishingFolder({ [T]: template('1.0.0', 'Hello.').replace('semver', 'version') });
    assert.deepEqual(versionChoices(folder.scope, folder.get(T)), []);
  });

  it('names versions that come to the same once', () => {
    const folder = new PublishingFolder({ [T]: template('2.0.0-rc.1', 'Hello.') });
    const choices = versionChoices(folder.scope, folder.get(T));
    assert.deepEqual(
      choices.map(({ next }) => next),
      ['2.0.0-rc.2'],
    );
  });

  it('is followed by the bundles that refer to it, in every style, and by nothing else', async () => {
    const json = JSON.stringify(
      {
        bundle_id: 'j',
        semver: '0.1.0',
        templates: { system: 'a@1.0.0', personality: 'a@1.0.0', activity: 'c@1.0.0', task: { content: 'T' } },
      },
      null,
      4,
    );
    const folder = new PublishingFolder({
      [T]: template('1.0.0', 'Hello.'),
      'c.prompt-template.yaml': 'template_id: c\nsemver: 1.0.0\nrole: system\ncontent: Good day.\n',
      'published.prompt-bundle.yaml': bundle('p', '1.0.0', 'a@1.0.0'),
      'draft.prompt-bundle.yaml': bundle('b', '2.0.0', '"a@1.0.0" # old'),
      'other.prompt-bundle.yaml': bundle('other', '1.0.0', 'c@1.0.0'),
      'j.prompt-bundle.json': json,
      'i.prompt-input.yaml': 'task: Now.\nexpect: { b@1.0.0: 00 }\n',
    });
    await folder.publish('published.prompt-bundle.yaml');
    folder.write({ [T]: template('1.0.0', 'Good morning.') });
    const before = {
      draft: folder.text('draft.prompt-bundle.yaml'),
      published: folder.text('published.prompt-bundle.yaml'),
    };
    assert.deepEqual(await take(folder, T, 'minor'), {
      [T]: template('1.1.0', 'Good morning.'),
      'draft.prompt-bundle.yaml': before.draft.replace('"a@1.0.0"', '"a@1.1.0"'),
      'j.prompt-bundle.json': json.replaceAll('a@1.0.0', 'a@1.1.0'),
      'published.prompt-bundle.yaml': before.published
        .replace('1.0.0', '1.1.0')
        .replace('a@1.0.0', 'a@1.1.0'),
    });
    for (const file of folder.scope.files())
      assert.equal(changedVersion(folder.scope, folder.get(file)), undefined, file);
  });

  it('passes over versions that files or snapshots have, and leaves older published bundles as they were published', async () => {
    const folder = new PublishingFolder({
      [T]: template('1.0.0', 'Hello.'),
      'next.prompt-template.md': template('1.0.1', 'Hi.'),
      'one.prompt-bundle.yaml': bundle('b', '1.0.0', 'a@1.0.0'),
      'two.prompt-bundle.yaml': bundle('b', '1.0.1', 'a@1.0.0'),
    });
    await folder.publish('one.prompt-bundle.yaml');
    await folder.publish('two.prompt-bundle.yaml');
    folder.write({ [T]: template('1.0.0', 'Hello there.') });
    const changed = await take(folder, T, 'patch');
    assert.deepEqual(
      Object.entries(changed).map(([file, text]) => [file, /semver: '?([\d.]+)/.exec(text)?.[1]]),
      [
        [T, '1.0.2'],
        ['two.prompt-bundle.yaml', '1.0.2'],
      ],
    );
  });

  it('leaves a bundle that cannot be read to its author', async () => {
    const folder = new PublishingFolder({
      [T]: template('1.0.0', 'Hello.'),
      'b.prompt-bundle.yaml': bundle('b', '1.0.0', 'a@1.0.0'),
    });
    await folder.publish('b.prompt-bundle.yaml');
    folder.write({ 'b.prompt-bundle.yaml': 'bundle_id: b\n\tno: yaml' });
    assert.deepEqual(Object.keys(await take(folder, T, 'patch')), [T]);
  });

  for (const [style, write] of Object.entries(TEMPLATES)) {
    it(`is written in place: ${style}`, async () => {
      const [[name, text]] = Object.entries(write('{}', 'One.\nTwo.')) as [[string, string]];
      const folder = new PublishingFolder({ [name]: text });
      assert.deepEqual(await take(folder, name, 'major'), { [name]: text.replace('1.0.0', '2.0.0') });
    });
  }

  it('is given where an anchor names the version', async () => {
    const text = 'template_id: a\nsemver: &v 1.0.0\nrole: system\nadapter_version: *v\ncontent: Hello.\n';
    const folder = new PublishingFolder({ 'a.prompt-template.yaml': text });
    const changed = await take(folder, 'a.prompt-template.yaml', 'patch');
    assert.match(changed['a.prompt-template.yaml'] ?? '', /semver: 1\.0\.1\n/);
    assert.match(changed['a.prompt-template.yaml'] ?? '', /adapter_version: 1\.0\.0\n/);
  });
});

describe('the next version of a bundle', () => {
  it('changes its own version alone', async () => {
    const text = bundle('b', '1.0.0', 'a@1.0.0');
    const folder = new PublishingFolder({ [T]: template('1.0.0', 'Hello.'), 'b.prompt-bundle.yaml': text });
    await folder.publish('b.prompt-bundle.yaml');
    const edited = text.replace('Be brief.', 'Be very brief.');
    folder.write({ 'b.prompt-bundle.yaml': edited });
    const [advised] = versionChoices(folder.scope, folder.get('b.prompt-bundle.yaml'));
    assert.equal(advised?.next, '1.0.1');
    assert.deepEqual(await take(folder, 'b.prompt-bundle.yaml', advised.level), {
      'b.prompt-bundle.yaml': edited.replace('1.0.0', '1.0.1'),
    });
    assert.equal(changedVersion(folder.scope, folder.get('b.prompt-bundle.yaml')), undefined);
  });
});

describe('whatever becomes of a published template', () => {
  const words = fc.constantFrom(
    'Hello',
    'post',
    'We',
    'answer',
    "it's",
    '"quick"',
    '#',
    '- a',
    ': b',
    '{{task}}',
    '日本',
    '🙂',
    '\n',
    '\n\n',
    '\n  indented',
  );
  const prose = fc
    .array(words, { minLength: 1, maxLength: 12 })
    .map((list) => list.join(' ').trim() || 'Text');
  const constraints = fc.constantFrom(
    '{}',
    '{ "NO_EMOJI": true }',
    '{ "FORBIDDEN_TOKENS": ["a", "b"], "MAX_PARAGRAPHS": 3 }',
    '{ "FORBIDDEN_TOKENS": ["b"] }',
    '{ "ASSERTIVENESS_LEVEL": 1 }',
  );
  const state = fc.tuple(constraints, prose);

  it('can be restored, or get its next version; then nothing is told any more', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(TEMPLATES)), state, state, async (style, was, is) => {
        const [name = '', published = ''] = Object.entries(TEMPLATES[style]?.(...was) ?? {})[0] ?? [];
        const edited = Object.values(TEMPLATES[style]?.(...is) ?? {})[0] ?? '';
        const folder = new PublishingFolder({
          [name]: published,
          'b.prompt-bundle.yaml': bundle('b', '1.0.0', 'a@1.0.0'),
        });
        fc.pre(folder.get(name).model !== undefined);
        await folder.publish('b.prompt-bundle.yaml');
        folder.write({ [name]: edited });
        const { model } = folder.get(name);
        fc.pre(model !== undefined && changedVersion(folder.scope, folder.get(name)) !== undefined);
        const fix = restoreVersion(folder.scope, folder.subjectNow(name));
        assert.ok(fix, 'it can be restored');
        const restored = applyEdits(edited, fix.edits);
        folder.write({ [name]: restored });
        assert.equal(changedVersion(folder.scope, folder.get(name)), undefined);
        assert.ok(folder.get(name).model);
        folder.write({ [name]: edited });
        const changed = await take(folder, name, 'patch');
        assert.deepEqual(Object.keys(changed).sort(), [name, 'b.prompt-bundle.yaml'].sort());
        assert.deepEqual(
          { ...folder.get(name).model, semver: '1.0.0' },
          model,
          'nothing but the version changed',
        );
        for (const file of Object.keys(changed))
          assert.equal(changedVersion(folder.scope, folder.get(file)), undefined);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the name of a file that holds its version', () => {
  for (const [name, from, to, renamed] of [
    ['persona-1.2.0.prompt-template.md', '1.2.0', '1.3.0', 'persona-1.3.0.prompt-template.md'],
    ['persona@v1.2.0.prompt-bundle.yaml', '1.2.0', '2.0.0-rc.1', 'persona@v2.0.0-rc.1.prompt-bundle.yaml'],
    ['1.2.0.prompt-bundle.yaml', '1.2.0', '1.2.1', '1.2.1.prompt-bundle.yaml'],
    ['a-1.2.0-of-1.2.0.prompt-bundle.json', '1.2.0', '1.2.1', 'a-1.2.0-of-1.2.1.prompt-bundle.json'],
    ['persona.prompt-template.md', '1.2.0', '1.3.0', undefined],
    ['a-11.2.0.prompt-bundle.yaml', '1.2.0', '1.3.0', undefined],
    ['a-1.2.0.4.prompt-bundle.yaml', '1.2.0', '1.3.0', undefined],
    ['a-3.1.2.0.prompt-bundle.yaml', '1.2.0', '1.3.0', undefined],
    ['a-1.2.01.prompt-bundle.yaml', '1.2.0', '1.3.0', undefined],
    ['a-1.2.0.prompt-bundle.yaml', '1.2.0', `1.${'9'.repeat(300)}.0`, undefined],
  ] as const)
    it(`${name} and ${to.slice(0, 20)} give ${renamed ?? 'none'}`, () => {
      assert.equal(versionedName(name, from, to), renamed);
    });

  it('has up to 200 characters', () => {
    assert.equal(versionedName(`1.2.0${'a'.repeat(195)}`, '1.2.0', '1.3.0'), `1.3.0${'a'.repeat(195)}`);
    assert.equal(versionedName(`1.2.0${'a'.repeat(195)}`, '1.2.0', '1.10.0'), undefined);
  });
});
