import assert from 'node:assert/strict';
import fc from 'fast-check';
import { equalMarks } from '../../src/compare/equalMarks.js';
import {
  HASH_NAMES,
  readCompareState,
  readHostMessage,
  readPageMessage,
  type VersionsMessage,
} from '../../src/compare/protocol.js';

const row = {
  id: 'workspace 1.2.0',
  semver: '1.2.0',
  places: [
    { label: 'git', revision: { id: '1a2b3c4', date: '2026-03-02', author: 'A', subject: 'B' } },
    { label: 'workspace', revision: null },
  ],
  isUnsaved: false,
  labels: ['production'],
  note: ['Kinder.'],
  hashes: HASH_NAMES.map(() => '00'),
  words: { total: 3, since: { added: 1, removed: 0 } },
  problem: null,
};
const pair = { from: 'a', to: 'b', summary: 'Nothing differs.' };
const message: VersionsMessage = {
  type: 'versions',
  state: { folder: 'file:///work', bundleId: 'support-agent', input: '', from: 'a', to: 'b' },
  inputs: { options: [{ value: '', label: 'No input' }], selected: '' },
  rows: [row, { ...row, hashes: HASH_NAMES.map(() => null), problem: 'It has errors.' }],
  neighbours: [pair],
  chosen: { ...pair, size: '1 word added.', changed: ['task'] },
  draft: { semver: '1.2.0', against: ['saved', 'commit', 'published', 'clipboard'] },
  warning: null,
  history: 'reading',
};

/** The message with the value at a path replaced. */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(message) as unknown;
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  holder[path.at(-1)!] = value;
  return copy;
}

describe('what the page that compares is told', () => {
  it('is taken as it is when it is of the protocol', () => {
    assert.equal(readHostMessage(message), message);
    for (const key of ['chosen', 'draft']) assert.ok(readHostMessage(withValue([key], null)), key);
    assert.ok(readHostMessage(withValue(['chosen', 'changed'], null)));
    assert.ok(readHostMessage(withValue(['rows', 0, 'words', 'since'], null)));
    assert.ok(readHostMessage(withValue(['rows', 0, 'words'], null)));
    assert.ok(readHostMessage(withValue(['warning'], 'The input has errors.')));
    for (const key of ['rows', 'neighbours']) assert.ok(readHostMessage(withValue([key], [])), key);
    const notice = { type: 'notice', text: 'Copied' };
    assert.equal(readHostMessage(notice), notice);
  });

  it('is dropped when any of it has another form', () => {
    const wrong: readonly (readonly [readonly (string | number)[], unknown])[] = [
      [['type'], 'render'],
      [['state'], null],
      [['state', 'folder'], 1],
      [['inputs'], {}],
      [['rows'], {}],
      [['rows', 0, 'id'], 1],
      [['rows', 0, 'places'], [{ label: 'git' }]],
      [['rows', 0, 'places', 0, 'revision', 'author'], 7],
      [['rows', 0, 'labels'], [1]],
      [['rows', 0, 'labels'], undefined],
      [['rows', 0, 'note'], 'Kinder.'],
      [['rows', 0, 'note', 0], null],
      [['rows', 0, 'words'], { total: '3', since: null }],
      [['rows', 0, 'words', 'since'], { added: 1 }],
      [['rows', 0, 'isUnsaved'], 'no'],
      [['rows', 0, 'hashes'], ['00']],
      [['rows', 0, 'hashes', 3], 4],
      [['rows', 0, 'problem'], undefined],
      [['neighbours', 0, 'summary'], null],
      [['chosen'], undefined],
      [['chosen', 'changed'], ['__proto__']],
      [['chosen', 'size'], null],
      [['draft', 'against'], ['disk']],
      [['warning'], undefined],
      [['history'], true],
    ];
    for (const [path, value] of wrong)
      assert.equal(readHostMessage(withValue(path, value)), undefined, path.join('.'));
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readHostMessage(value);
        readPageMessage(value);
        readCompareState(value);
      }),
    );
  });
});

describe('what the page that compares says', () => {
  const PAIR = { from: 'a', to: 'b', added: 1, removed: 0, before: 2, after: 3, isRough: false };

  it('is taken with the fields of its kind alone', () => {
    for (const said of [
      { type: 'ready' },
      { type: 'selectInput', input: '' },
      { type: 'choose', from: 'a', to: 'b' },
      { type: 'openDiff', slot: null },
      { type: 'openDiff', slot: 'personality' },
      { type: 'openAgainst', counterpart: 'clipboard' },
      { type: 'copyMarkdown', onlyChosen: true, tokens: null },
      { type: 'copyMarkdown', onlyChosen: true, tokens: { encoding: 'o200k_base', pairs: [PAIR] } },
      { type: 'readPrompts', hashes: ['a', 'b'] },
      { type: 'copyHash', row: 'a', column: 7 },
    ])
      assert.deepEqual(readPageMessage({ ...said, more: 1 }), said);
  });

  it('is dropped when it is of no kind, or its fields are of another form', () => {
    for (const said of [
      null,
      [],
      'ready',
      { type: 'run', command: 'rm' },
      { type: 'selectInput' },
      { type: 'choose', from: 'a' },
      { type: 'openDiff' },
      { type: 'openDiff', slot: 'toString' },
      { type: 'openAgainst', counterpart: 'disk' },
      { type: 'copyMarkdown', onlyChosen: 1, tokens: null },
      { type: 'copyMarkdown', onlyChosen: true },
      { type: 'copyMarkdown', onlyChosen: true, tokens: { encoding: 'mine', pairs: [] } },
      {
        type: 'copyMarkdown',
        onlyChosen: true,
        tokens: { encoding: 'o200k_base', pairs: [{ ...PAIR, after: -1 }] },
      },
      { type: 'readPrompts', hashes: [1] },
      { type: 'readPrompts', hashes: 'a' },
      { type: 'copyHash', row: 'a', column: 8 },
      { type: 'copyHash', row: 'a', column: -1 },
    ])
      assert.equal(readPageMessage(said), undefined, JSON.stringify(said));
  });
});

describe('what the comparison remembers', () => {
  it('is read as far as it is of the right form', () => {
    assert.deepEqual(readCompareState({ folder: 'f', bundleId: 1, input: '', other: 'x' }), {
      folder: 'f',
      input: '',
    });
    assert.deepEqual(readCompareState('state'), {});
  });
});

describe('marks of equal hashes', () => {
  const shown = (column: readonly (string | null)[]): string =>
    equalMarks(column)
      .map(({ letter, isAsAbove }) => `${isAsAbove ? '=' : ''}${letter}`)
      .join(' ');

  it('give the same letter to the same hash, wherever it stands, and say which row is as the one above', () => {
    assert.equal(shown(['1', '2', '2', '1', '3']), 'A B =B A C');
  });

  it('need no letters where all are the same', () => {
    assert.equal(shown(['1', '1', '1']), ' = =');
    assert.equal(shown(['1']), '');
    assert.equal(shown([]), '');
  });

  it('give none to what has no hash, and do not join across it', () => {
    assert.equal(shown(['1', null, '1', null, null]), '    ');
    assert.equal(shown([null, '1', '2', null, '2']), ' A B  B');
  });

  it('go on after Z', () => {
    const marks = equalMarks(Array.from({ length: 54 }, (_none, i) => String(i))).map(({ letter }) => letter);
    assert.deepEqual([marks[25], marks[26], marks[27], marks[52], marks[53]], ['Z', 'AA', 'AB', 'BA', 'BB']);
  });

  it('are equal exactly where hashes are', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c')), { maxLength: 12 }), (column) => {
        const marks = equalMarks(column);
        const isTold = new Set(column.filter((hash) => hash !== null)).size > 1;
        for (const [i, one] of column.entries())
          for (const [j, other] of column.entries())
            if (one !== null && other !== null && isTold)
              assert.equal(marks[i]?.letter === marks[j]?.letter, one === other);
      }),
    );
  });
});
