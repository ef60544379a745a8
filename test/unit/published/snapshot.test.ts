// Snapshots (spec, section 6): the same bytes everywhere, and no byte that changes unseen.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeUtf8 } from '../../../src/core/text/utf8.js';
import { snapshotFindings } from '../../../src/language/publication/publishedFindings.js';
import { projectFolder } from '../projectFolder.js';
import { indexOf, read, snapshotOf, type Files } from '../rendering.js';
import { ODD, ODD_NAME, small } from './samples.js';

const GOLDEN = path.join(projectFolder, 'test/fixtures/published');

describe('the bytes of a snapshot', () => {
  it('are those of the golden file, under its name', async () => {
    const { name, text } = await snapshotOf(ODD, ODD_NAME);
    assert.equal(text, readFileSync(path.join(GOLDEN, name), 'utf8'));
    assert.equal(name, '%C3%9Cn%C3%AFcode%20%F0%9F%98%80%2F%41gent%2E@1.0.0.json');
  });

  it('are the same in another locale and time zone', function () {
    this.timeout(20_000);
    const mocha = path.join(projectFolder, 'node_modules/mocha/bin/mocha.js');
    const itself = fileURLToPath(import.meta.url);
    const printed = execFileSync(process.execPath, [mocha, '--fgrep', 'golden file', itself], {
      env: { ...process.env, LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' },
      encoding: 'utf8',
    });
    assert.match(printed, /1 passing/);
  });

  it('are the same whatever the line breaks and marks of the files', async () => {
    const windows: Files = Object.fromEntries(
      Object.entries(ODD).map(([name, text]) => [name, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
    );
    assert.deepEqual(await snapshotOf(windows, ODD_NAME), await snapshotOf(ODD, ODD_NAME));
  });

  it('do not depend on the description, the order of keys, or what is suppressed', async () => {
    const plain = await snapshotOf(small());
    const files = small({
      more: 'description: Other.\nsuppress: [{code: emoji, reason: none}]\n',
    });
    const [id = '', version = '', ...rest] = (files['b.prompt-bundle.yaml'] ?? '').split('\n');
    const turned = { ...files, 'b.prompt-bundle.yaml': [...rest.slice(0, -1), version, id, ''].join('\n') };
    assert.deepEqual(await snapshotOf(turned), plain);
  });

  it('read back are what was published', async () => {
    const { name, text } = await snapshotOf(ODD, ODD_NAME);
    const { snapshot, problem, identity } = read(name, text);
    assert.equal(problem, undefined);
    assert.deepEqual(identity, { id: 'Ünïcode 😀/Agent.', semver: '1.0.0' });
    assert.equal(snapshot?.parts.personality.template.constraints?.get('Z'), -0);
    assert.equal(snapshot.parts.task.template.content, '{{task}}\n');
    assert.deepEqual(snapshot.bundle.tags, ['z', 'a', '\u{10000}', '\uFF5E']);
  });
});

describe('a snapshot of which a byte changed', function () {
  this.timeout(60_000);

  /** What is told of it: at a place in the file. */
  function told(name: string, bytes: Uint8Array, what: string): string {
    const file = read(name, bytes);
    assert.ok(file.problem, `${what} changes unseen`);
    const { range, message, damaged } = file.problem;
    const { text } = file.source;
    assert.ok(range.start >= 0 && range.start <= text.length, what);
    assert.ok(range.end > range.start || text === '', what);
    assert.equal(file.snapshot === undefined, damaged, what);
    return message;
  }

  const flips: readonly [title: string, flip: (byte: number, at: number) => number][] = [
    ['one of its bits', (byte, at) => byte ^ (1 << (at % 8))],
    ['a line break in its place', (byte) => (byte === 0x0a ? 0x0d : 0x0a)],
    ['a blank in its place', (byte) => (byte === 0x20 ? 0x09 : 0x20)],
  ];
  for (const [title, flip] of flips) {
    it(`is told, whichever byte it is: ${title}`, async () => {
      const { name, text } = await snapshotOf(ODD, ODD_NAME);
      const bytes = encodeUtf8(text);
      for (const [at, byte] of bytes.entries()) {
        const changed = Uint8Array.from(bytes);
        changed[at] = flip(byte, at);
        told(name, changed, `byte ${at} of ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 20))}`);
      }
    });
  }

  it('is told wherever it is cut off, and whatever stands behind it', async () => {
    const { name, text } = await snapshotOf(small());
    const bytes = encodeUtf8(text);
    for (let length = 0; length < bytes.length; length++) {
      told(name, bytes.subarray(0, length), `cut at ${length}`);
      // Its name still says of which version it is, which nobody may publish anew.
      assert.deepEqual(read(name, text.slice(0, length)).identity, { id: 'b', semver: '1.0.0' });
    }
    for (const more of ['\n', ' ', '{}', '\0'])
      assert.match(told(name, encodeUtf8(text + more), more), /^This published version /);
  });

  it('is damaged where the content changed, and said so at the hash it states', async () => {
    const { name, text } = await snapshotOf(small());
    const { problem, source } = read(name, text.replace('Be kind.', 'Be kinder.'));
    assert.match(
      problem?.message ?? '',
      /^This published version is damaged and not used\. Its content_hash does not match its content, which gives [0-9a-f]{64}\. Restore the file from version control\.$/,
    );
    const { start, end } = problem?.range ?? { start: 0, end: 0 };
    assert.match(source.text.slice(start, end), /^"[0-9a-f]{64}"$/);
  });

  it('is intact where it was only written anew, and said so at the first difference', async () => {
    const { name, text } = await snapshotOf(small());
    for (const [anew, start] of [
      [text.replace('"bundle": {', '"bundle":  {'), text.indexOf('"bundle": {') + 10],
      [` ${text}`, 0],
      [text.trimEnd(), text.length - 1],
    ] as const) {
      const { problem, snapshot } = read(name, anew);
      assert.ok(snapshot);
      assert.deepEqual(problem, {
        message:
          'This published version was rewritten. Its content is intact. Restore the file from version control.',
        range: { start, end: start + 1 },
        damaged: false,
      });
    }
  });

  it('is intact after a checkout with CRLF', async () => {
    const { name, text } = await snapshotOf(small());
    const { problem, snapshot } = read(name, text.replaceAll('\n', '\r\n'));
    assert.ok(snapshot);
    assert.equal(problem, undefined);
  });

  it('is an error where it is not used, and a warning where it is', async () => {
    const { name, text } = await snapshotOf(small());
    const file = `published/${name}`;
    const severity = (given: string) =>
      snapshotFindings(indexOf({ name, text: given }), file).map((one) => one.severity);
    assert.deepEqual(severity(text), []);
    assert.deepEqual(severity(`${text}\n`), ['warning']);
    assert.deepEqual(severity(text.replace('kind', 'cold')), ['error']);
  });
});

describe('a snapshot under the name of another version', () => {
  it('is damaged, and its right name is told', async () => {
    const { text } = await snapshotOf(small());
    const { name } = await snapshotOf(small({ semver: '1.0.1' }), 'b@1.0.1');
    const { snapshot, problem, identity } = read(name, text);
    assert.equal(snapshot, undefined);
    assert.deepEqual(identity, { id: 'b', semver: '1.0.0' });
    assert.match(problem?.message ?? '', /The file of `b@1\.0\.0` is called `b@1\.0\.0\.json`\./);
  });

  it('is whole under the name that one was stored under before', async () => {
    const { name, text } = await snapshotOf(small({ id: 'nul' }), 'nul@1.0.0');
    assert.equal(name, '%6Eul@1.0.0.json');
    for (const stored of [name, 'nul@1.0.0.json']) assert.equal(read(stored, text).problem, undefined);
  });

  it('answers for neither version', async () => {
    const { text } = await snapshotOf(small());
    const index = indexOf({ name: 'b@1.0.1.json', text });
    assert.equal(index.bundle({ id: 'b', semver: '1.0.0' }), undefined);
    assert.equal(index.bundle({ id: 'b', semver: '1.0.1' }), undefined);
    assert.deepEqual(index.templates({ id: 'p', semver: '1.0.0' }), []);
  });
});

describe('what is no snapshot', () => {
  /** What is said of a published version in which one value is another one, or gone. */
  const toldWith = async (path: readonly string[], value: unknown): Promise<string> => {
    const { name, text } = await snapshotOf(small());
    const root = JSON.parse(text) as Record<string, unknown>;
    const around = path.slice(0, -1).reduce((node, key) => node[key] as Record<string, unknown>, root);
    const [key = ''] = path.slice(-1);
    around[key] = value;
    return read(name, JSON.stringify(root)).problem?.message ?? '';
  };
  const WRONG = 'Its keys and values are not those of a snapshot.';
  const [own, inline] = [
    ['templates', 'personality'],
    ['templates', 'system'],
  ];

  for (const [path, ...values] of [
    [['content_hash'], undefined, null, 1],
    [['more'], 1],
    [['bundle'], undefined, [], 'b'],
    [['bundle', 'more'], 1],
    [['bundle', 'tags'], undefined, null, 'a', [1], ['a', null]],
    [['bundle', 'bundle_id'], undefined, null, '', 'x'.repeat(256)],
    [['bundle', 'semver'], undefined, 1, '1', '1.0'],
    [['templates'], undefined, []],
    [['templates', 'more'], {}],
    [['templates', 'task'], undefined, null, 'text'],
    [[...own, 'more'], 1],
    [[...own, 'content'], undefined, null, 1, ''],
    [[...own, 'role'], undefined, null, 1, 'boss'],
    [[...own, 'adapter_version'], undefined, 1],
    [[...own, 'constraints'], undefined, [], 'x'],
    [[...own, 'template_id'], undefined, null, 1, '', 'x'.repeat(256)],
    [[...own, 'semver'], undefined, null, 1, '1'],
    [[...inline, 'template_id'], 'x', 1],
    [[...inline, 'semver'], '1.0.0', 1],
  ] as const)
    for (const value of values)
      it(`is one with ${path.join('.')} ${value === undefined ? 'left out' : JSON.stringify(value).slice(0, 20)}`, async () => {
        assert.ok((await toldWith(path, value)).includes(WRONG));
      });

  for (const [path, value] of [
    [['bundle', 'tags'], ['a']],
    [['bundle', 'bundle_id'], '🚲'.repeat(255)],
    [[...own, 'template_id'], '🚲'.repeat(255)],
    [[...own, 'role'], 'user'],
    [[...own, 'constraints'], {}],
    [[...inline, 'role'], 'user'],
  ] as const)
    it(`is none with ${path.join('.')} ${JSON.stringify(value).slice(0, 20)}, but damaged`, async () => {
      assert.match(await toldWith(path, value), /content_hash does not match/);
    });

  it('is damaged, whatever it is', () => {
    for (const text of [
      '',
      'x',
      '[]',
      '{}',
      'null',
      '1',
      '{"bundle": 1, "templates": [], "content_hash": null}',
      '['.repeat(5000),
    ])
      assert.equal(read('b@1.0.0.json', text).problem?.damaged, true, text.slice(0, 20));
  });
});
