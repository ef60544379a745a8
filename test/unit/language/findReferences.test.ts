import assert from 'node:assert/strict';
import { findReferences } from '../../../src/language/findReferences.js';
import { BUNDLE, INPUT, JSON_BUNDLE, JSON_INPUT, TEMPLATE, withCursor } from './navigationCases.js';
import { markedFolder, slice } from './publishingContext.js';

const SECOND = 'shop-2.prompt-template.yaml';
const ONE = [`${BUNDLE}:5 1.0.0`, `${BUNDLE}:6 1.0.0`, `${JSON_BUNDLE}:5 1.0.0`];
const IDS = [`${BUNDLE}:5 shop`, `${BUNDLE}:6 shop`, `${BUNDLE}:7 shop`, `${JSON_BUNDLE}:5 shop`];
const EXPECTED = [`${INPUT}:4 1.0.0`, `${JSON_INPUT}:4 1.0.0`];

type Case = readonly [
  file: string,
  marked: string,
  definitions: readonly string[],
  others: readonly string[],
];

/** The cursor in a piece of a file; where the same is defined and named, as `file:line text`. */
const CASES: readonly Case[] = [
  [TEMPLATE, 'template_id: sh‸op', [`${TEMPLATE}:2 shop`, `${SECOND}:1 shop`], IDS],
  [JSON_BUNDLE, '"sh‸op@1.0.0"', [`${TEMPLATE}:2 shop`, `${SECOND}:1 shop`], IDS],
  [TEMPLATE, 'semver: 1‸.0.0', [`${TEMPLATE}:3 1.0.0`], ONE],
  [BUNDLE, 'system: shop@1.0.‸0', [`${TEMPLATE}:3 1.0.0`], ONE],
  [BUNDLE, 'semver: ‸1.0.0', [`${BUNDLE}:2 1.0.0`], EXPECTED],
  [BUNDLE, 'bundle_id: ‸desk', [`${BUNDLE}:1 desk`], [`${INPUT}:4 desk`, `${JSON_INPUT}:4 desk`]],
  [INPUT, 'aaaa‸a', [`${BUNDLE}:2 1.0.0`], EXPECTED],
  [BUNDLE, 'tags: [lar‸ge]', [`${BUNDLE}:3 large`], [`${INPUT}:2 large`]],
  [TEMPLATE, '{{ta‸sk}} and', [], [`${TEMPLATE}:9 {{task}}`, `${TEMPLATE}:9 {{task}}`]],
  [TEMPLATE, 'You se‸ll', [], []],
  [TEMPLATE, 'NO_‸EMOJI', [], []],
];

describe('findReferences', () => {
  for (const [file, marked, definitions, others] of CASES) {
    for (const withDefinitions of [true, false]) {
      it(`of ${marked} in ${file}, ${withDefinitions ? 'with' : 'without'} definitions`, async () => {
        const { folder, context, file: at, offset } = markedFolder(withCursor(file, marked));
        const places = await findReferences(context, at, offset, { withDefinitions });
        const shown = places.map((place) => {
          const { line } = folder.get(place.file).source.positionAt(place.range.start);
          return `${place.file}:${line + 1} ${slice(folder, place.file, place.range)}`;
        });
        const expected = withDefinitions ? [...definitions, ...others] : others;
        assert.deepEqual(shown.sort(), [...expected].sort());
      });
    }
  }

  it('of a bundle leaves out a template of the same name', async () => {
    const { context, file, offset } = markedFolder({
      'a.prompt-template.yaml': 'template_id: same\nsemver: 1.0.0\nrole: user\ncontent: Hi\n',
      'b.prompt-bundle.yaml': 'bundle_id: sa‸me\nsemver: 1.0.0\ntemplates: { system: same@1.0.0 }\n',
    });
    const places = await findReferences(context, file, offset, { withDefinitions: true });
    assert.deepEqual(
      places.map(({ range }) => range.start),
      ['bundle_id: '.length],
    );
  });

  it('of a placeholder has the key of the input among the definitions, once', async () => {
    for (const [file, marked] of [
      [TEMPLATE, '{{ta‸sk}} and'],
      [INPUT, '‸task'],
    ] as const) {
      const { folder, context, file: at, offset } = markedFolder(withCursor(file, marked));
      const parsed = folder.get(INPUT);
      assert.ok(parsed.kind === 'input');
      const input = { file: INPUT, name: INPUT, parsed };
      const shown = async (withDefinitions: boolean): Promise<readonly string[]> =>
        (await findReferences(context, at, offset, { withDefinitions, input })).map(
          (place) => `${place.file}: ${slice(folder, place.file, place.range)}`,
        );
      const uses = await shown(false);
      const expected =
        file === INPUT ? [`${INPUT}: task`] : [`${TEMPLATE}: {{task}}`, `${TEMPLATE}: {{task}}`];
      assert.deepEqual(uses, expected);
      assert.deepEqual(await shown(true), file === INPUT ? uses : [...uses, `${INPUT}: task`]);
    }
  });

  it('has the published version among the definitions', async () => {
    const { folder, context, file, offset } = markedFolder(withCursor(TEMPLATE, 'semver: 1‸.0.0'));
    await folder.publish(BUNDLE);
    const places = await findReferences(context, file, offset, { withDefinitions: true });
    assert.ok(places.some((place) => place.file === '.prompt-bundles/published/desk@1.0.0.json'));
    const others = await findReferences(context, file, offset, { withDefinitions: false });
    assert.ok(others.length > 0 && !others.some((place) => place.file.startsWith('.prompt-bundles/')));
  });
});
