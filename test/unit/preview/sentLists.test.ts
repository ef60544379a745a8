import assert from 'node:assert/strict';
import type { RenderMessage } from '../../../src/preview/protocol.js';
import { KeptLists, SentLists } from '../../../src/preview/sentLists.js';

const inputs = Array.from({ length: 200 }, (_, i) => ({
  value: `file:///inputs/${i}.yaml`,
  label: `${i}.yaml`,
}));
const none = { options: [], selected: '' };
const render: RenderMessage = {
  type: 'render',
  bundleId: 'agent',
  bundleName: 'agent@1.0.0',
  versions: none,
  isAlone: false,
  isPublished: false,
  inputs: { options: inputs, selected: '' },
  inputNote: '',
  models: none,
  hashes: [],
  baseline: '',
  baselines: none,
  sections: [],
  constraints: [],
  findings: [],
  suppressed: [],
  mapVersion: 0,
  input: null,
  problem: null,
  isLocked: false,
  canGoBack: false,
  canGoForward: false,
};

describe('the lists of a preview', () => {
  it('are sent once, and kept by the page while they stay as they are', () => {
    const sent = new SentLists();
    const kept = new KeptLists();
    const first = sent.slim(render);
    assert.deepEqual(kept.fill(first), render);
    // Made anew with the same content, as after an edit, with another chosen.
    const again = { ...render, inputs: { options: structuredClone(inputs), selected: inputs[3]!.value } };
    const second = sent.slim(again);
    assert.equal(second.inputs.options, undefined);
    assert.ok(JSON.stringify(second).length < 1000, JSON.stringify(second));
    assert.deepEqual(kept.fill(second), again);
  });

  it('are sent again when one of them is another, and when the page starts anew', () => {
    const sent = new SentLists();
    const kept = new KeptLists();
    kept.fill(sent.slim(render));
    for (const options of [inputs.slice(1), [...inputs.slice(1), { value: 'x', label: 'x' }], []]) {
      const changed = { ...render, inputs: { options, selected: '' } };
      const message = sent.slim(changed);
      assert.equal(message.models.options, undefined);
      assert.deepEqual(kept.fill(message), changed);
    }
    sent.reset();
    assert.deepEqual(new KeptLists().fill(sent.slim(render)), render);
  });
});
