import assert from 'node:assert/strict';
import { usageAt, usedBy, usersOf, type Use } from '../../../src/language/findUsers.js';
import { PublishingFolder } from './fixes/folder.js';
import { BUNDLE, FILES, INPUT, JSON_BUNDLE, JSON_INPUT, TEMPLATE, withCursor } from './navigationCases.js';
import { contextOf, markedFolder, slice } from './publishingContext.js';

const SECOND = 'shop-2.prompt-template.yaml';

describe('usageAt', () => {
  for (const [file, marked, name, place] of [
    [TEMPLATE, 'You se‸ll', 'shop@1.0.0', TEMPLATE],
    [TEMPLATE, 'template_id: sh‸op', 'shop@1.0.0', TEMPLATE],
    [BUNDLE, 'templ‸ates', 'desk@1.0.0', BUNDLE],
    [BUNDLE, 'activity: sh‸op@2.0.0', 'shop@2.0.0', SECOND],
    [INPUT, 'desk@1.0‸.0', 'desk@1.0.0', BUNDLE],
    [INPUT, 'Hel‸lo', INPUT, INPUT],
  ] as const)
    it(`${marked} of ${file} is ${name}`, async () => {
      const { folder, context, file: at, offset } = markedFolder(withCursor(file, marked));
      const found = await usageAt(context, at, offset);
      assert.deepEqual(
        found.map((usage) => [usage.name, usage.place]),
        [[name, place]],
      );
      const [id = ''] = name.split('@');
      const shown = found.map((usage) => slice(folder, usage.file, usage.range));
      assert.deepEqual(shown, [name === place ? '' : id]);
    });

  it('is the published version where no file defines it any more', async () => {
    const { folder, context, file, offset } = markedFolder(withCursor(JSON_BUNDLE, '"sh‸op@1.0.0"'));
    await folder.publish(BUNDLE);
    folder.write({ [TEMPLATE]: folder.text(TEMPLATE).replace('semver: 1.0.0', 'semver: 1.0.1') });
    const [usage] = await usageAt(context, file, offset);
    assert.deepEqual([usage?.name, usage?.file], ['shop@1.0.0', '.prompt-bundles/published/desk@1.0.0.json']);
    const published = (await usedBy(context, JSON_BUNDLE)).map(({ item }) => item);
    assert.deepEqual(published, [
      {
        file: '.prompt-bundles/published/desk@1.0.0.json',
        kind: 'bundle',
        name: 'desk@1.0.0',
        place: '.prompt-bundles/published/desk@1.0.0.json',
        range: { start: 0, end: 0 },
      },
    ]);
  });

  it('is nothing where there is no such file', async () => {
    assert.deepEqual(await usageAt(contextOf(new PublishingFolder(FILES)), 'none.prompt-bundle.yaml', 0), []);
  });
});

describe('who uses, and what is used', () => {
  const folder = new PublishingFolder(FILES);
  const context = contextOf(folder);
  const shown = (uses: readonly Use[], at?: string): string[] =>
    uses.map(({ item, from }) => {
      const places = from.map((range) => slice(folder, at ?? item.file, range));
      return `${item.kind} ${item.name}: ${places.join(', ')}`;
    });

  it('a template: bundles', async () => {
    assert.deepEqual(shown(await usersOf(context, TEMPLATE)), [
      'bundle counter@1.0.0: shop@1.0.0',
      'bundle desk@1.0.0: shop@1.0.0, shop@1.0.0',
    ]);
    assert.deepEqual(await usedBy(context, TEMPLATE), []);
  });

  it('a bundle: inputs, and templates', async () => {
    assert.deepEqual(shown(await usersOf(context, BUNDLE)), [
      `input ${INPUT}: desk@1.0.0`,
      `input ${JSON_INPUT}: desk@1.0.0`,
    ]);
    assert.deepEqual(shown(await usedBy(context, BUNDLE), BUNDLE), [
      'template shop@1.0.0: shop@1.0.0, shop@1.0.0',
      'template shop@2.0.0: shop@2.0.0',
    ]);
  });

  it('an input: bundles', async () => {
    assert.deepEqual(await usersOf(context, INPUT), []);
    assert.deepEqual(shown(await usedBy(context, INPUT), INPUT), ['bundle desk@1.0.0: desk@1.0.0']);
  });

  it('nothing of a bundle without a name', async () => {
    const nameless = contextOf(new PublishingFolder({ ...FILES, [BUNDLE]: 'semver: 1.0.0\n' }));
    assert.deepEqual(await usersOf(nameless, BUNDLE), []);
  });

  it('nothing of a file that is gone', async () => {
    assert.deepEqual(await usersOf(context, 'none.prompt-bundle.yaml'), []);
    assert.deepEqual(await usedBy(context, 'none.prompt-bundle.yaml'), []);
  });
});
