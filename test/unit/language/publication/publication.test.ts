import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { createPromptLanguage } from '../../../../src/language/promptLanguage.js';
import { preparePublication, type Publication } from '../../../../src/language/publication/publication.js';
import {
  publicationAccount,
  versionBefore,
} from '../../../../src/language/publication/publicationAccount.js';
import { publishedState } from '../../../../src/language/publication/publishedState.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { PublishingFolder } from '../fixes/folder.js';

const B = 'b.prompt-bundle.yaml';
const T = 't.prompt-template.yaml';
const bundle = (semver: string, system = 't@1.0.0', tags = ''): string =>
  `bundle_id: b\nsemver: ${semver}\n${tags}templates:\n  system: ${system}\n  personality: { content: P }\n  activity: { content: A }\n  task: { content: '{{task}}' }\n`;
const template = (content: string, semver = '1.0.0'): string =>
  `template_id: t\nsemver: ${semver}\nrole: system\ncontent: ${content}\n`;

function prepare(folder: PublishingFolder, semver: string, maxFileBytes = 5_000_000): Promise<Publication> {
  const language = createPromptLanguage({
    files: folder,
    cache: new CompiledCache(),
    loadHashing: () => loadHashing(sha256),
    now: () => new Date(0),
  });
  return preparePublication(language, '', { id: 'b', semver }, { maxFileBytes });
}

async function account(folder: PublishingFolder, semver: string): Promise<readonly string[]> {
  const prepared = await prepare(folder, semver);
  assert.equal(prepared.kind, 'ready');
  const { snapshot } = prepared.plan;
  return publicationAccount(snapshot, folder.scope).filter((line) => !line.startsWith('content_hash'));
}

describe('preparing a publication', () => {
  it('plans a new version, and nothing for one that is there with the same content', async () => {
    const folder = new PublishingFolder({ [B]: bundle('1.0.0'), [T]: template('Hello.') });
    const first = await prepare(folder, '1.0.0');
    assert.equal(first.kind === 'ready' && first.plan.kind, 'new');
    await folder.publish(B);
    const again = await prepare(folder, '1.0.0');
    assert.equal(again.kind === 'ready' && again.plan.kind, 'same');
  });

  it('is refused for errors of the bundle and of its templates, and for those of no other file', async () => {
    const folder = new PublishingFolder({
      [B]: bundle('1.0.0'),
      [T]: template('Hello.').replace('role: system', 'role: king'),
      'other.prompt-template.yaml': 'template_id: other\n',
    });
    const refused = await prepare(folder, '1.0.0');
    assert.ok(refused.kind === 'refused');
    assert.equal(refused.reason, 'b@1.0.0 has errors. Fix them to publish it.');
    assert.ok(refused.errors.some(({ file }) => file === T));
    assert.ok(refused.errors.every(({ file }) => file === T || file === B));
  });

  it('is refused where a template that is published says something else', async () => {
    const folder = new PublishingFolder({ [B]: bundle('1.0.0'), [T]: template('Hello.') });
    await folder.publish(B);
    folder.write({ [B]: bundle('1.1.0'), [T]: template('Good day.') });
    const refused = await prepare(folder, '1.1.0');
    assert.deepEqual(
      refused.kind === 'refused' && refused.errors.map(({ file, finding }) => [file, finding.code]),
      [[T, 'published-version-changed']],
    );
  });
});

describe('the account of a publication', () => {
  it('says what is new and what is published already, and what differs', async () => {
    const folder = new PublishingFolder({ [B]: bundle('1.0.0'), [T]: template('Hello there.') });
    assert.deepEqual(await account(folder, '1.0.0'), [
      'system: t@1.0.0 (new)',
      'personality: a text of the bundle itself',
      'activity: a text of the bundle itself',
      'task: a text of the bundle itself',
      'tags: none',
      '',
      'No other version of it is published yet.',
    ]);
    await folder.publish(B);
    folder.write({ [B]: bundle('1.0.1', 't@1.0.0', 'tags: [large]\n') });
    assert.deepEqual((await account(folder, '1.0.1')).slice(0, 1), ['system: t@1.0.0 (published already)']);
    assert.deepEqual((await account(folder, '1.0.1')).slice(4), [
      'tags: large',
      '',
      'Since 1.0.0: The tags differ: none → large.',
      'After 1.0.0, this change asks for 1.1.0 (minor: the tag `large` was added).',
    ]);
    folder.write({
      [B]: bundle('1.1.0', 't@1.0.1', 'tags: [large]\n'),
      [T]: template('Hello you.', '1.0.1'),
    });
    assert.deepEqual((await account(folder, '1.1.0')).slice(6), [
      'Since 1.0.0: Only the system differs: t 1.0.0 → 1.0.1. The tags differ: none → large.',
      'system: `there` is now `you`',
    ]);
  });

  it('compares with the newest version before, or else with the newest of all', async () => {
    const folder = new PublishingFolder({ [B]: bundle('1.0.0'), [T]: template('Hello.') });
    const before = (semver: string): string | undefined =>
      versionBefore(folder.scope.published, { id: 'b', semver })?.snapshot.bundle.semver;
    assert.equal(before('1.0.0'), undefined);
    for (const semver of ['1.0.0', '1.2.0', '2.0.0']) {
      folder.write({ [B]: bundle(semver) });
      await folder.publish(B);
    }
    assert.deepEqual(['0.9.0', '1.1.0', '1.2.1', '2.0.0', '3.0.0'].map(before), [
      '2.0.0',
      '1.0.0',
      '1.2.0',
      '1.2.0',
      '2.0.0',
    ]);
  });
});

describe('the state of a bundle or a template', () => {
  it('is new, published or changed, by itself or by a template of it', async () => {
    const folder = new PublishingFolder({ [B]: bundle('1.0.0'), [T]: template('Hello.') });
    const files = { read: (file: string) => Promise.resolve(folder.get(file)) };
    const state = (): Promise<unknown> => publishedState(folder.scope, files, B);
    assert.equal(await state(), 'new');
    await folder.publish(B);
    assert.equal(await state(), 'published');
    folder.write({ [T]: template('Good day.') });
    assert.equal(await state(), 'changed');
    folder.write({ [T]: template('Hello.'), [B]: bundle('1.0.0', 't@1.0.0', 'tags: [m]\n') });
    assert.equal(await state(), 'changed');
    folder.write({ [B]: 'bundle_id: b\nsemver: 1.0.0\n' });
    assert.equal(await state(), undefined);
    folder.write({ 'i.prompt-input.yaml': 'task: x\n' });
    assert.equal(await publishedState(folder.scope, files, 'i.prompt-input.yaml'), undefined);
    assert.equal(await publishedState(folder.scope, files, T), 'published');
    folder.write({ [T]: template('Good day.') });
    assert.equal(await publishedState(folder.scope, files, T), 'changed');
    folder.write({ [T]: template('Good day.').replace('1.0.0', '1.1.0') });
    assert.equal(await publishedState(folder.scope, files, T), 'new');
  });
});
