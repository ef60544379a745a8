import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anyString } from '../arbitraries.js';
import { BUNDLE, FILES, JSON_BUNDLE, TEMPLATE, withCursor } from './navigationCases.js';
import { markedFolder } from './publishingContext.js';
import { renamed } from './renaming.js';

describe('a name and back again', () => {
  const id = anyString(12).filter((text) => text !== '' && text === text.trim() && !/\p{C}/u.test(text));
  const places = [
    [TEMPLATE, 'template_id: ‸shop'],
    [JSON_BUNDLE, '"‸shop@1.0.0"'],
    [BUNDLE, 'bundle_id: ‸desk'],
  ] as const;

  it('gives the same bytes where nothing had to be quoted, and the same prompt in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), id, async ([file, marked], newName) => {
        const marks = markedFolder(withCursor(file, marked));
        const { folder, context } = marks;
        const prompt = async (bundle: string): Promise<string> => {
          const name = folder.scope.get(bundle)?.identity?.name;
          assert.ok(name, bundle);
          const generator = await context.generatorOf(bundle);
          return (await generator.renderFromBundle({ bundle: name })).rendered_prompt;
        };
        const before = await Promise.all([BUNDLE, JSON_BUNDLE].map(prompt));
        const there = await renamed(marks, newName);
        assert.equal(there.refused, undefined);
        folder.write(there.texts);
        assert.deepEqual(await Promise.all([BUNDLE, JSON_BUNDLE].map(prompt)), before);
        for (const one of Object.keys(there.texts)) assert.ok(folder.get(one).model, one);
        const old = marked.includes('desk') ? 'desk' : 'shop';
        const back = await renamed(marks, old);
        assert.equal(back.refused, undefined);
        folder.write(back.texts);
        const isPlain = /^[\w.-]+$/.test(newName) && /^[a-z_]/i.test(newName);
        for (const [one, text] of Object.entries(FILES)) {
          if (isPlain || one.endsWith('.json')) assert.equal(folder.text(one), text, one);
          else assert.equal(unquoted(folder.text(one)), unquoted(text), one);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** A text without the quotes that a name got on its way. */
function unquoted(text: string): string {
  return text.replaceAll(/["']/g, '');
}
