import assert from 'node:assert/strict';
import { accepted } from '../../../../src/language/complete.js';
import { completeLabels } from '../../../../src/language/labels/completeLabels.js';
import { hoverLabel } from '../../../../src/language/labels/hoverLabel.js';
import { readLabels } from '../../../../src/language/labels/readLabels.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { bySlot } from '../../../../src/core/model/slots.js';
import { parseReference } from '../../../../src/core/model/reference.js';
import { createSnapshot, snapshotText } from '../../../../src/core/published/snapshot.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { workspaceOf, type MemoryWorkspace } from '../memoryWorkspace.js';

const CURSOR = '‸';
const bundle = (id: string, semver: string, task: string): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n  system: {content: S.}\n  personality: {content: P.}\n  activity: {content: A.}\n  task: {content: "${task}"}\n`;

async function publish(made: MemoryWorkspace, name: string): Promise<void> {
  const reference = parseReference(name);
  assert.ok(reference);
  const generator = await made.context.generatorOf('');
  const { bundle: model, parts } = await generator.renderFromBundle({ bundle: reference });
  const hashing = await loadHashing(sha256);
  const text = snapshotText(
    createSnapshot(
      model,
      bySlot((slot) => parts[slot]),
      hashing,
    ),
  );
  made.scope.updateSnapshot(
    readSnapshot({ file: `published/${name}.json`, name: `${name}.json`, given: { text } }, hashing),
  );
}

describe('completing labels', () => {
  let made: MemoryWorkspace;
  beforeEach(async () => {
    made = await workspaceOf({
      'a1.prompt-bundle.yaml': bundle('agent', '1.9.0', 'Go.'),
      'a2.prompt-bundle.yaml': bundle('agent', '1.10.0', 'Go on, {{stress}}.'),
      'a3.prompt-bundle.yaml': bundle('agent', '2.0.0', 'Stop.'),
      'b.prompt-bundle.yaml': bundle('other', '1.0.0', 'Go.'),
      'c.prompt-bundle.yaml': bundle('draft', '1.0.0', 'Go.'),
    });
    for (const name of ['agent@1.9.0', 'agent@1.10.0', 'other@1.0.0']) await publish(made, name);
    const labels = '{"agent": {"production": "1.9.0", "beta": "1.10.0"}, "other": {"canary": "1.0.0"}}';
    made.scope.updateLabels(readLabels('.prompt-bundles/labels.json', labels));
  });
  /** What is offered at the mark, and the text with each of them. */
  const offered = (marked: string): readonly (readonly [label: string, detail: string, text: string])[] => {
    const text = marked.replace(CURSOR, '');
    return completeLabels(made.scope, text, marked.indexOf(CURSOR)).items.map((item) => [
      item.label,
      item.detail ?? '',
      accepted(text, item),
    ]);
  };

  it('offers bundles that have published versions and no labels in the file yet', () => {
    assert.deepEqual(offered('{‸}'), [
      ['agent', 'beta, production', '{"agent": {}}'],
      ['other', 'canary', '{"other": {}}'],
    ]);
    assert.deepEqual(offered('{"agent": {}, "‸"}'), [['other', 'canary', '{"agent": {}, "other": {}}']]);
    assert.deepEqual(offered('{"ag‸": {"beta": "1.9.0"}}'), [
      ['agent', 'beta, production', '{"agent": {"beta": "1.9.0"}}'],
    ]);
  });

  it('tells the newest version of a bundle without labels, and that a version without one is published', () => {
    made.scope.updateLabels(readLabels('.prompt-bundles/labels.json', '{"other": {"canary": "1.0.0"}}'));
    assert.deepEqual(
      offered('{‸}').map(([label, detail]) => [label, detail]),
      [
        ['agent', 'newest published 1.10.0'],
        ['other', 'canary'],
      ],
    );
    assert.deepEqual(
      offered('{"agent": {"beta": "‸"}}').map(([, detail]) => detail),
      ['Published', 'Published'],
    );
  });

  it('goes on to the labels of a bundle, and to the versions of a label', () => {
    for (const marked of ['{‸}', '{"agent": {‸}}']) {
      const text = marked.replace(CURSOR, '');
      const { items, isIncomplete } = completeLabels(made.scope, text, marked.indexOf(CURSOR));
      assert.ok(items.length > 0 && items.every(({ further }) => further === true), marked);
      assert.equal(isIncomplete, false);
    }
    assert.equal(completeLabels(made.scope, '["', 2).isIncomplete, false);
  });

  it('offers labels that are used elsewhere, then what most teams call them', () => {
    assert.deepEqual(
      offered('{"agent": {"beta": "1.9.0", "‸"}}').map(([label]) => label),
      ['canary', 'production', 'staging'],
    );
    assert.equal(
      offered('{"agent": {‸}}').find(([label]) => label === 'staging')?.[2],
      '{"agent": {"staging": ""}}',
    );
  });

  it('offers published versions of the bundle, the newest first, and no draft', () => {
    assert.deepEqual(offered('{"agent": {"beta": "‸"}}'), [
      ['1.10.0', 'beta', '{"agent": {"beta": "1.10.0"}}'],
      ['1.9.0', 'production', '{"agent": {"beta": "1.9.0"}}'],
    ]);
    assert.deepEqual(
      offered('{"other": {"canary": ‸}}').map(([, , text]) => text),
      ['{"other": {"canary": "1.0.0"}}'],
    );
    for (const marked of [
      '{"draft": {"beta": "‸"}}',
      '{"agent": {"beta": {"x": "‸"}}}',
      '{"agent": {"b": {‸}}}',
      '["‸"]',
      '‸',
    ])
      assert.deepEqual(offered(marked), [], marked);
  });

  it('says of a version that is pointed at what it changed, and whether there is a newer one', () => {
    const text = '{"agent": {"production": "1.9.0", "beta": "1.10.0", "gone": "9.9.9"}}';
    const told = (word: string): string | undefined =>
      hoverLabel(made.scope, text, text.indexOf(word))
        ?.parts.map((part) => ('words' in part ? part.words : part.block))
        .join(' ');
    assert.equal(told('"1.9.0'), 'The first published version. The newest published version is 1.10.0.');
    assert.equal(
      told('1.10.0'),
      'Since 1.9.0: Only the task differs: a text of the bundle itself. By the version advice, the change is minor: {{stress}} was added. It is the newest published version.',
    );
    assert.equal(told(', "beta'), told('"1.9.0'), 'right behind the version');
    assert.equal(told(' "beta'), undefined);
    assert.equal(told('9.9.9'), undefined);
    assert.equal(told('production'), undefined);
    assert.equal(hoverLabel(made.scope, '{"agent": ', 3), undefined);
  });
});
