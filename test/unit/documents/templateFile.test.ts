// Template files (spec, section 1.1): each mistake, told where it is.
import { itTells, TEMPLATE } from './parsing.js';

describe('a template that is not whole', () => {
  itTells('a.prompt-template.json', [
    [
      '{}',
      '1:1-1:3 schema: Add the key `template_id`.',
      '1:1-1:3 schema: Add the key `semver`.',
      '1:1-1:3 schema: Add the key `role`.',
      '1:1-1:3 schema: Add the key `content`.',
    ],
  ]);
});

describe('unknown keys of a template', () => {
  itTells('a.prompt-template.yaml', [
    [
      `${TEMPLATE}contraints: {}\n`,
      '5:1-5:11 unknown-key: Unknown key `contraints`. Did you mean `constraints`? => constraints',
    ],
  ]);
  itTells('a.prompt-template.json', [
    [
      '{"template_id":"a","semver":"1.0.0","role":"user","content":"c","adapter":"1"}',
      '1:65-1:74 unknown-key: Unknown key `adapter`. Remove it, or check its spelling.',
    ],
  ]);
});

describe('versions', () => {
  itTells('a.prompt-template.yaml', [
    [
      'template_id: a\nsemver: 1.0\nrole: user\ncontent: hello\n',
      '2:9-2:12 schema: `semver` must be text. Put it in quotes. => "1.0"',
    ],
    [
      'template_id: a\nsemver: v1.0.0\nrole: user\ncontent: hello\n',
      '2:9-2:15 invalid-semver: `v1.0.0` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: 1.0.0.0\nrole: user\ncontent: hello\n',
      '2:9-2:16 invalid-semver: `1.0.0.0` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: 01.0.0\nrole: user\ncontent: hello\n',
      '2:9-2:15 invalid-semver: `01.0.0` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: 1.0.0-01\nrole: user\ncontent: hello\n',
      '2:9-2:17 invalid-semver: `1.0.0-01` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: " 1.0.0"\nrole: user\ncontent: hello\n',
      '2:9-2:17 invalid-semver: ` 1.0.0` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: 1.0.0-\nrole: user\ncontent: hello\n',
      '2:9-2:15 invalid-semver: `1.0.0-` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: 1.0.0+\nrole: user\ncontent: hello\n',
      '2:9-2:15 invalid-semver: `1.0.0+` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: 1.0.0-a..b\nrole: user\ncontent: hello\n',
      '2:9-2:19 invalid-semver: `1.0.0-a..b` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      'template_id: a\nsemver: ""\nrole: user\ncontent: hello\n',
      '2:9-2:11 invalid-semver: `` is not an exact version. Write one such as `1.4.0`.',
    ],
    [
      `template_id: a\nsemver: 1.0.0-${'a'.repeat(59)}\nrole: user\ncontent: hello\n`,
      '2:9-2:74 invalid-semver: `semver` may have 64 characters at most.',
    ],
    ['template_id: a\nsemver: 1.0.0-1+0001\nrole: user\ncontent: hello\n'],
    [
      'template_id: a\nsemver: "1.0.0\\n"\nrole: user\ncontent: hello\n',
      '2:9-2:18 invalid-semver: `1.0.0\\u000a` is not an exact version. Write one such as `1.4.0`.',
    ],
  ]);
});

describe('roles', () => {
  itTells('a.prompt-template.yaml', [
    [
      'template_id: a\nsemver: 1.0.0\nrole: sytem\ncontent: hello\n',
      '3:7-3:12 schema: `role` must be one of `system`, `developer`, `user`. => system',
    ],
    [
      'template_id: a\nsemver: 1.0.0\nrole: 1\ncontent: hello\n',
      '3:7-3:8 schema: `role` must be one of `system`, `developer`, `user`.',
    ],
  ]);
});

describe('ids', () => {
  itTells('a.prompt-template.yaml', [
    [
      'template_id: ""\nsemver: 1.0.0\nrole: user\ncontent: hello\n',
      '1:14-1:16 schema: `template_id` must not be empty.',
    ],
    [
      `template_id: ${'😀'.repeat(256)}\nsemver: 1.0.0\nrole: user\ncontent: hello\n`,
      '1:14-1:526 schema: `template_id` may have 255 characters at most.',
    ],
    [`template_id: ${'😀'.repeat(255)}\nsemver: 1.0.0\nrole: user\ncontent: hello\n`],
  ]);
});

describe('content', () => {
  itTells('a.prompt-template.yaml', [
    [
      'template_id: a\nsemver: 1.0.0\nrole: user\ncontent: ""\n',
      '4:10-4:12 schema: `content` must not be empty.',
    ],
    [
      'template_id: a\nsemver: 1.0.0\nrole: user\ncontent: {{task}} {{ task }} {{Task}} {{sterss}} {{}} {{x\\ny}} {{{task}}} {task}\n',
      '4:10-4:81 syntax: A value that begins with a bracket is not text. Put all of it in quotes. => "{{task}} {{ task }} {{Task}} {{sterss}} {{}} {{x\\\\ny}} {{{task}}} {task}"',
    ],
  ]);
});

describe('the adapter version', () => {
  itTells('a.prompt-template.yaml', [
    [
      `${TEMPLATE}adapter_version: ${'a'.repeat(65)}\n`,
      '5:18-5:83 schema: `adapter_version` may have 64 characters at most.',
    ],
    [`${TEMPLATE}adapter_version: ""\n`],
  ]);
});

describe('constraints of the wrong kind', () => {
  itTells('a.prompt-template.yaml', [
    [
      `${TEMPLATE}constraints: {MAX_SENTENCE_LENGTH: 20.0, MAX_PARAGRAPHS: 1001, NO_EMOJI: 1, ASSERTIVENESS_LEVEL: 2, FORBIDDEN_TOKENS: ["", " ", 5], X: 1}\n`,
      '5:36-5:40 schema: `MAX_SENTENCE_LENGTH` must be a whole number, written without a point. => 20',
      '5:58-5:62 schema: `constraints.MAX_PARAGRAPHS` must be from 1 to 100.',
      '5:74-5:75 schema: `constraints.NO_EMOJI` must be `true` or `false`.',
      '5:98-5:99 schema: `constraints.ASSERTIVENESS_LEVEL` must be from 0 to 1.',
      '5:120-5:122 schema: `constraints.FORBIDDEN_TOKENS.0` must not be empty.',
      '5:124-5:127 schema: A forbidden token cannot be white space alone. Change or remove it.',
      '5:129-5:130 schema: `constraints.FORBIDDEN_TOKENS.2` must be text. Put it in quotes. => "5"',
      '5:133-5:134 warning unknown-constraint: Unknown constraint `X`. It is kept, but nothing checks it. Check its spelling, or remove it.',
    ],
    [`${TEMPLATE}constraints: []\n`, '5:14-5:16 schema: `constraints` must be a mapping.'],
    [
      `${TEMPLATE}constraints: {MAX_SENTENCE_LENGTH: .inf, MAX_PARAGRAPHS: 1.5, ASSERTIVENESS_LEVEL: .nan}\n`,
      '5:36-5:40 schema: `constraints.MAX_SENTENCE_LENGTH` must be a finite number.',
      '5:58-5:61 schema: `constraints.MAX_PARAGRAPHS` must be a whole number.',
      '5:84-5:88 schema: `constraints.ASSERTIVENESS_LEVEL` must be a finite number.',
    ],
    [
      `${TEMPLATE}constraints: {MAX_SENTENCE_LENGTH: 1, MAX_PARAGRAPHS: 100, ASSERTIVENESS_LEVEL: 0, FORBIDDEN_TOKENS: []}\n`,
    ],
  ]);
});
