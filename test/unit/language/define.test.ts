import assert from 'node:assert/strict';
import { define } from '../../../src/language/define.js';
import type { ChosenInput } from '../../../src/language/navigation/places.js';
import { BUNDLE, INPUT, JSON_BUNDLE, JSON_INPUT, TEMPLATE, withCursor } from './navigationCases.js';
import { markedFolder, slice } from './publishingContext.js';

type Case = readonly [file: string, marked: string, origin: string, places: readonly string[]];

/** The cursor in a piece of a file; what is asked about, and where it leads as `file: text`. */
const CASES: readonly Case[] = [
  [BUNDLE, 'system: sh‸op@1.0.0', 'shop@1.0.0', [`${TEMPLATE}: shop`]],
  [BUNDLE, 'system: shop@1.0‸.0', 'shop@1.0.0', [`${TEMPLATE}: shop`]],
  [BUNDLE, "personality: '‸shop@1.0.0", 'shop@1.0.0', [`${TEMPLATE}: shop`]],
  [BUNDLE, 'activity: shop@2.0.0‸', 'shop@2.0.0', ['shop-2.prompt-template.yaml: shop']],
  [JSON_BUNDLE, '"shop@‸1.0.0"', 'shop@1.0.0', [`${TEMPLATE}: shop`]],
  [INPUT, 'de‸sk@1.0.0', 'desk@1.0.0', [`${BUNDLE}: desk`]],
  [INPUT, 'aaaa‸a', 'a'.repeat(64), [`${BUNDLE}: desk`]],
  [JSON_INPUT, '"desk@1.‸0.0"', 'desk@1.0.0', [`${BUNDLE}: desk`]],
  [INPUT, 'model_type: lar‸ge', 'large', [`${BUNDLE}: large`]],
  [TEMPLATE, '{{ta‸sk}} and', '{{task}}', [`${INPUT}: task`]],
  [JSON_BUNDLE, '{{task}‸}', '{{task}}', [`${INPUT}: task`]],
  [TEMPLATE, 'template_id: ‸shop', 'shop', [`${TEMPLATE}: shop`]],
];

async function found(files: Record<string, string>): Promise<unknown> {
  const { folder, context, file, offset } = markedFolder(files);
  const parsed = folder.get(INPUT);
  assert.ok(parsed.kind === 'input');
  const input: ChosenInput = { file: INPUT, name: INPUT, parsed };
  const definition = await define(context, file, offset, input);
  if (!definition) return undefined;
  const { origin, places } = definition;
  const shown = places.map((place) => `${place.file}: ${slice(folder, place.file, place.range)}`);
  return [slice(folder, file, origin), shown];
}

describe('define', () => {
  for (const [file, marked, origin, places] of CASES)
    it(`${marked} of ${file} leads to ${places.join(', ')}`, async () => {
      assert.deepEqual(await found(withCursor(file, marked)), [origin, places]);
    });

  it('leads nowhere from other text, a template that is nowhere, or a file that is gone', async () => {
    assert.equal(await found(withCursor(TEMPLATE, 'You se‸ll')), undefined);
    assert.equal(await found(withCursor(TEMPLATE, 'NO_EM‸OJI')), undefined);
    const gone = withCursor(BUNDLE, 'activity: shop@2.0‸.0');
    delete gone['shop-2.prompt-template.yaml'];
    assert.equal(await found(gone), undefined);
    const { context } = markedFolder(gone);
    assert.equal(await define(context, 'nowhere.prompt-bundle.yaml', 0), undefined);
  });

  it('leads to each of several files that define a version', async () => {
    const files = withCursor(BUNDLE, 'system: shop@‸1.0.0');
    files['copy.prompt-template.md'] = files[TEMPLATE] ?? '';
    assert.deepEqual(await found(files), [
      'shop@1.0.0',
      ['copy.prompt-template.md: shop', `${TEMPLATE}: shop`],
    ]);
  });

  it('leads to the published version where no file defines it any more', async () => {
    const files = withCursor(BUNDLE, 'system: shop@‸1.0.0');
    const { folder, context, file, offset } = markedFolder(files);
    await folder.publish(BUNDLE);
    folder.write({ [TEMPLATE]: folder.text(TEMPLATE).replace('semver: 1.0.0', 'semver: 1.0.1') });
    const [place] = (await define(context, file, offset))?.places ?? [];
    assert.equal(place?.file, '.prompt-bundles/published/desk@1.0.0.json');
    assert.equal(slice(folder, place.file, place.range), 'shop');
    const expecting = markedFolder(withCursor(INPUT, 'de‸sk@1.0.0'));
    await expecting.folder.publish(BUNDLE);
    const text = expecting.folder.text(BUNDLE).replace('semver: 1.0.0', 'semver: 1.0.1');
    expecting.folder.write({ [BUNDLE]: text });
    const [bundle] = (await define(expecting.context, expecting.file, expecting.offset))?.places ?? [];
    assert.equal(bundle?.file, '.prompt-bundles/published/desk@1.0.0.json');
    assert.equal(slice(expecting.folder, bundle.file, bundle.range), 'desk');
  });

  it('leads to the beginning of a published version that was written in another way', async () => {
    const { folder, context, file, offset } = markedFolder(withCursor(BUNDLE, 'system: shop@‸1.0.0'));
    await folder.publish(BUNDLE, (text) => JSON.stringify(JSON.parse(text)));
    folder.write({ [TEMPLATE]: folder.text(TEMPLATE).replace('semver: 1.0.0', 'semver: 1.0.1') });
    assert.deepEqual((await define(context, file, offset))?.places, [
      { file: '.prompt-bundles/published/desk@1.0.0.json', range: { start: 0, end: 0 } },
    ]);
  });
});
