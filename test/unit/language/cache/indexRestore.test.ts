// An index that is filled from what was known at another time says what one that is read anew says.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadHashing } from '../../../../src/core/hashing.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../../src/core/documents/promptFile.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import { encodeUtf8 } from '../../../../src/core/text/utf8.js';
import { checksum } from '../../../../src/language/cache/checksum.js';
import { decodeState, encodeState, type FolderState } from '../../../../src/language/cache/folderState.js';
import { IndexRestore, publishedText } from '../../../../src/language/cache/indexRestore.js';
import { PromptIndex } from '../../../../src/language/promptIndex.js';
import { createPromptLanguage } from '../../../../src/language/promptLanguage.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { template, workspaceOf } from '../memoryWorkspace.js';
import { edit } from '../randomFolder.js';

type Texts = ReadonlyMap<string, string>;

const contentOf = (text: string): string => (text === '' ? '' : checksum(encodeUtf8(text)));
/** Stands for what is told of a file from outside, and tells when it changed. */
const stampOf = (text: string): string => `s ${contentOf(text)}`;
const NOTHING_PUBLISHED = publishedText(new ScopeIndex());

function parsed(file: string, text: string): PromptFile {
  const type = fileTypeOf(file);
  assert.ok(type);
  return parsePromptFile(type, { text });
}

/** What is known of files once all are checked, as it is read back. */
async function knownOf(texts: Texts): Promise<FolderState> {
  const { scope, language } = await workspaceOf(Object.fromEntries(texts));
  const files = [...texts].map(([file, text]) => ({
    file,
    home: '',
    content: contentOf(text),
    stamp: text === '' ? '' : stampOf(text),
    summary: scope.get(file),
  }));
  for (const { file, summary } of files) if (summary?.kind === 'bundle') await language.assemble(file);
  const state = {
    files,
    assembled: new Map([['', language.keptAssemblies('')]]),
    published: new Map([['', NOTHING_PUBLISHED]]),
  };
  const decoded = decodeState(encodeState(state));
  assert.deepEqual(decoded, state);
  return state;
}

interface Restored {
  readonly findings: readonly string[];
  readonly checked: ReadonlySet<string>;
  /** The files that were read to check the rest. */
  readonly reads: ReadonlySet<string>;
  /** How many files were taken in as they look. */
  readonly unchanged: number;
  /** Whether a file was known that is gone. */
  readonly isMissing: boolean;
}

/**
 * All that is found in files, with what was known of others before; `forgotten` come, and go again meanwhile, `touched` look
 * otherwise than they did, and what is `moved` belongs to another root.
 */
async function restored(
  known: FolderState | undefined,
  texts: Texts,
  {
    published = NOTHING_PUBLISHED,
    forgotten = [] as readonly string[],
    home = '',
    leaving = '',
    touched = false,
    moved = '',
  } = {},
): Promise<Restored> {
  const reads = new Set<string>();
  const gone = new Set(moved === '' ? [] : [moved]);
  const rootOf = (file: string): string => (gone.has(file) ? file : home);
  const index = new PromptIndex({ rootOf });
  const files = {
    cache: index.cache,
    scopeOf: () => index.of(''),
    scopes: () => index.all(),
    read: (file: string) => {
      reads.add(file);
      const text = texts.get(file);
      return Promise.resolve(text === undefined ? undefined : parsed(file, text));
    },
  };
  const language = createPromptLanguage({
    files,
    cache: index.cache,
    loadHashing: () => loadHashing(sha256),
    now: () => new Date(0),
  });
  const restore = new IndexRestore({ index, language, rootOf });
  if (known) restore.add({ ...known, published: new Map([['', published]]) });
  const scope = index.of('');
  for (const file of forgotten) {
    restore.take(file, parsed(file, '{'), file, 'other');
    index.remove(file);
    restore.forget(file);
  }
  let unchanged = 0;
  for (const [file, text] of texts)
    if (restore.takeUnchanged(file, touched ? 'touched' : stampOf(text)) !== undefined) unchanged++;
    else restore.take(file, parsed(file, text), file, contentOf(text));
  if (leaving !== '') {
    scope.remove(leaving);
    gone.add(leaving);
    restore.forget(leaving);
  }
  const isMissing = restore.isMissing();
  const checked = restore.finish();
  for (const file of scope.files())
    if (scope.get(file)?.kind === 'bundle' && !checked.has(file)) await language.assemble(file);
  const names = [...scope.files()].sort();
  const findings = names.flatMap((file) =>
    language
      .diagnose(file, parsed(file, texts.get(file) ?? ''), {})
      .map((one) => JSON.stringify([file, one])),
  );
  return { findings: [JSON.stringify(names), ...findings], checked, reads, unchanged, isMissing };
}

function folder(): Map<string, string> {
  const texts = new Map<string, string>();
  for (let number = 0; number < 4; number++) {
    const id = `t${number}`;
    const front = number === 0 ? 'constraints: {FORBIDDEN_TOKENS: [frabjous]}\n' : '';
    texts.set(`${id}.prompt-template.md`, template(id, number === 1 ? 'It is frabjous.' : 'Say it.', front));
    const parts = ['system', 'personality', 'activity', 'task'].map((slot) => `  ${slot}: ${id}@1.0.0\n`);
    if (number === 0) parts[3] = '  task: t1@1.0.0\n';
    texts.set(
      `${id}.prompt-bundle.yaml`,
      `bundle_id: b${number}\nsemver: 1.0.0\ntags: [m]\ntemplates:\n${parts.join('')}`,
    );
  }
  return texts;
}

describe('an index that is filled from what was known', () => {
  it('says what one says that is read anew, whatever came, changed and went', async () => {
    let checkedAtAll = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 5, maxLength: 25 }),
        fc.array(edit, { maxLength: 3 }),
        async (first, later) => {
          const texts = new Map<string, string>();
          const apply = (edits: typeof first): void => {
            for (const [file, text] of edits)
              if (text === undefined) texts.delete(file);
              else texts.set(file, text);
          };
          apply(first);
          const known = await knownOf(texts);
          apply(later);
          const found = await restored(known, texts);
          checkedAtAll += found.checked.size;
          assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(checkedAtAll > 100, `${checkedAtAll}`);
  }).timeout(60_000);

  it('reads nothing where nothing changed', async () => {
    const found = await restored(await knownOf(folder()), folder());
    assert.equal(found.checked.size, 4);
    assert.deepEqual([...found.reads], []);
    assert.equal(found.unchanged, 8);
    assert.equal(found.isMissing, false);
    assert.ok(found.findings.some((one) => one.includes('forbidden-token')));
    const touched = await restored(await knownOf(folder()), folder(), { touched: true });
    assert.deepEqual([touched.unchanged, touched.checked.size], [0, 4]);
    assert.deepEqual(touched.findings, found.findings);
  });

  it('has the bundles alone checked that a change concerns', async () => {
    const texts = folder();
    const known = await knownOf(texts);
    texts.set('t2.prompt-template.md', template('t2', 'Say it 🙂.', 'constraints: {NO_EMOJI: true}\n'));
    const found = await restored(known, texts);
    const others = ['t0', 't1', 't3'].map((id) => `${id}.prompt-bundle.yaml`);
    assert.deepEqual([...found.checked].sort(), others);
    assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
  });

  it('has all checked where another version is published, the root is another, much changed, or a file came and went', async () => {
    const known = await knownOf(folder());
    const anew = (await restored(undefined, folder())).findings;
    for (const how of [
      { published: 'other' },
      { home: 'other' },
      { forgotten: ['t0.prompt-bundle.yaml'] },
      { forgotten: ['new.prompt-template.md'] },
    ]) {
      const found = await restored(known, folder(), how);
      assert.deepEqual([...found.checked], [], JSON.stringify(how));
      assert.deepEqual(found.findings, anew);
    }
    const texts = folder();
    for (const id of ['t0', 't1', 't2']) texts.set(`${id}.prompt-template.md`, template(id, 'Other.'));
    const found = await restored(known, texts);
    assert.deepEqual([...found.checked], []);
    assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
  });

  it('has all checked where more than a quarter of the files changed, and no fewer', async () => {
    for (const [count, checked] of [
      [8, 2],
      [7, 0],
    ] as const) {
      const texts = new Map([...folder()].slice(0, count));
      const known = await knownOf(texts);
      for (const id of ['t0', 't1']) texts.set(`${id}.prompt-template.md`, template(id, 'Other.'));
      const found = await restored(known, texts);
      assert.equal(found.checked.size, checked, `${count} files`);
      assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
    }
  });

  it('has a version checked anew that is no longer the newest', async () => {
    const input = 'task: It is frabjous.\nmodel_type: rare\n';
    const bundle = (semver: string, system: string): string =>
      `bundle_id: b\nsemver: ${semver}\ntags: [rare]\ntemplates: { system: ${system}, personality: t2@1.0.0, activity: t2@1.0.0, task: task@1.0.0 }\n`;
    const texts = folder()
      .set('task.prompt-template.md', template('task', '{{task}}'))
      .set('i.prompt-input.yaml', input)
      .set('b1.prompt-bundle.yaml', bundle('1.0.0', 't0@1.0.0'));
    const known = await knownOf(texts);
    assert.ok((await restored(known, texts)).checked.has('b1.prompt-bundle.yaml'));
    texts.set('b2.prompt-bundle.yaml', bundle('2.0.0', 't3@1.0.0'));
    const found = await restored(known, texts);
    assert.equal(found.checked.size, 4);
    assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
  });

  it('has all checked where a file that has not come belongs to another root', async () => {
    const texts = folder();
    const known = await knownOf(texts);
    texts.delete('t1.prompt-template.md');
    assert.equal((await restored(known, texts)).checked.size, 2);
    const found = await restored(known, texts, { moved: 't1.prompt-template.md' });
    assert.deepEqual([...found.checked], []);
  });

  it('says nothing any more of what a bundle brought about that is gone', async () => {
    const texts = folder();
    const known = await knownOf(texts);
    texts.delete('t0.prompt-bundle.yaml');
    const found = await restored(known, texts);
    assert.equal(found.checked.size, 3);
    assert.equal(found.isMissing, true);
    assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
  });

  it('takes published versions for the same by their names and texts alone', async () => {
    const hashing = await loadHashing(sha256);
    const publishedIn = (...files: readonly (readonly [string, string])[]): string => {
      const scope = new ScopeIndex();
      for (const [name, text] of files)
        scope.updateSnapshot(readSnapshot({ file: `published/${name}`, name, given: { text } }, hashing));
      assert.equal(publishedText(scope), publishedText(scope));
      return publishedText(scope);
    };
    const one = publishedIn(['b@1.0.0.json', '{}']);
    assert.equal(publishedIn(['b@1.0.0.json', '{}']), one);
    assert.notEqual(one, NOTHING_PUBLISHED);
    assert.notEqual(publishedIn(['b@1.0.0.json', '{ }']), one);
    assert.notEqual(publishedIn(['b@1.0.1.json', '{}']), one);
  });

  it('has all checked where a file belongs to another root by the end', async () => {
    const texts = folder();
    const found = await restored(await knownOf(texts), texts, { leaving: 't1.prompt-template.md' });
    assert.deepEqual([...found.checked], []);
    texts.delete('t1.prompt-template.md');
    assert.deepEqual(found.findings, (await restored(undefined, texts)).findings);
  });
});
