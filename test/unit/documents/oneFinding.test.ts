// One mistake in a file is one finding, at the mistake (spec, section 5): a value that cannot be read is not told to be
// missing as well, nor to be of another type, too long, or no version.
import { BUNDLE, FRONT, itTells, TEMPLATE } from './parsing.js';

const TAG = 'Tags other than `!!str` are not used here. Remove the tag.';
const TOO_LARGE = 'This number is too large for a float. Use a smaller one, or a string.';

describe('a value of a template that cannot be read', () => {
  itTells('a.prompt-template.yaml', [
    [
      'template_id: d\nsemver: 1.0.0\nrole: system\ncontent: !markdown |\n  You are kind.\n',
      `4:10-4:19 syntax: ${TAG} => `,
    ],
    ['template_id: d\nsemver: !v 1.0.0\nrole: system\ncontent: x\n', `2:9-2:11 syntax: ${TAG} => `],
    ['template_id: d\nsemver: 1.0.0\nrole: &r !x system\ncontent: *r\n', `3:10-3:12 syntax: ${TAG} => `],
    [`${TEMPLATE}constraints: !mine\n  NO_EMOJI: true\n`, `5:14-5:19 syntax: ${TAG} => `],
    [`${TEMPLATE}constraints:\n  FORBIDDEN_TOKENS: [a, !x b]\n`, `6:25-6:27 syntax: ${TAG} => `],
    [`!mine\n${TEMPLATE}`, `1:1-1:6 syntax: ${TAG} => `],
    [`!x !y\n${TEMPLATE}`, `1:1-1:3 syntax: ${TAG} => `, `1:4-1:6 syntax: ${TAG} => `],
    ['template_id: &d a\nsemver: 1.0.0\nrole: user\ncontent: !x *d\n', `4:10-4:12 syntax: ${TAG} => `],
    [
      'template_id: d\nsemver: 1.0.0\nrole: user\ncontent: *none\n',
      '4:10-4:15 syntax: There is no anchor `&none` above this alias. Add it, or write the value here.',
    ],
    ['template_id: d\nsemver: 1.0.0\nrole: user\ncontent: 1e400\n', `4:10-4:15 syntax: ${TOO_LARGE}`],
    [
      'template_id: d\nsemver: 1.0.0\nrole: user\ncontent: "\\ud800"\n',
      '4:10-4:18 syntax: This text holds a lone surrogate. Remove it.',
    ],
    [
      'template_id: d\nsemver: 1.0.\ud800\nrole: user\ncontent: x\n',
      '2:13-2:14 syntax: The file holds a lone surrogate here. Remove it.',
    ],
    [
      'template_id: d\nsemver: 1.0.0\nrole: user\ncontent: {{task}}\n',
      '4:11-4:17 syntax: A key must be text. If the braces are text, put the whole value in quotes.',
    ],
    [
      'template_id: d\nsemver: v1\nsemver: 1.0.0\nrole: user\ncontent: x\n',
      '3:1-3:7 syntax: The key `semver` is here twice. Remove one of them.',
    ],
    [
      'template_id: d\nsemver: 1.0.0\nrole: user\n<<: {content: x}\n',
      '4:1-4:3 syntax: A key must be text. Put `<<` in quotes. => "<<"',
    ],
    ['template_id: d\nsemver: 1.0.0\nrole: user\n!x content: x\n', `4:1-4:3 syntax: ${TAG} => `],
  ]);
});

describe('a value of a bundle that cannot be read', () => {
  itTells('a.prompt-bundle.yaml', [
    [BUNDLE.replace('s@1.0.0', '!ref s@1.0.0'), `3:21-3:25 syntax: ${TAG} => `],
    [BUNDLE.replace('{system', '!x {system'), `3:12-3:14 syntax: ${TAG} => `],
    [BUNDLE.replace('s@1.0.0', '{content: !x y}'), `3:31-3:33 syntax: ${TAG} => `],
    [`${BUNDLE}tags: [a, 1e999]\n`, `4:11-4:16 syntax: ${TOO_LARGE}`],
    [BUNDLE.replace('system:', '1:'), '3:13-3:14 syntax: A key must be text. Put `1` in quotes. => "1"'],
  ]);
});

describe('a value of JSON that cannot be read', () => {
  itTells('a.prompt-input.json', [
    ['{"stress": 1e999}', `1:12-1:17 syntax: ${TOO_LARGE}`],
    ['{"task": "\\ud800"}', '1:10-1:18 syntax: This text holds a lone surrogate. Remove it.'],
    ['{"\\ud800": 1}', '1:2-1:10 syntax: This text holds a lone surrogate. Remove it.'],
    [
      '{"stress": 18446744073709551616}',
      '1:12-1:32 syntax: This integer is out of range. Use one from -2^63 to 2^64-1, or a string.',
    ],
    ['{"stress": 7, "stress": 0.5}', '1:15-1:23 syntax: The key `stress` is here twice. Remove one of them.'],
  ]);
});

describe('a Markdown template without a text', () => {
  const said = 'schema: The template has no text. Write it below this line.';
  itTells('e.prompt-template.md', [
    [`${FRONT}---\n`, `5:1-5:4 ${said}`],
    [`${FRONT}---`, `5:1-5:4 ${said}`],
    [`${FRONT}---\n\n\n`, `5:1-5:4 ${said}`],
    [
      `${FRONT}content: Hi.\n---\n`,
      '5:1-5:8 schema: In a Markdown template the text below the front matter is the content. Remove this key.',
    ],
  ]);
});

describe('keys that are kept for the team', () => {
  itTells('a.prompt-template.yaml', [
    [`${TEMPLATE}$schema: ./x.json\nx-owner: me\nx-: 1\nx-notes: {a: [1]}\n`],
    [
      `${TEMPLATE}x_owner: me\n`,
      '5:1-5:8 unknown-key: Unknown key `x_owner`. Remove it, or check its spelling.',
    ],
    [`${TEMPLATE}x-owner: !x me\n`, `5:10-5:12 syntax: ${TAG} => `],
  ]);
  itTells('a.prompt-bundle.yaml', [
    [`${BUNDLE}x-ticket: 12\n`],
    [
      BUNDLE.replace('s@1.0.0', '{content: x, x-owner: me}'),
      '3:34-3:41 unknown-key: Unknown key `x-owner`. Remove it, or check its spelling.',
    ],
  ]);
  itTells('a.prompt-input.json', [['{"x-a": 1, "$schema": "y"}']]);
});

describe('a reason that shows nothing', () => {
  const with_ = (reason: string): string =>
    `${TEMPLATE}suppress:\n  - code: forbidden-token\n    reason: ${reason}\n`;
  const said = 'schema: The reason is blank, so nothing is suppressed. Say why the finding is right here.';
  itTells('a.prompt-template.yaml', [
    [with_('"   "'), `7:13-7:18 ${said}`],
    [with_('"\\t\\u200b\\u2060"'), `7:13-7:29 ${said}`],
    [with_('"\\u3164\\u00ad"'), `7:13-7:27 ${said}`],
    [with_('"\\u2800"'), `7:13-7:21 ${said}`],
    [with_('""'), '7:13-7:15 schema: `suppress.0.reason` must not be empty.'],
    [with_('"."')],
  ]);
});
