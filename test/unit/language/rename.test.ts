import assert from 'node:assert/strict';
import { prepareRename } from '../../../src/language/rename.js';
import { BUNDLE, FILES, INPUT, JSON_BUNDLE, JSON_INPUT, TEMPLATE, withCursor } from './navigationCases.js';
import { markedFolder, slice } from './publishingContext.js';
import { renamed } from './renaming.js';

const SECOND = 'shop-2.prompt-template.yaml';

/** The files with every one of some texts replaced, those that change alone. */
function replaced(files: Readonly<Record<string, readonly [from: string | RegExp, to: string]>>): object {
  return Object.fromEntries(
    Object.entries(files).map(([file, [from, to]]) => [file, (FILES[file] ?? '').replaceAll(from, to)]),
  );
}

const ID = /(?<=template_id: "?|["' ])shop(?=@|"|\n)/g;
const REFERENCE = /shop@1\.0\.0/g;
const EXPECTED = /desk@1\.0\.0/g;

describe('rename', () => {
  for (const [file, marked] of [
    [TEMPLATE, 'template_id: sh‸op'],
    [SECOND, 'template_id: "‸shop"'],
    [BUNDLE, "personality: 'shop‸@1.0.0'"],
    [JSON_BUNDLE, '"sh‸op@1.0.0"'],
  ] as const)
    it(`gives a template another id in all its versions, from ${marked}`, async () => {
      const { texts, names } = await renamed(markedFolder(withCursor(file, marked)), 'store');
      assert.deepEqual(
        texts,
        replaced(
          Object.fromEntries([TEMPLATE, SECOND, BUNDLE, JSON_BUNDLE].map((one) => [one, [ID, 'store']])),
        ),
      );
      assert.deepEqual(names, { [TEMPLATE]: 'store.prompt-template.md' });
    });

  for (const [file, marked] of [
    [TEMPLATE, 'semver: 1‸.0.0'],
    [BUNDLE, "personality: 'shop@1.0.0‸'"],
  ] as const)
    it(`gives a template another version, from ${marked}`, async () => {
      const { texts } = await renamed(markedFolder(withCursor(file, marked)), '1.1.0-rc.1');
      assert.deepEqual(
        texts,
        replaced({
          [TEMPLATE]: [/(?<=semver: )1\.0\.0/g, '1.1.0-rc.1'],
          [BUNDLE]: [REFERENCE, 'shop@1.1.0-rc.1'],
          [JSON_BUNDLE]: [REFERENCE, 'shop@1.1.0-rc.1'],
        }),
      );
    });

  for (const [file, marked] of [
    [BUNDLE, 'bundle_id: ‸desk'],
    [INPUT, '‸desk@1.0.0'],
    [JSON_INPUT, '"de‸sk@1.0.0"'],
  ] as const)
    it(`gives a bundle another id, with what inputs expect of it, from ${marked}`, async () => {
      const { texts, names } = await renamed(markedFolder(withCursor(file, marked)), "the 'front': desk");
      assert.deepEqual(texts, {
        ...replaced({
          [BUNDLE]: ['bundle_id: desk', `bundle_id: "the 'front': desk"`],
          [INPUT]: ['desk@1.0.0:', `"the 'front': desk@1.0.0":`],
          [JSON_INPUT]: [EXPECTED, "the 'front': desk@1.0.0"],
        }),
      });
      assert.deepEqual(names, { [BUNDLE]: 'the--front---desk.prompt-bundle.yaml' });
    });

  it('gives a bundle another version', async () => {
    const { texts } = await renamed(markedFolder(withCursor(BUNDLE, 'semver: 1.0.‸0')), '3.0.0');
    assert.deepEqual(
      texts,
      replaced({
        [BUNDLE]: ['semver: 1.0.0', 'semver: 3.0.0'],
        [INPUT]: [EXPECTED, 'desk@3.0.0'],
        [JSON_INPUT]: [EXPECTED, 'desk@3.0.0'],
      }),
    );
  });

  it('keeps each way of writing, and changes what an alias repeats once', async () => {
    const files = {
      'a.prompt-template.json':
        '{"template_id": "a\\u0062", "semver": "1.0.0", "role": "system", "content": "A"}',
      'x.prompt-bundle.yaml':
        'bundle_id: x # ab\nsemver: 1.0.0\ntemplates: { system: &one "‸ab@1.0.0", personality: *one, activity: \'ab@1.0.0\', task: {content: ab@1.0.0} }\n',
    };
    const { texts } = await renamed(markedFolder(files), `it's "q"`);
    assert.deepEqual(texts, {
      'a.prompt-template.json': files['a.prompt-template.json'].replace('a\\u0062', `it's \\"q\\"`),
      'x.prompt-bundle.yaml': files['x.prompt-bundle.yaml']
        .replace('"‸ab@1.0.0"', `"it's \\"q\\"@1.0.0"`)
        .replace("'ab@1.0.0'", `'it''s "q"@1.0.0'`),
    });
  });

  it('changes nothing where the name stays', async () => {
    const { texts, refused } = await renamed(
      markedFolder(withCursor(TEMPLATE, 'template_id: sh‸op')),
      'shop',
    );
    assert.deepEqual([texts, refused], [{}, undefined]);
  });

  for (const [file, from, renamedFile] of [
    ['shop-1.0.0.prompt-template.md', 'id', 'store-1.0.0.prompt-template.md'],
    ['shop@v1.0.0.prompt-template.md', 'id', 'store@v1.0.0.prompt-template.md'],
    ['in/deep/shop.prompt-template.md', 'id', 'store.prompt-template.md'],
    ['shopping.prompt-template.md', 'id', undefined],
    ['shop-window.prompt-template.md', 'id', undefined],
    ['shop-1.2.3.prompt-template.md', 'id', undefined],
    ['shop-old1.0.0.prompt-template.md', 'id', undefined],
    ['shop-1.0.0.prompt-template.md', 'version', 'shop-1.2.0.prompt-template.md'],
    ['shop.prompt-template.md', 'version', undefined],
  ] as const)
    it(`gives ${file} ${renamedFile ?? 'no other name'} with another ${from}`, async () => {
      const text = '---\ntemplate_id: ‸shop\nsemver: 1.0.0\nrole: system\n---\nHi.\n';
      const marked = from === 'id' ? text : text.replace('‸', '').replace('1.0.0', '1.0‸.0');
      const { names } = await renamed(markedFolder({ [file]: marked }), from === 'id' ? 'store' : '1.2.0');
      assert.deepEqual(names, renamedFile === undefined ? {} : { [file]: renamedFile });
    });
});

describe('the name of a file', () => {
  it('is left alone where it would be longer than 200 characters', async () => {
    const text = '---\ntemplate_id: ‸shop\nsemver: 1.0.0\nrole: system\n---\nHi.\n';
    const ending = '.prompt-template.md';
    for (const [length, isRenamed] of [
      [200, true],
      [201, false],
    ] as const) {
      const id = 'x'.repeat(length - ending.length);
      const { texts, names } = await renamed(markedFolder({ 'shop.prompt-template.md': text }), id);
      assert.equal(Object.keys(texts).length, 1);
      assert.deepEqual(names, isRenamed ? { 'shop.prompt-template.md': id + ending } : {});
    }
  });
});

describe('rename is refused', () => {
  const refusals: readonly (readonly [file: string, marked: string, newName: string, reason: string])[] = [
    [TEMPLATE, 'template_id: sh‸op', '', 'Use an id of 1 to 255 characters.'],
    [TEMPLATE, 'template_id: sh‸op', 'x'.repeat(256), 'Use an id of 1 to 255 characters.'],
    [
      TEMPLATE,
      'template_id: sh‸op',
      'a\nb',
      'Use an id without blanks around it and without hidden characters.',
    ],
    [TEMPLATE, 'semver: 1‸.0.0', '^1.0.0', '`^1.0.0` is no SemVer version. Write one such as 1.0.0.'],
    [TEMPLATE, 'semver: 1‸.0.0', '2.0.0', '`shop@2.0.0` exists already. Choose another id or version.'],
    [BUNDLE, 'bundle_id: ‸desk', 'counter', '`counter@1.0.0` exists already. Choose another id or version.'],
    [TEMPLATE, 'You se‸ll', 'x', 'nothing to rename'],
    [TEMPLATE, '{{ta‸sk}} and', 'x', 'nothing to rename'],
  ];
  for (const [file, marked, newName, reason] of refusals)
    it(`${marked} to ${newName.slice(0, 20)}`, async () => {
      const marks = markedFolder(withCursor(file, marked));
      assert.equal((await renamed(marks, newName)).refused, reason);
    });

  it('for what is published, in each of its places', async () => {
    for (const [file, marked, reason] of [
      [TEMPLATE, 'template_id: sh‸op', '`shop@1.0.0` is published, and a published version keeps its name.'],
      [
        TEMPLATE,
        'semver: 1‸.0.0',
        '`shop@1.0.0` is published, and a published version does not change. Create the next version instead.',
      ],
      [BUNDLE, 'bundle_id: ‸desk', '`desk@1.0.0` is published, and a published version keeps its name.'],
      [
        INPUT,
        'desk@1.0‸.0',
        '`desk@1.0.0` is published, and a published version does not change. Create the next version instead.',
      ],
    ] as const) {
      const marks = markedFolder(withCursor(file, marked));
      await marks.folder.publish(BUNDLE);
      assert.deepEqual(await prepareRename(marks.context, marks.file, marks.offset), { refused: reason });
      assert.equal((await renamed(marks, '9.0.0')).refused, reason);
    }
  });

  it('for what is published and was changed by hand, and for nothing else because of that', async () => {
    const tampered = async (file: string, marked: string): Promise<string | undefined> => {
      const marks = markedFolder(withCursor(file, marked));
      await marks.folder.publish(BUNDLE, (text) => text.replace('You sell', 'They sell'));
      const { refused } = await renamed(marks, 'table');
      return refused;
    };
    assert.equal(
      await tampered(BUNDLE, 'bundle_id: ‸desk'),
      '`desk@1.0.0` is published, and a published version keeps its name.',
    );
    assert.equal(await tampered(JSON_BUNDLE, '"bundle_id": "‸counter"'), undefined);
  });

  it('where the new name is that of a published version that was changed by hand', async () => {
    const refused = async (file: string, marked: string, newName: string): Promise<string | undefined> => {
      const marks = markedFolder(withCursor(file, marked));
      await marks.folder.publish(BUNDLE, (text) => text.replace('You sell', 'They sell'));
      marks.folder.write({ [BUNDLE]: marks.folder.text(BUNDLE).replace('desk', 'table') });
      return (await renamed(marks, newName)).refused;
    };
    assert.equal(
      await refused(JSON_BUNDLE, '"bundle_id": "‸counter"', 'desk'),
      '`desk@1.0.0` is published already.',
    );
    assert.equal(await refused(TEMPLATE, 'template_id: sh‸op', 'desk'), undefined, 'a template is no bundle');
  });

  it('not for a version beside one that is published', async () => {
    const files = withCursor(JSON_BUNDLE, '"semver": "‸1.0.0"');
    files[JSON_BUNDLE] = (files[JSON_BUNDLE] ?? '').replace('counter', 'desk').replace('1.0.0"', '2.0.0"');
    const marks = markedFolder(files);
    await marks.folder.publish(BUNDLE);
    assert.equal((await renamed(marks, '2.1.0')).refused, undefined);
  });

  it('where the new name is published, in files no more', async () => {
    const marks = markedFolder(withCursor(JSON_BUNDLE, '"bundle_id": "‸counter"'));
    await marks.folder.publish(BUNDLE);
    marks.folder.write({ [BUNDLE]: marks.folder.text(BUNDLE).replace('desk', 'table') });
    assert.equal(
      (await renamed(marks, 'desk')).refused,
      '`desk@1.0.0` exists already. Choose another id or version.',
    );
  });

  it('where no file defines the name, or several define the version', async () => {
    const gone = withCursor(BUNDLE, 'activity: shop@2‸.0.0');
    delete gone['shop-2.prompt-template.yaml'];
    assert.equal(
      (await renamed(markedFolder(gone), '3.0.0')).refused,
      'No file defines `shop@2.0.0`, so it cannot be renamed.',
    );
    const twice = {
      ...withCursor(BUNDLE, 'system: shop@‸1.0.0'),
      'c.prompt-template.md': FILES[TEMPLATE] ?? '',
    };
    assert.equal(
      (await renamed(markedFolder(twice), '3.0.0')).refused,
      '2 files define `shop@1.0.0`. Change the version in one of them.',
    );
  });

  it('beside a file that cannot be read and may hold the name, not beside another', async () => {
    const files = withCursor(TEMPLATE, 'template_id: sh‸op');
    const broken = { ...files, 'broken.prompt-bundle.yaml': 'bundle_id: b\ntemplates: [shop@1.0.0\n' };
    assert.equal(
      (await renamed(markedFolder(broken), 'store')).refused,
      '`broken.prompt-bundle.yaml` cannot be read and may use the name. Fix it first.',
    );
    const other = { ...files, 'broken.prompt-bundle.yaml': 'bundle_id: b\ntemplates: [another@1.0.0\n' };
    assert.equal((await renamed(markedFolder(other), 'store')).refused, undefined);
    const input = {
      ...withCursor(BUNDLE, 'bundle_id: ‸desk'),
      'b.prompt-input.json': '{"expect": {"desk@1.0.0": ',
    };
    assert.equal(
      (await renamed(markedFolder(input), 'table')).refused,
      '`b.prompt-input.json` cannot be read and may use the name. Fix it first.',
    );
  });

  it('where a file would say something else as well', async () => {
    const files = {
      'a.prompt-template.yaml':
        'template_id: &id ‸a\nsemver: 1.0.0\nrole: system\nadapter_version: *id\ncontent: Hi.\n',
    };
    assert.equal(
      (await renamed(markedFolder(files), 'b')).refused,
      '`a.prompt-template.yaml` cannot be changed by a rename. Change the name there first.',
    );
  });
});

describe('prepareRename', () => {
  for (const [file, marked, name] of [
    [TEMPLATE, 'template_id: sh‸op', 'shop'],
    [BUNDLE, "personality: '‸shop@1.0.0'", 'shop'],
    [BUNDLE, "personality: 'shop@1.0.0'‸", '1.0.0'],
    [JSON_INPUT, '"desk@1.0.‸0"', '1.0.0'],
  ] as const)
    it(`takes ${name} at ${marked}`, async () => {
      const { folder, context, file: at, offset } = markedFolder(withCursor(file, marked));
      const start = await prepareRename(context, at, offset);
      assert.ok(start && start.refused === undefined);
      assert.deepEqual([start.name, slice(folder, at, start.range)], [name, name]);
    });

  it('takes nothing else', async () => {
    const { context, file, offset } = markedFolder(withCursor(TEMPLATE, 'NO_EM‸OJI'));
    assert.equal(await prepareRename(context, file, offset), undefined);
  });
});
