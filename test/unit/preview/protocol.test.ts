import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LISTS, type RenderMessage } from '../../../src/preview/protocol.js';
import { readHostMessage, readPageMessage, readSelection } from '../../../src/preview/readMessages.js';
import { KeptRender } from '../../../src/preview/sentRender.js';

const choices = { options: [{ value: 'a', label: 'A' }], selected: 'a' };
const render: RenderMessage = {
  type: 'render',
  bundleId: 'support-agent',
  bundleName: 'support-agent@1.0.0',
  versions: choices,
  isAlone: false,
  isPublished: false,
  inputs: choices,
  inputNote: 'None is for this bundle.',
  models: choices,
  hashes: [{ name: 'prompt_hash', value: '00', covers: 'the prompt', changed: false }],
  baseline: 'Changed: task.',
  baselines: choices,
  sections: [
    {
      slot: 'task',
      source: 'support-task@1.0.0',
      templateHash: '00',
      changed: true,
      text: { keepStart: 0, keepEnd: 3, insert: [{ text: 'Task: ' }, { text: 'one', value: 'task' }] },
    },
  ],
  limits: [{ unit: 'o200k_base', most: 1000, by: 'budget' }],
  encodings: ['o200k_base'],
  constraints: [{ label: 'No emoji', source: 'support-system@1.0.0' }],
  findings: [
    {
      severity: 'warning',
      code: 'no-emoji',
      message: 'An emoji.',
      place: 'a.yaml:1',
      marks: [{ slot: 'task', start: 0, end: 2 }],
    },
  ],
  suppressed: [
    {
      severity: 'warning',
      code: 'emoji',
      message: 'An emoji.',
      place: 'a.yaml:1',
      marks: [{ slot: 'task', start: 0, end: 2 }],
      reason: 'It is the brand.',
    },
  ],
  mapVersion: 3,
  input: { activity_level: 0.5, stress: 0, task: 'one', traits: '{}', traitsProblem: null, isDraft: false },
  problem: {
    message: 'It does not render.',
    choice: 'model',
    details: [{ place: 'a.yaml:1', message: 'Unknown key.', field: 'task' }],
  },
  isReading: false,
  isLocked: false,
  canGoBack: true,
  canGoForward: false,
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
    for (const key of ['bundleId', 'problem', 'input'])
      assert.ok(readHostMessage(withValue([key], null)), key);
    for (const key of ['hashes', 'sections', 'constraints', 'findings', 'suppressed'])
      assert.ok(readHostMessage(withValue([key], [])), key);
  });

  it('takes a render without what was sent before, and nothing less', () => {
    for (const list of LISTS) {
      assert.ok(readHostMessage(withValue([list], { selected: 'a' })), list);
      assert.equal(readHostMessage(withValue([list], { selected: 'a', options: null })), undefined);
      assert.equal(readHostMessage(withValue([list], { selected: null })), undefined);
    }
  });

  it('takes what an editor points at, and where a text comes from', () => {
    const mark = { slot: 'task', start: 0, end: 3 };
    for (const message of [
      { type: 'highlight', marks: [], section: 'task' },
      { type: 'highlight', marks: [mark, mark], section: null },
      { type: 'located', mark, origin: 'semantic_traits.tone', place: '' },
    ])
      assert.equal(readHostMessage(message), message);
    for (const message of [
      { type: 'highlight', marks: mark, section: null },
      { type: 'highlight', marks: [{ ...mark, start: -1 }], section: null },
      { type: 'highlight', marks: [{ ...mark, slot: '__proto__' }], section: null },
      { type: 'highlight', marks: [] },
      { type: 'highlight', marks: [], section: 'body' },
      { type: 'located', mark: null, origin: '', place: '' },
      { type: 'located', mark: [mark], origin: '', place: '' },
      { type: 'located', mark, origin: '' },
      { type: 'located', mark: { ...mark, end: 1e99 }, origin: '', place: '' },
    ])
      assert.equal(readHostMessage(message), undefined);
  });

  it('takes what can be done about a finding', () => {
    const fix = { title: 'Replace by “very”', isPreferred: true };
    for (const message of [
      { type: 'fixes', index: 0, fixes: [] },
      { type: 'fixes', index: 2, fixes: [fix, fix] },
    ])
      assert.equal(readHostMessage(message), message);
    for (const message of [
      { type: 'fixes', index: -1, fixes: [] },
      { type: 'fixes', index: 0, fixes: fix },
      { type: 'fixes', index: 0, fixes: [{ ...fix, title: 1 }] },
      { type: 'fixes', index: 0, fixes: [{ title: '' }] },
      { type: 'fixes', index: 0 },
    ])
      assert.equal(readHostMessage(message), undefined);
  });

  it('takes since when a sentence is there, and since when all are', () => {
    const mark = { slot: 'task', start: 0, end: 3 };
    const commit = { kind: 'commit', hash: 'a', author: 'b', date: 'c', subject: 'd' };
    const change = { origin: 'task', place: '', revision: commit, before: null, canOpen: false };
    const since = { type: 'since', mark, changes: [change], published: '', note: '' };
    const sentence = { ...mark, revision: 0, firstVersion: null };
    const ages = { type: 'ages', revisions: [commit], sentences: [sentence], note: '' };
    for (const message of [
      since,
      { ...since, changes: [{ ...change, revision: { kind: 'uncommitted' }, before: 'Before.' }] },
      ages,
      { ...ages, revisions: [], sentences: [{ ...sentence, revision: null, firstVersion: '1.0.0' }] },
      { ...ages, revisions: [{ kind: 'version', semver: '1.0.0' }] },
      { type: 'lookingBack', mark },
      { type: 'lookingBack', mark: null },
      { type: 'askPlace' },
    ])
      assert.equal(readHostMessage(message), message);
    for (const message of [
      { ...since, mark: null },
      { ...since, changes: change },
      { ...since, changes: [{ ...change, before: undefined }] },
      { ...since, changes: [{ ...change, revision: { ...commit, author: 1 } }] },
      { ...since, changes: [{ ...change, revision: { kind: 'version' } }] },
      { ...since, changes: [{ ...change, revision: { kind: 'toString' } }] },
      { ...since, changes: [{ ...change, canOpen: 1 }] },
      { ...since, published: null },
      { ...ages, revisions: [] },
      { ...ages, revisions: { length: 1 } },
      { ...ages, sentences: [{ ...sentence, revision: -1 }] },
      { ...ages, sentences: [{ ...sentence, slot: 'body' }] },
      { ...ages, sentences: [{ ...sentence, firstVersion: 1 }] },
      { ...ages, note: undefined },
      { type: 'lookingBack' },
      { type: 'lookingBack', mark: { ...mark, start: '0' } },
    ])
      assert.equal(readHostMessage(message), undefined, JSON.stringify(message));
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
    [['sections', 0, 'changed'], 'yes'],
    [['sections', 0, 'text'], 'text'],
    [['sections', 0, 'text', 'keepStart'], -1],
    [['sections', 0, 'text', 'keepEnd'], 1.5],
    [['sections', 0, 'text', 'keepEnd'], '3'],
    [['sections', 0, 'text', 'insert'], { length: 0 }],
    [['sections', 0, 'text', 'insert', 0, 'text'], null],
    [['sections', 0, 'text', 'insert', 1, 'value'], 'constructor'],
    [['sections', 0, 'text', 'insert', 1, 'value'], null],
    [['hashes', 0, 'changed'], undefined],
    [['baseline'], null],
    [['constraints', 0, 'source'], undefined],
    [['constraints'], 'none'],
    [['findings', 0, 'severity'], 'toString'],
    [['findings', 0, 'code'], 7],
    [['findings', 0, 'marks'], null],
    [['findings', 0, 'marks', 0, 'slot'], 'body'],
    [['findings', 0, 'marks', 0, 'end'], Infinity],
    [['suppressed'], undefined],
    [['suppressed', 0, 'reason'], undefined],
    [['suppressed', 0, 'marks'], null],
    [['mapVersion'], -1],
    [['isPublished'], 'no'],
    [['inputNote'], null],
    [['input'], undefined],
    [['input', 'activity_level'], NaN],
    [['input', 'stress'], '0.5'],
    [['input', 'traits'], {}],
    [['input', 'traitsProblem'], undefined],
    [['input', 'isDraft'], null],
    [['isReading'], 'yes'],
    [['isLocked'], undefined],
    [['canGoBack'], 1],
    [['canGoForward'], 'no'],
    [['problem'], undefined],
    [['problem', 'message'], 1],
    [['problem', 'details'], null],
    [['problem', 'details', 0, 'place'], 1],
    [['problem', 'details', 0, 'message'], undefined],
  ];
  for (const [path, value] of wrong) {
    it(`drops a render whose ${path.join('.')} is ${value === undefined ? 'absent' : JSON.stringify(value)}`, () => {
      const read = readHostMessage(withValue(path, value));
      // What is left out was sent before, where anything was.
      const shown = read?.type === 'render' ? new KeptRender().fill(read) : read;
      assert.equal(shown, undefined);
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
      { type: 'openFinding', index: 7 },
      { type: 'openSuppressed', index: 1 },
      { type: 'openConstraint', index: 0 },
      { type: 'listFixes', index: 3 },
      { type: 'applyFix', index: 3, fix: 0 },
      { type: 'locate', slot: 'task', offset: 0 },
      { type: 'openAt', slot: 'personality', offset: 9 },
      { type: 'sinceWhen', slot: 'system', offset: 3 },
      { type: 'stopLookingBack' },
      { type: 'showAges', isShown: true },
      { type: 'openChange', index: 0 },
      { type: 'copyCommit', index: 1 },
      { type: 'editInput', edit: { activity_level: 0, stress: 1, task: '', traits: '{' } },
      { type: 'editInput', edit: {} },
      { type: 'saveInput' },
      { type: 'discardInput' },
      { type: 'setLocked', isLocked: true },
      { type: 'back' },
      { type: 'forward' },
      { type: 'createSample' },
      { type: 'newBundle' },
    ];
    for (const message of messages) assert.deepEqual(readPageMessage(message), message);
  });

  it('passes on nothing that the protocol does not know', () => {
    assert.deepEqual(readPageMessage({ type: 'ready', file: 'x' }), { type: 'ready' });
    assert.deepEqual(readPageMessage({ type: 'select', selection: { input: 'b', model: 1, file: 'x' } }), {
      type: 'select',
      selection: { input: 'b' },
    });
    assert.deepEqual(
      readPageMessage({ type: 'editInput', edit: { stress: 2, activity_level: '1', task: 't', file: 'x' } }),
      { type: 'editInput', edit: { task: 't' } },
    );
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
      { type: 'openFinding', index: 0.5 },
      { type: 'listFixes' },
      { type: 'applyFix', index: 1 },
      { type: 'applyFix', index: 1, fix: '0' },
      { type: 'locate', slot: 'task' },
      { type: 'locate', slot: ['task'], offset: 1 },
      { type: 'openAt', slot: 'file:///etc/passwd', offset: 0 },
      { type: 'openAt', slot: 'task', offset: -1 },
      { type: 'sinceWhen', slot: 'task' },
      { type: 'showAges', isShown: 'true' },
      { type: 'openChange' },
      { type: 'copyCommit', index: -1 },
      { type: 'editInput' },
      { type: 'editInput', edit: ['task'] },
      { type: 'setLocked' },
      { type: 'setLocked', isLocked: 'true' },
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
