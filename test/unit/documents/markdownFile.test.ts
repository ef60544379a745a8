// Templates in Markdown (spec, section 1.1): where front matter ends, and each mistake, told where it is.
import { FRONT, itTells } from './parsing.js';

describe('front matter', () => {
  itTells('a.prompt-template.md', [
    [`${FRONT}role: user\n---\nx`, '5:1-5:5 syntax: The key `role` is here twice. Remove one of them.'],
    ['', '1:1-1:1 syntax: A Markdown template starts with front matter. Begin with a line `---`.'],
    ['content', '1:1-1:2 syntax: A Markdown template starts with front matter. Begin with a line `---`.'],
    ['\n---\n', '1:1-2:1 syntax: A Markdown template starts with front matter. Begin with a line `---`.'],
    ['---', '1:1-1:4 syntax: The front matter is not closed. End it with a line `---`.'],
    ['---\n', '1:1-1:4 syntax: The front matter is not closed. End it with a line `---`.'],
    [
      '---\n---\n',
      '2:1-2:4 schema: The template has no text. Write it below this line.',
      '2:1-2:4 schema: Add the key `template_id`.',
      '2:1-2:4 schema: Add the key `semver`.',
      '2:1-2:4 schema: Add the key `role`.',
    ],
    [
      '---\n---\nbody',
      '2:1-2:4 schema: Add the key `template_id`.',
      '2:1-2:4 schema: Add the key `semver`.',
      '2:1-2:4 schema: Add the key `role`.',
    ],
    [FRONT, '1:1-1:4 syntax: The front matter is not closed. End it with a line `---`.'],
    [`${FRONT}---`, '5:1-5:4 schema: The template has no text. Write it below this line.'],
    [
      `${FRONT}content: x\n---\nbody`,
      '5:1-5:8 schema: In a Markdown template the text below the front matter is the content. Remove this key.',
    ],
    ['--- \ntemplate_id: a\nsemver: 1.0.0\nrole: user\n---\nbody'],
    [
      `${FRONT}---x\n---\nbody`,
      '5:1-5:5 syntax: This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
    ],
    [`${FRONT} ---\n---\nbody`, '4:7-5:5 schema: `role` must be one of `system`, `developer`, `user`.'],
    [`${FRONT}adapter_version: |\n  a\n  ---\n---\nbody`],
    [`${FRONT}adapter_version: "a\u2028---"\n---\nbody`],
    ['---\n- a\n---\nbody', '2:1-3:1 syntax: The front matter must be a mapping, such as `role: user`.'],
    ['---\ntext\n---\nbody', '2:1-2:5 syntax: The front matter must be a mapping, such as `role: user`.'],
    [`${FRONT}x: [\n---\nbody`, '5:4-5:5 syntax: This bracket is not closed. Write `]` where it ends. => []'],
    ['---\n1: 2\n---\nbody', '2:1-2:2 syntax: A key must be text. Put `1` in quotes. => "1"'],
    [`${FRONT}...\n---\nbody`],
    [
      '----\n---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n',
      '1:1-1:5 syntax: A Markdown template starts with front matter. Begin with a line `---`.',
    ],
    [`${FRONT}---\r\r\nbody\r`, '1:1-1:4 syntax: The front matter is not closed. End it with a line `---`.'],
  ]);
});

describe('the body', () => {
  itTells('a.prompt-template.md', [
    [`${FRONT}---\n\n\n`, '5:1-5:4 schema: The template has no text. Write it below this line.'],
    [`${FRONT}--- \t\nbody\n---\nmore\n\n`],
    [`${FRONT}---\n \n`],
    [`${FRONT}---\n\t`],
    [`${FRONT}---\nx \ud800`, '6:3-6:4 syntax: The file holds a lone surrogate here. Remove it.'],
  ]);
});
