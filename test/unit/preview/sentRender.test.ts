import assert from 'node:assert/strict';
import type { RenderMessage } from '../../../src/preview/protocol.js';
import { readHostMessage } from '../../../src/preview/readMessages.js';
import { isNews, KeptRender, SentRender } from '../../../src/preview/sentRender.js';

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
  limits: [{ unit: 'o200k_base', most: 1000, by: 'budget' }],
  encodings: ['o200k_base'],
  constraints: [],
  findings: [],
  suppressed: [],
  mapVersion: 0,
  input: null,
  problem: null,
  isReading: false,
  isLocked: false,
  canGoBack: false,
  canGoForward: false,
};

describe('what a preview is sent', () => {
  it('holds lists once, which the page keeps while they stay as they are', () => {
    const sent = new SentRender();
    const kept = new KeptRender();
    assert.deepEqual(kept.fill(sent.slim(render)), render);
    // Made anew with the same content, as after an edit, with another chosen.
    const again = { ...render, inputs: { options: structuredClone(inputs), selected: inputs[3]!.value } };
    const second = sent.slim(again);
    assert.deepEqual(second, { type: 'render', sections: [], inputs: { selected: inputs[3]!.value } });
    assert.deepEqual(kept.fill(second), again);
  });

  it('holds lists again when one of them is another, and all when the page starts anew', () => {
    const sent = new SentRender();
    const kept = new KeptRender();
    kept.fill(sent.slim(render));
    for (const options of [inputs.slice(1), [...inputs.slice(1), { value: 'x', label: 'x' }], []]) {
      const changed = { ...render, inputs: { options, selected: '' } };
      const message = sent.slim(changed);
      assert.deepEqual(Object.keys(message).sort(), ['inputs', 'sections', 'type']);
      assert.deepEqual(kept.fill(message), changed);
    }
    sent.reset();
    assert.deepEqual(new KeptRender().fill(sent.slim(render)), render);
  });

  it('holds what became different alone, and is no news where nothing did', () => {
    const sent = new SentRender();
    const kept = new KeptRender();
    assert.ok(isNews(sent.slim(render)));
    kept.fill(sent.slim({ ...render, isLocked: true }));
    sent.reset();
    kept.fill(sent.slim(render));
    assert.ok(!isNews(sent.slim(structuredClone(render))));
    const hashes = [{ name: 'prompt_hash', value: '00', covers: 'all', changed: true }];
    const message = sent.slim({ ...render, hashes, baseline: 'Changed.' });
    assert.deepEqual(message, { type: 'render', sections: [], hashes, baseline: 'Changed.' });
    assert.ok(isNews(message));
    assert.deepEqual(kept.fill(message), { ...render, hashes, baseline: 'Changed.' });
    const text = { keepStart: 0, keepEnd: 0, insert: [{ text: 'Hello.' }] };
    const section = { slot: 'task', source: 'a@1.0.0', templateHash: '00', changed: false, text } as const;
    assert.ok(isNews(sent.slim({ sections: [section] })));
  });

  it('is a part of what was sent, which a page that has nothing cannot use', () => {
    const sent = new SentRender();
    const kept = new KeptRender();
    assert.ok(!sent.isBegun);
    const part = { type: 'render', sections: [], inputNote: 'None.' } as const;
    assert.equal(kept.fill(part), undefined);
    kept.fill(sent.slim(render));
    assert.ok(sent.isBegun);
    const other = sent.slim({ inputNote: 'None.', inputs: { ...render.inputs, options: [] } });
    assert.deepEqual(other, { ...part, inputs: { options: [], selected: '' } });
    assert.deepEqual(kept.fill(other), { ...render, ...other });
    sent.reset();
    assert.ok(!sent.isBegun);
  });

  it('is read by the page however little it holds, and nothing of another form', () => {
    const little = { type: 'render', sections: [], inputs: { selected: 'a' } };
    assert.equal(readHostMessage(little), little);
    for (const wrong of [
      { ...little, inputs: { selected: 5 } },
      { ...little, inputs: { options: [5] } },
      { ...little, findings: 5 },
      { ...little, isLocked: 'yes' },
      { ...little, inputNote: null },
      { type: 'render' },
    ])
      assert.equal(readHostMessage(wrong), undefined, JSON.stringify(wrong));
  });
});
