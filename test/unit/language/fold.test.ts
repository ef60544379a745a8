import assert from 'node:assert/strict';
import { fold } from '../../../src/language/fold.js';
import { PublishingFolder } from './fixes/folder.js';
import { contextOf } from './publishingContext.js';

const NAME = 'template_id: a\nsemver: 1.0.0\nrole: system\n';

/** A file, and its folds as `first-last` lines counted from 1. */
const CASES: readonly (readonly [title: string, file: string, text: string, folds: readonly string[]])[] = [
  [
    'values of several lines, nested, without blank lines at their end',
    'a.prompt-template.yaml',
    `${NAME}constraints:\n  FORBIDDEN_TOKENS:\n    - a\n    - b\n  NO_EMOJI: true\n\ncontent: |\n  One.\n\n  Two.\n\n\n`,
    ['4-8', '5-7', '10-13'],
  ],
  [
    'comments that stand together, and no line of a text',
    'a.prompt-template.yaml',
    `# one\n# two\n${NAME}# alone\ncontent: |\n  # no comment\n  # at all\n  end\n`,
    ['1-2 comment', '7-10'],
  ],
  [
    'comments right behind a text in lines, and no last line of a text in quotes',
    'a.prompt-template.yaml',
    `${NAME}content: |\n  text\n# one\n# two\ndescription: "a\n  # b"\n# three\n`,
    ['4-5', '6-7 comment', '8-9'],
  ],
  [
    'flow style',
    'a.prompt-input.yaml',
    'semantic_traits: {\n  a: [\n    1,\n    2\n  ],\n}\n',
    ['1-6', '2-5'],
  ],
  [
    'entries of a list',
    'a.prompt-input.yaml',
    'suppress:\n  - code: a\n    reason: b\n  - code: c\n    reason: d\n',
    ['1-5', '2-3', '4-5'],
  ],
  [
    'front matter and what is in it, but not the body',
    'a.prompt-template.md',
    `---\n${NAME}constraints:\n  NO_EMOJI: true\n---\n\n# One\n\ntext\n\n# Two\n`,
    ['1-7', '5-6'],
  ],
  ['front matter with nothing in it', 'a.prompt-template.md', '---\n---\n\none\n\n---\n\ntwo\n', ['1-2']],
  [
    'front matter right above the body, and comments at its end',
    'a.prompt-template.md',
    `---\n${NAME}# one\n# two\n---\nOne.\n\nTwo.\n`,
    ['1-7', '5-6 comment'],
  ],
  [
    'comments in the last lines, which no line break ends',
    'a.prompt-input.yaml',
    'task: a\n# one\n# two',
    ['2-3 comment'],
  ],
  [
    'an entry that is all of an item, once',
    'a.prompt-input.yaml',
    'suppress:\n  - reason: |\n      b\n      c\n',
    ['1-4', '2-4'],
  ],
];

async function folds(file: string, text: string): Promise<readonly string[] | undefined> {
  const found = await fold(contextOf(new PublishingFolder({ [file]: text })), file);
  return found?.map(({ start, end, kind }) => `${start + 1}-${end + 1}${kind ? ` ${kind}` : ''}`);
}

describe('fold', () => {
  for (const [title, file, text, expected] of CASES)
    it(title, async () => {
      assert.deepEqual(await folds(file, text), expected);
      assert.deepEqual(await folds(file, text.replaceAll('\n', '\r\n')), expected, 'with CRLF');
    });

  it('leaves JSON, and what cannot be read, to the editor', async () => {
    assert.equal(await folds('a.prompt-input.json', '{\n"task": "a"\n}'), undefined);
    assert.equal(await folds('a.prompt-input.yaml', 'task: [\n  1\n'), undefined);
    assert.equal(await fold(contextOf(new PublishingFolder({})), 'none.prompt-input.yaml'), undefined);
  });
});
