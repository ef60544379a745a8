import assert from 'node:assert/strict';
import { highlight } from '../../../src/language/highlight.js';
import { BUNDLE, INPUT, JSON_BUNDLE, TEMPLATE, withCursor } from './navigationCases.js';
import { markedFolder, slice } from './publishingContext.js';

/** The cursor in a piece of a file, and what is highlighted there: `!` where it is defined. */
const CASES: readonly (readonly [file: string, marked: string, highlights: readonly string[]])[] = [
  [BUNDLE, 'system: ‸shop@1.0.0', ['shop', 'shop', 'shop']],
  [BUNDLE, 'system: shop@‸1.0.0', ['1.0.0', '1.0.0']],
  [BUNDLE, 'activity: shop@2‸.0.0', ['2.0.0']],
  [BUNDLE, 'bundle_id: desk‸', ['!desk']],
  [BUNDLE, 'semver: 1.0.0‸', ['!1.0.0']],
  [BUNDLE, 'tags: [large‸]', ['large']],
  [TEMPLATE, '{{task‸}} and', ['{{task}}', '{{task}}']],
  [TEMPLATE, '{{str‸ess}}', ['{{stress}}']],
  [TEMPLATE, 'NO_‸EMOJI', ['NO_EMOJI']],
  [JSON_BUNDLE, '"NO_‸EMOJI"', ['"NO_EMOJI"']],
  [INPUT, 'desk@1.0‸.0', ['1.0.0']],
  [INPUT, 'aaa‸a', ['a'.repeat(64)]],
  [INPUT, '‸task: ', ['task']],
  [INPUT, 'Hel‸lo', []],
];

describe('highlight', () => {
  for (const [file, marked, expected] of CASES)
    it(`${marked} of ${file}`, async () => {
      const { folder, context, file: at, offset } = markedFolder(withCursor(file, marked));
      const found = await highlight(context, at, offset);
      const shown = found.map(({ range, kind }) => (kind === 'write' ? '!' : '') + slice(folder, at, range));
      assert.deepEqual(shown, expected);
    });
});
