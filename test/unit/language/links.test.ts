import assert from 'node:assert/strict';
import { links } from '../../../src/language/links.js';
import { BUNDLE, FILES, INPUT, JSON_BUNDLE, JSON_INPUT, TEMPLATE } from './navigationCases.js';
import { contextOf, slice } from './publishingContext.js';
import { PublishingFolder } from './fixes/folder.js';

const SECOND = 'shop-2.prompt-template.yaml';

async function shown(folder: PublishingFolder, file: string): Promise<string[]> {
  const found = await links(contextOf(folder), file);
  return found.map(
    ({ range, title, target }) =>
      `${slice(folder, file, range)} (${title}) → ${target.file}: ${slice(folder, target.file, target.range)}`,
  );
}

describe('links', () => {
  const one = `shop@1.0.0 (Open \`shop@1.0.0\`) → ${TEMPLATE}: shop`;
  const desk = `desk@1.0.0 (Open \`desk@1.0.0\`) → ${BUNDLE}: desk`;
  for (const [file, expected] of [
    [TEMPLATE, []],
    [BUNDLE, [one, one, `shop@2.0.0 (Open \`shop@2.0.0\`) → ${SECOND}: shop`]],
    [JSON_BUNDLE, [one]],
    [INPUT, [desk]],
    [JSON_INPUT, [desk]],
  ] as const)
    it(`of ${file}`, async () => {
      assert.deepEqual(await shown(new PublishingFolder(FILES), file), expected);
    });

  it('lead to the published version where no file defines it, and nowhere where nothing does', async () => {
    const folder = new PublishingFolder(FILES);
    await folder.publish(BUNDLE);
    folder.write({ [TEMPLATE]: folder.text(TEMPLATE).replace('semver: 1.0.0', 'semver: 1.0.1') });
    assert.match(
      (await shown(folder, JSON_BUNDLE))[0] ?? '',
      /→ \.prompt-bundles\/published\/desk@1\.0\.0\.json: shop$/,
    );
    folder.write({ [INPUT]: 'expect: { none@1.0.0: {} }\n' });
    assert.deepEqual(await shown(folder, INPUT), []);
  });
});
