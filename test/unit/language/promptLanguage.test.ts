import assert from 'node:assert/strict';
import type { AuditRecord } from '../../../src/core/audit/record.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { publishedSource } from '../../../src/core/sources/published.js';
import { createPromptLanguage } from '../../../src/language/promptLanguage.js';
import { sha256 } from '../../../src/node/sha256.js';
import { small } from '../published/samples.js';
import { read, snapshotOf } from '../rendering.js';
import { workspaceOf } from './memoryWorkspace.js';

const B = { id: 'b', semver: '1.0.0' };

describe('the language of prompt files', () => {
  it('is one object that nobody changes', async () => {
    const { language } = await workspaceOf({});
    assert.ok(Object.isFrozen(language));
  });

  it('loads the hash functions once, when something is rendered first', async () => {
    const files = await workspaceOf(small());
    let loaded = 0;
    const language = createPromptLanguage({
      files,
      cache: files.cache,
      loadHashing: () => {
        loaded++;
        return loadHashing(sha256);
      },
      now: () => new Date(0),
    });
    assert.equal(loaded, 0);
    await language.assemble('b.prompt-bundle.yaml');
    await language.hashing();
    await (await language.generatorOf('b.prompt-bundle.yaml')).renderFromBundle({ bundle: B });
    assert.equal(loaded, 1);
  });

  it('has one generator for each root, one for its published versions, and others of any sources', async () => {
    const files = await workspaceOf(small());
    const { language, scope } = files;
    assert.equal(await language.generatorOf('a'), await language.generatorOf('b'));
    const { name, text } = await snapshotOf(small());
    scope.updateSnapshot(read(name, text));
    await files.write(small({ content: 'Be cold.' }));
    const published = await language.publishedGenerator(scope.published);
    assert.equal(published, await language.publishedGenerator(scope.published));
    const other = await language.generatorFrom(publishedSource(scope.published));
    assert.notEqual(published, other);
    const prompts = await Promise.all(
      [await language.generatorOf(''), published, other].map(async (generator) => {
        const { parts } = await generator.renderFromBundle({ bundle: B });
        return parts.personality.text;
      }),
    );
    assert.equal(prompts[0], 'Be cold.');
    assert.notEqual(prompts[1], 'Be cold.');
    assert.equal(prompts[1], prompts[2]);
  });

  it('records deliberate renders of files where it is told to, at the time of its clock', async () => {
    const files = await workspaceOf(small());
    const records: AuditRecord[] = [];
    const language = createPromptLanguage({
      files,
      cache: files.cache,
      loadHashing: () => loadHashing(sha256),
      now: () => new Date(0),
      audit: { append: (record) => void records.push(record), flush: () => Promise.resolve() },
    });
    const generator = await language.generatorOf('');
    const render = await generator.renderFromBundle({ bundle: B });
    assert.deepEqual(records, []);
    generator.audit(render, 'command-line');
    assert.deepEqual(
      records.map(({ created_at, prompt_hash }) => [created_at, prompt_hash]),
      [['1970-01-01T00:00:00.000Z', render.prompt_hash]],
    );
  });
});
