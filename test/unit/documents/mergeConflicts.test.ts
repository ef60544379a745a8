import assert from 'node:assert/strict';
import { CompiledCache } from '../../../src/core/constraints/index.js';
import { mergeConflicts } from '../../../src/core/documents/mergeConflicts.js';
import { summarise } from '../../../src/language/scopes/fileSummary.js';
import { findingLines, FRONT, itTells, parseNamed, TEMPLATE } from './parsing.js';

const CONFLICT = '<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n';
const FIX = 'Choose what stays, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.';
const ONE = `merge-conflict: A merge conflict is not resolved. ${FIX}`;

describe('a merge conflict is the only finding', () => {
  itTells('a.prompt-template.md', [
    [`${FRONT}---\n\nHello.\n${CONFLICT}\nAnd {{nobody}}.\n`, `8:1-8:13 ${ONE}`],
    [
      `---\n<<<<<<< HEAD\ntemplate_id: a\n=======\ntemplate_id: b\n>>>>>>> x\nsemver: nonsense\n---\n`,
      `2:1-2:13 ${ONE}`,
    ],
    [CONFLICT, `1:1-1:13 ${ONE}`],
  ]);
  itTells('a.prompt-template.yaml', [
    [`${TEMPLATE}${CONFLICT}`, `5:1-5:13 ${ONE}`],
    [
      TEMPLATE.replace('role: user\n', '<<<<<<<\nrole: user\n|||||||\n=======\nrole: x\n>>>>>>>\n'),
      `3:1-3:8 ${ONE}`,
    ],
  ]);
  itTells('a.prompt-input.json', [[`{"task":\n${CONFLICT}}\n`, `2:1-2:13 ${ONE}`]]);
  itTells('a.prompt-bundle.yaml', [
    [
      `<<<<<<< a\n%%%%%%% Changes from base\n-x\n+++++++ Contents of side\ny\n>>>>>>> b\n${CONFLICT}${CONFLICT}`,
      `1:1-1:10 merge-conflict: 3 merge conflicts are not resolved. ${FIX}`,
    ],
    ['<<<<<<< .mine\r\nx\r\n||||||| .r1\r\n=======\r\ny\r\n>>>>>>> .r2\r\n', `1:1-1:14 ${ONE}`],
  ]);
});

describe('no merge conflict', () => {
  itTells('a.prompt-template.md', [
    [`${FRONT}---\nA heading\n=======\n\nText.\n`],
    [`${FRONT}---\n<<<<<<<\n\n>>>>>>>\n=======\n`],
    [`${FRONT}---\n>>>>>>> b\n=======\n<<<<<<< a\n`],
    [`${FRONT}---\n <<<<<<< a\n=======\n >>>>>>> b\n`],
    [`${FRONT}---\n<<<<<<<< a\n=======\n>>>>>>>> b\n`],
    [`${FRONT}---\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n`],
    [`${FRONT}---\n<<<<<<< HEAD\n========\n>>>>>>> b\n`],
  ]);
  itTells('a.prompt-template.yaml', [
    ['template_id: a\nsemver: 1.0.0\nrole: user\ncontent: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> b\n'],
  ]);
});

describe('merge conflicts', () => {
  it('are found each, from the last opening line before a parting one', () => {
    const text = `<<<<<<< stray\n${CONFLICT}x\n=======\n${CONFLICT}`;
    assert.deepEqual(
      mergeConflicts(text).map(({ start, end }) => text.slice(start, end)),
      [CONFLICT.trimEnd(), CONFLICT.trimEnd()],
    );
  });

  it('with an inner one, as in the base of a conflict, are one', () => {
    const text = '<<<<<<< a\n||||||| base\n<<<<<<< b\n=======\n>>>>>>> c\n=======\nx\n>>>>>>> d\n';
    assert.equal(mergeConflicts(text).length, 1);
  });

  it('are told at the first, with twenty more places at most', () => {
    const file = parseNamed('a.prompt-input.yaml', CONFLICT.repeat(50));
    const [finding, ...others] = summarise('a', file, new CompiledCache()).findings;
    assert.deepEqual(others, []);
    assert.equal(finding?.related?.length, 20);
    assert.deepEqual(
      finding.related.slice(0, 2).map(({ file: where, range }) => [where, range.start]),
      [
        ['a', CONFLICT.length],
        ['a', 2 * CONFLICT.length],
      ],
    );
  });

  it('in another encoding are one finding too', () => {
    const file = parseNamed('a.prompt-input.yaml', { text: `\ufffd\n${CONFLICT}`, invalidAt: 0 });
    assert.deepEqual(findingLines(file), [`2:1-2:13 ${ONE}`]);
  });
});
