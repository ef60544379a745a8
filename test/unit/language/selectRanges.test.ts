import assert from 'node:assert/strict';
import { selectRanges } from '../../../src/language/selectRanges.js';
import { BUNDLE, INPUT, JSON_BUNDLE, withCursor } from './navigationCases.js';
import { markedFolder, slice } from './publishingContext.js';

/** The cursor in a piece of a file, and what the selection grows to, shown up to a length. */
const CASES: readonly (readonly [file: string, marked: string, grown: readonly string[]])[] = [
  [
    BUNDLE,
    "personality: 'shop@‸1.0.0'",
    ['1.0.0', 'shop@1.0.0', "'shop@1.0.0'", "personality: 'shop@1.0.0'"],
  ],
  [BUNDLE, 'bundle_id: d‸esk', ['desk', 'bundle_id: desk']],
  [BUNDLE, 'bundle_‸id: desk', ['bundle_id', 'bundle_id: desk']],
  [JSON_BUNDLE, '{{ta‸sk}}', ['task', '{{task}}', '"{{task}}"', '"content": "{{task}}"']],
  [INPUT, '‸desk@1.0.0', ['desk', 'desk@1.0.0', `desk@1.0.0: ${'a'.repeat(64)}`]],
];

describe('selectRanges', () => {
  for (const [file, marked, grown] of CASES)
    it(`from ${marked}`, async () => {
      const { folder, context, file: at, offset } = markedFolder(withCursor(file, marked));
      const ranges = await selectRanges(context, at, offset);
      assert.deepEqual(
        ranges.slice(0, grown.length).map((range) => slice(folder, at, range)),
        grown,
      );
      ranges.reduce((inner, outer) => {
        assert.ok(outer.start <= inner.start && outer.end >= inner.end, 'each holds the one before');
        return outer;
      });
      assert.deepEqual(ranges.at(-1), { start: 0, end: folder.text(at).length });
    });

  it('takes a line, a paragraph and all of a text', async () => {
    for (const [file, head, tail] of [
      ['a.prompt-template.md', '---\ntemplate_id: a\nsemver: 1.0.0\nrole: system\n---\n', '\n'],
      ['a.prompt-template.json', '{"template_id":"a","semver":"1.0.0","role":"system","content":"', '"}'],
    ] as const) {
      const text = 'First.\n\nSecond l‸ine.\nThird.\n\nLast.';
      const written = file.endsWith('json') ? text.replaceAll('\n', '\\n') : text;
      const { folder, context, offset } = markedFolder({ [file]: head + written + tail });
      const ranges = await selectRanges(context, file, offset);
      const shown = ranges.map((range) => slice(folder, file, range).replaceAll('\\n', '\n'));
      assert.deepEqual(
        shown.slice(0, 3),
        ['Second line.', 'Second line.\nThird.', text.replace('‸', '')],
        file,
      );
    }
  });

  it('takes the line that ends at the cursor, and of two placeholders that meet there one', async () => {
    const file = 'a.prompt-template.yaml';
    const { folder, context, offset } = markedFolder({
      [file]: 'content: |-\n  Some {{task}}‸{{semantic_traits}}\n  More.\n',
    });
    const shown = (await selectRanges(context, file, offset)).map((range) => slice(folder, file, range));
    assert.deepEqual(shown.slice(0, 2), ['{{task}}', 'Some {{task}}{{semantic_traits}}']);
    const ended = markedFolder({ [file]: 'content: "One.‸\\nTwo."\n' });
    const [line] = await selectRanges(ended.context, file, ended.offset);
    assert.equal(line && slice(ended.folder, file, line), 'One.');
  });

  it('takes a text without anything in it with its quotes, and nothing of a file that is gone', async () => {
    const { folder, context, file, offset } = markedFolder({ 'a.prompt-input.yaml': 'task: "‸"\n' });
    const ranges = await selectRanges(context, file, offset);
    assert.deepEqual(
      ranges.map((range) => slice(folder, file, range)),
      ['""', 'task: ""', 'task: ""\n'],
    );
    assert.deepEqual(await selectRanges(context, 'gone.prompt-input.yaml', 0), []);
  });

  it('takes all of a file that cannot be read', async () => {
    const { context, file, offset } = markedFolder({ 'a.prompt-input.yaml': 'task: [‸' });
    assert.deepEqual(await selectRanges(context, file, offset), [{ start: 0, end: 7 }]);
  });
});
