import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  readHostMessage,
  readPageMessage,
  readSelection,
  type RenderMessage,
} from '../../../src/preview/protocol.js';

const choices = { options: [{ value: 'a', label: 'A' }], selected: 'a' };
const render: RenderMessage = {
  type: 'render',
  bundleId: 'support-agent',
  versions: choices,
  inputs: choices,
  models: choices,
  hashes: [{ name: 'prompt_hash', value: '00', covers: 'the prompt' }],
  sections: [
    {
      slot: 'task',
      source: 'support-task@1.0.0',
      templateHash: '00',
      characters: 9,
      pieces: [{ text: 'Task: ' }, { text: 'one', value: 'task' }],
    },
  ],
  problem: { message: 'It does not render.', details: [{ place: 'a.yaml:1', message: 'Unknown key.' }] },
};

/** The message with the value at a path replaced. */
function withValue(path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(render) as unknown;
  let holder = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, unknown>;
  holder[path.at(-1)!] = value;
  return copy;
}

describe('readHostMessage', () => {
  it('takes a render, with and without bundle and problem', () => {
    assert.equal(readHostMessage(render), render);
    for (const key of ['bundleId', 'problem']) assert.ok(readHostMessage(withValue([key], null)), key);
    for (const key of ['hashes', 'sections']) assert.ok(readHostMessage(withValue([key], [])), key);
  });

  it('takes a notice', () => {
    assert.deepEqual(readHostMessage({ type: 'notice', text: 'Copied' }), { type: 'notice', text: 'Copied' });
  });

  const wrong: readonly (readonly [(string | number)[], unknown])[] = [
    [['type'], 'other'],
    [['bundleId'], 7],
    [['bundleId'], undefined],
    [['versions'], []],
    [['versions', 'selected'], null],
    [['inputs', 'options'], { length: 1 }],
    [['inputs', 'options', 0], null],
    [['models', 'options', 0, 'label'], 1],
    [['models', 'options', 0, 'value'], undefined],
    [['hashes', 0, 'covers'], undefined],
    [['hashes', 0, 'value'], 1],
    [['hashes', 0, 'name'], {}],
    [['sections'], null],
    [['sections', 0, 'slot'], 'toString'],
    [['sections', 0, 'source'], 1],
    [['sections', 0, 'templateHash'], null],
    [['sections', 0, 'characters'], -1],
    [['sections', 0, 'characters'], 1.5],
    [['sections', 0, 'pieces'], 'text'],
    [['sections', 0, 'pieces', 0, 'text'], null],
    [['sections', 0, 'pieces', 1, 'value'], 'constructor'],
    [['sections', 0, 'pieces', 1, 'value'], null],
    [['problem'], undefined],
    [['problem', 'message'], 1],
    [['problem', 'details'], null],
    [['problem', 'details', 0, 'place'], 1],
    [['problem', 'details', 0, 'message'], undefined],
  ];
  for (const [path, value] of wrong) {
    it(`drops a render whose ${path.join('.')} is ${value === undefined ? 'absent' : JSON.stringify(value)}`, () => {
      assert.equal(readHostMessage(withValue(path, value)), undefined);
    });
  }

  it('drops whatever is not of the protocol', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      1,
      [],
      [render],
      { type: 'notice' },
      { type: 'notice', text: 1 },
    ]) {
      assert.equal(readHostMessage(message), undefined);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => (readHostMessage(value), true)),
    );
  });
});

describe('readPageMessage', () => {
  it('takes each message of the page', () => {
    const messages = [
      { type: 'ready' },
      { type: 'copyPrompt' },
      { type: 'openRendered' },
      { type: 'select', selection: { bundle: 'a', input: 'b', model: 'c' } },
      { type: 'copyHash', name: 'prompt_hash' },
      { type: 'openSource', slot: 'system' },
      { type: 'openProblem', index: 0 },
    ];
    for (const message of messages) assert.deepEqual(readPageMessage(message), message);
  });

  it('passes on nothing that the protocol does not know', () => {
    assert.deepEqual(readPageMessage({ type: 'ready', file: 'x' }), { type: 'ready' });
    assert.deepEqual(readPageMessage({ type: 'select', selection: { input: 'b', model: 1, file: 'x' } }), {
      type: 'select',
      selection: { input: 'b' },
    });
  });

  it('drops messages of another form', () => {
    const wrong = [
      null,
      'ready',
      [],
      {},
      { type: 'eval', code: '1' },
      { type: 'copyHash' },
      { type: 'openSource', slot: '../system' },
      { type: 'openProblem', index: -1 },
      { type: 'openProblem', index: '0' },
    ];
    for (const message of wrong) assert.equal(readPageMessage(message), undefined);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => (readPageMessage(value), true)),
    );
  });
});

describe('readSelection', () => {
  it('keeps what has the right form', () => {
    assert.deepEqual(readSelection({ bundle: 'a', input: 2, model: '', scroll: 4 }), {
      bundle: 'a',
      model: '',
    });
    for (const value of [undefined, null, 'a', 1, ['a']]) assert.deepEqual(readSelection(value), {});
  });
});
