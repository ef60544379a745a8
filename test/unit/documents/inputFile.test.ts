// Input files (spec, section 1.3): each mistake, told where it is.
import assert from 'node:assert/strict';
import { itTells, parseInput } from './parsing.js';

const numbers = (count: number): string =>
  `[${Array.from({ length: count }, (_, i) => i / count).join(', ')}]`;

describe('an input that is no mapping', () => {
  itTells('a.prompt-input.yaml', [
    [
      '---\n',
      '1:3-1:4 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    ['', '1:1-1:1 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.'],
    [
      '# nothing\n',
      '1:10-2:1 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    ['{}\n'],
    [
      '- a\n',
      '1:1-2:1 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    [
      'text\n',
      '1:1-1:5 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
  ]);
  itTells('a.prompt-input.json', [
    ['', '1:1-1:1 syntax: The file is empty. Write a JSON object, which begins with `{`.'],
    ['{}'],
    [
      '[]',
      '1:1-1:3 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
    [
      'null',
      '1:1-1:5 schema: An input file must be a mapping. Begin with a key, such as `task: Your question`.',
    ],
  ]);
});

describe('unknown keys of an input', () => {
  itTells('a.prompt-input.yaml', [
    ['Task: a\n', '1:1-1:5 unknown-key: Unknown key `Task`. Did you mean `task`? => task'],
    ['stresss: 1\n', '1:1-1:8 unknown-key: Unknown key `stresss`. Did you mean `stress`? => stress'],
    ['zzzzzz: 1\n', '1:1-1:7 unknown-key: Unknown key `zzzzzz`. Remove it, or check its spelling.'],
    ['$schema: x\ntask: a\n'],
    ['$schema: {a: [1]}\n'],
  ]);
});

describe('suppressions of an input', () => {
  itTells('a.prompt-input.yaml', [
    [
      'suppress:\n  - {code: schema, resaon: x}\n',
      '2:6-2:10 schema: `suppress.0` needs the key `reason`.',
      '2:20-2:26 unknown-key: Unknown key `resaon`. Did you mean `reason`? => reason',
    ],
    [
      'suppress:\n  - {code: schema}\n  - {reason: x}\n  - {code: "", reason: ""}\n  - text\n',
      '2:6-2:10 schema: `suppress.0` needs the key `reason`.',
      '3:6-3:12 schema: `suppress.1` needs the key `code`.',
      '4:12-4:14 schema: `suppress.2.code` must not be empty.',
      '4:24-4:26 schema: `suppress.2.reason` must not be empty.',
      '5:5-5:9 schema: `suppress.3` must be a mapping.',
    ],
    ['suppress: {code: a, reason: b}\n', '1:11-1:31 schema: `suppress` must be a list.'],
    [
      'suppress: [{code: schema, text: "", reason: x}]\n',
      '1:33-1:35 schema: `suppress.0.text` must not be empty.',
    ],
  ]);
});

describe('raw personality vectors', () => {
  itTells('a.prompt-input.yaml', [
    [
      'vector_32: [1]\n',
      '1:1-1:10 raw-personality-vector: `vector_32` is a raw personality vector, which is never sent. Describe the traits instead.',
    ],
    [
      'semantic_traits: {a: [{vector_32: 1}]}\n',
      '1:24-1:33 raw-personality-vector: `vector_32` is a raw personality vector, which is never sent. Describe the traits instead.',
    ],
    ['task: vector_32\n'],
    [
      `semantic_traits: {v: ${numbers(32)}}\n`,
      '1:22-1:278 warning raw-personality-vector: A list of 32 numbers looks like a raw personality vector, which is never sent. Describe the traits instead.',
    ],
    [`semantic_traits: {v: ${numbers(31)}, w: ${numbers(33)}}\n`],
    [
      'semantic_traits: {v: ["a", 0, 0.03225806451612903, 0.06451612903225806, 0.0967741935483871, 0.12903225806451613, 0.16129032258064516, 0.1935483870967742, 0.22580645161290322, 0.25806451612903225, 0.2903225806451613, 0.3225806451612903, 0.3548387096774194, 0.3870967741935484, 0.41935483870967744, 0.45161290322580644, 0.4838709677419355, 0.5161290322580645, 0.5483870967741935, 0.5806451612903226, 0.6129032258064516, 0.6451612903225806, 0.6774193548387096, 0.7096774193548387, 0.7419354838709677, 0.7741935483870968, 0.8064516129032258, 0.8387096774193549, 0.8709677419354839, 0.9032258064516129, 0.9354838709677419, 0.967741935483871]}\n',
    ],
    [
      `semantic_traits: {a: &v ${numbers(32)}, b: *v}\n`,
      '1:25-1:281 warning raw-personality-vector: A list of 32 numbers looks like a raw personality vector, which is never sent. Describe the traits instead.',
    ],
  ]);
  itTells('a.prompt-input.json', [
    [
      '{"expect": {"vector_32": "x"}}',
      '1:13-1:24 raw-personality-vector: `vector_32` is a raw personality vector, which is never sent. Describe the traits instead.',
      '1:13-1:24 schema: `vector_32` is not a bundle version. Write `bundle_id@semver`.',
      '1:26-1:29 schema: `expect.vector_32` must be a `prompt_hash`: 64 lower-case hex digits.',
    ],
  ]);
});

describe('a long task', () => {
  itTells('a.prompt-input.json', [
    [`{"task":"${'😀'.repeat(4096)}"}`],
    [
      `{"task":"${'😀'.repeat(4097)}"}`,
      '1:9-1:8205 input-too-long: `task` may have 4,096 characters at most.',
    ],
  ]);
});

describe('levels', () => {
  itTells('a.prompt-input.yaml', [
    ['activity_level: 1\nstress: 0\n'],
    [
      'activity_level: 1.5\nstress: -0.5\n',
      '1:17-1:20 schema: `activity_level` must be from 0 to 1.',
      '2:9-2:13 schema: `stress` must be from 0 to 1.',
    ],
    [
      'activity_level: 2\nstress: -1\n',
      '1:17-1:18 schema: `activity_level` must be from 0 to 1.',
      '2:9-2:11 schema: `stress` must be from 0 to 1.',
    ],
    [
      'activity_level: .nan\nstress: .inf\n',
      '1:17-1:21 schema: `activity_level` must be a finite number.',
      '2:9-2:13 schema: `stress` must be a finite number.',
    ],
    [
      'activity_level: "0.5"\nstress: true\n',
      '1:17-1:22 schema: `activity_level` must be a number.',
      '2:9-2:13 schema: `stress` must be a number.',
    ],
    ['activity_level: -0.0\nstress: -0\n'],
    ['activity_level:\n', '1:15-1:16 schema: `activity_level` must be a number.'],
    ['stress: 1e-400\n'],
  ]);
  itTells('a.prompt-input.json', [
    ['{"activity_level": null}', '1:20-1:24 schema: `activity_level` must be a number.'],
  ]);
});

describe('the model', () => {
  itTells('a.prompt-input.yaml', [
    ['model_type: "  gpt  "\n'],
    ['model_type: "  "\n'],
    ['model_type: "\\u3000gpt\\u0085"\n'],
    ['model_type: 5\n', '1:13-1:14 schema: `model_type` must be text. Put it in quotes. => "5"'],
  ]);
});

describe('values of the wrong type in an input', () => {
  itTells('a.prompt-input.yaml', [
    ['task: 5\n', '1:7-1:8 schema: `task` must be text. Put it in quotes. => "5"'],
    ['task: ~\n', '1:7-1:8 schema: `task` must be text.'],
    ['task:\n', '1:5-1:6 schema: `task` must be text.'],
    ['task: true\n', '1:7-1:11 schema: `task` must be text. Put it in quotes. => "true"'],
    ['task: [a]\n', '1:7-1:10 schema: `task` must be text.'],
    ['semantic_traits: a\n', '1:18-1:19 schema: `semantic_traits` must be a mapping.'],
    ['semantic_traits: [a]\n', '1:18-1:21 schema: `semantic_traits` must be a mapping.'],
    ['semantic_traits:\n', '1:16-1:17 schema: `semantic_traits` must be a mapping.'],
    ['engine_version: 1.2\n', '1:17-1:20 schema: `engine_version` must be text. Put it in quotes. => "1.2"'],
  ]);
});

describe('expectations', () => {
  itTells('a.prompt-input.yaml', [
    [`expect:\n  b@1.0.0: ${'a'.repeat(64)}\n`],
    [
      `expect:\n  b@1.0.0: ${'A'.repeat(64)}\n`,
      '2:12-2:76 schema: `expect.b@1.0.0` must be a `prompt_hash`: 64 lower-case hex digits. => ' +
        'a'.repeat(64),
    ],
    [
      `expect: {b@1: ${'0'.repeat(64)}}\n`,
      '1:10-1:13 schema: `b@1` is not a bundle version. Write `bundle_id@semver`.',
      '1:15-1:79 syntax: This integer is out of range. Use one from -2^63 to 2^64-1, or a string.',
    ],
    [`expect: {b@1.0.0: "${'0'.repeat(64)}"}\n`],
    ['expect: []\n', '1:9-1:11 schema: `expect` must be a mapping.'],
    [
      `expect:\n  b@1.0.0:\n    prompt_hash: ${'a'.repeat(64)}\n    contains: [a, b]\n    excludes: [c]\n    max_characters: 10\n    max_tokens: { o200k_base: 20 }\n    max_findings: 0\n`,
    ],
    ['expect: { b@1.0.0: {} }\n'],
    [
      'expect: { b@1.0.0: 7 }\n',
      '1:20-1:21 schema: `expect.b@1.0.0` must be a `prompt_hash`: 64 lower-case hex digits, in quotes where they could be a number; or a mapping.',
    ],
    [
      'expect: { b@1.0.0: [] }\n',
      '1:20-1:22 schema: `expect.b@1.0.0` must be a `prompt_hash`: 64 lower-case hex digits, in quotes where they could be a number; or a mapping.',
    ],
    [
      'expect: { b@1.0.0: { prompthash: a, max_token: 1 } }\n',
      '1:22-1:32 unknown-key: Unknown key `prompthash`. Did you mean `prompt_hash`? => prompt_hash',
      '1:37-1:46 unknown-key: Unknown key `max_token`. Did you mean `max_tokens`? => max_tokens',
    ],
    [
      'expect: { b@1.0.0: { prompt_hash: abc } }\n',
      '1:35-1:38 schema: `expect.b@1.0.0.prompt_hash` must be a `prompt_hash`: 64 lower-case hex digits.',
    ],
    [
      'expect: { b@1.0.0: { contains: a, excludes: [1, ""] } }\n',
      '1:32-1:33 schema: `expect.b@1.0.0.contains` must be a list.',
      '1:46-1:47 schema: `expect.b@1.0.0.excludes.0` must be text. Put it in quotes. => "1"',
      '1:49-1:51 schema: `expect.b@1.0.0.excludes.1` must not be empty.',
    ],
    [
      'expect: { b@1.0.0: { max_characters: -1, max_findings: 0.5, max_tokens: 3 } }\n',
      '1:38-1:40 schema: `expect.b@1.0.0.max_characters` must be at least 0.',
      '1:56-1:59 schema: `expect.b@1.0.0.max_findings` must be a whole number.',
      '1:73-1:74 schema: `expect.b@1.0.0.max_tokens` must be a mapping.',
    ],
  ]);

  it('are kept, in both forms', () => {
    const hash = 'a'.repeat(64);
    const text = `expect:
  b@1.0.0: ${hash}
  b@1.1.0:
    prompt_hash: ${hash}
    contains: [a]
    excludes: []
    max_characters: 10
    max_tokens: { o200k_base: 20 }
    max_findings: 0
  b@1.2.0: {}
`;
    assert.deepEqual(
      parseInput(text).model?.expect,
      new Map([
        ['b@1.0.0', { prompt_hash: hash }],
        [
          'b@1.1.0',
          {
            prompt_hash: hash,
            contains: ['a'],
            excludes: [],
            max_characters: 10,
            max_tokens: new Map([['o200k_base', 20]]),
            max_findings: 0,
          },
        ],
        ['b@1.2.0', {}],
      ]),
    );
  });
});

describe('texts of an input that are worth a look', () => {
  itTells('a.prompt-input.yaml', [
    [
      'task: "{{stress}} {{task}} {{semantic_traits}}"\n',
      '1:8-1:18 warning placeholder-in-input: The service replaces `{{stress}}` in the task with its value. Reword it if that is not meant.',
      '1:28-1:47 warning placeholder-in-input: The service replaces `{{semantic_traits}}` in the task with its value. Reword it if that is not meant.',
    ],
    [
      'task: "a\u200bb"\n',
      '1:9-1:10 warning invisible-character: There is an invisible character here: zero width space (U+200B). Remove it, or write what you mean. => ',
    ],
  ]);
});
