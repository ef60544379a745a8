import assert from 'node:assert/strict';
import { keepText, likelyOriginal } from '../../src/core/sources/likelyOriginal.js';

describe('which of two files is more likely the original', () => {
  const name = 'a.prompt-template.md';

  for (const copy of [
    `dist/${name}`,
    `packages/x/build/deep/${name}`,
    `.worktrees/feature/templates/${name}`,
    `.cache/${name}`,
    `backup/${name}`,
    `old/${name}`,
    'templates/a copy.prompt-template.md',
    'templates/a copy 2.prompt-template.md',
    'templates/a - Copy (3).prompt-template.md',
    'templates/a (1).prompt-template.md',
    'templates/a.bak.prompt-template.md',
    'templates/a_backup.prompt-template.md',
    "templates/a (Kim's conflicted copy 2026-01-01).prompt-template.md",
    'templates copy/a.prompt-template.md',
  ])
    it(`is not ${copy}`, () => {
      const original = `templates/${name}`;
      assert.equal(likelyOriginal([original, copy]), original);
      assert.equal(likelyOriginal([copy, original]), original);
      assert.equal(likelyOriginal([copy, original, `dist/more/${name}`]), original);
    });

  it('is nobody’s guess where nothing tells, or nothing but what both have', () => {
    for (const files of [
      [],
      [`dist/${name}`],
      [`templates/${name}`, name],
      [`templates/${name}`, `shared/deep/er/${name}`],
      [`dist/a/${name}`, `dist/b/${name}`],
      [`dist/${name}`, `out/${name}`],
      ['templates/photocopy.prompt-template.md', 'templates/b.prompt-template.md'],
      ['templates/copywriter.prompt-template.md', 'templates/b.prompt-template.md'],
      [`templates/.${name}`, `shared/${name}`],
      ['distribution/a.md', 'outer/a.md'],
    ])
      assert.equal(likelyOriginal(files), undefined, files.join());
    assert.equal(likelyOriginal([`dist/a/${name}`, `dist/a/out/${name}`]), `dist/a/${name}`);
  });

  it('is named where it can be told', () => {
    const quoted = (file: string): string => `<${file}>`;
    assert.equal(keepText(undefined, 2, quoted), 'Keep one of them.');
    assert.equal(keepText('a', 2, quoted), 'Keep <a>: the other looks like a copy, by where it lies.');
    assert.equal(keepText('a', 3, quoted), 'Keep <a>: the others look like copies, by where they lie.');
  });
});
