import { CompiledCache } from '../../src/core/constraints/index.js';
import type { FileType } from '../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../src/core/documents/promptFile.js';
import { stringOf } from '../../src/core/documents/valueNode.js';
import { FINDING_CODES, type Finding } from '../../src/core/model/findings.js';
import { summarise } from '../../src/language/scopes/fileSummary.js';
import {
  applySuppressions,
  suppressedBy,
  type Suppression,
} from '../../src/language/findings/suppressions.js';
import type { GrowthCase } from './growthExponent.js';

const INPUT: FileType = { kind: 'input', syntax: 'yaml' };
const JSON_INPUT: FileType = { kind: 'input', syntax: 'json' };
const TEMPLATE: FileType = { kind: 'template', syntax: 'markdown' };
const YAML_TEMPLATE: FileType = { kind: 'template', syntax: 'yaml' };

const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');
const FRONT = 'template_id: a\nsemver: 1.0.0\nrole: system\n';

/** Reading a file of this text, with the place of every character of its content. */
const reading = (type: FileType, textOf: (size: number) => string) => (size: number) => {
  const text = textOf(size);
  return () => {
    const file = parsePromptFile(type, { text });
    stringOf(file.root, 'content')?.textMap();
    return summarise('f', file, new CompiledCache());
  };
};

export const documentCases: readonly GrowthCase[] = [
  {
    name: 'keys of a YAML file with one curly quote',
    from: 2_000,
    prepare: reading(INPUT, (size) => `semantic_traits:\n  q: “\n${lines(size, (i) => `  k${i}: v${i}\n`)}`),
  },
  {
    name: 'keys of a JSON file with one curly quote',
    from: 32_000,
    prepare: reading(
      JSON_INPUT,
      (size) => `{"semantic_traits": {"q": "“"${lines(size, (i) => `, "k${i}": "v${i}"`)}}}`,
    ),
  },
  {
    name: 'unknown keys of a file',
    from: 1_000,
    prepare: reading(INPUT, (size) => lines(size, (i) => `k${i}: 1\n`)),
  },
  {
    name: 'keys of a file that stand there twice',
    from: 1_000,
    prepare: reading(INPUT, (size) => `semantic_traits:\n${lines(size, (i) => `  k${i >> 1}: 1\n`)}`),
  },
  {
    name: 'comments of a YAML file',
    from: 4_000,
    prepare: reading(INPUT, (size) => `task: a\n${lines(size, (i) => `# ${i}\n`)}stress: 0.5\n`),
  },
  {
    name: 'items of a YAML flow list',
    from: 2_000,
    prepare: reading(INPUT, (size) => `semantic_traits: { a: [${lines(size, (i) => `${i}, `)}0] }\n`),
  },
  {
    name: 'lines of a plain YAML text',
    from: 4_000,
    prepare: reading(YAML_TEMPLATE, (size) => `${FRONT}content: a\n${lines(size, (i) => `  word ${i}\n`)}`),
  },
  {
    name: 'lines of a quoted YAML text',
    from: 4_000,
    prepare: reading(
      YAML_TEMPLATE,
      (size) => `${FRONT}content: "a\n${lines(size, (i) => `  word \\u00e9 ${i}\n`)}"\n`,
    ),
  },
  {
    name: 'lines of a YAML block',
    from: 4_000,
    prepare: reading(YAML_TEMPLATE, (size) => `${FRONT}content: |\n${lines(size, (i) => `  word ${i}\n`)}`),
  },
  {
    name: 'blanks inside a plain YAML text',
    from: 40_000,
    prepare: reading(YAML_TEMPLATE, (size) => `${FRONT}content: a${' '.repeat(size)}b\n`),
  },
  {
    name: 'anchors of a YAML file',
    from: 2_000,
    prepare: reading(
      INPUT,
      (size) => `semantic_traits:\n${lines(size, (i) => `  k${i}: &a${i} v\n  l${i}: *a${i}\n`)}`,
    ),
  },
  {
    name: 'lines of a Markdown template',
    from: 4_000,
    prepare: reading(
      TEMPLATE,
      (size) => `---\n${FRONT}---\n${lines(size, (i) => `Line ${i} “as” it is.\n`)}`,
    ),
  },
  {
    name: 'double braces of a template',
    from: 2_000,
    prepare: reading(TEMPLATE, (size) => `---\n${FRONT}---\n${lines(size, (i) => `{{x${i}}} `)}`),
  },
  {
    name: 'braces that open and never close',
    from: 4_000,
    prepare: reading(TEMPLATE, (size) => `---\n${FRONT}---\n${'{{ a '.repeat(size)}`),
  },
  {
    name: 'invisible characters of a template',
    from: 2_000,
    prepare: reading(TEMPLATE, (size) => `---\n${FRONT}---\n${'a\u200bb '.repeat(size)}`),
  },
  {
    name: 'occurrences of a forbidden token',
    from: 2_000,
    prepare: reading(
      TEMPLATE,
      (size) =>
        `---\n${FRONT}constraints: { FORBIDDEN_TOKENS: [never, no] }\n---\n${'Never say no. '.repeat(size)}`,
    ),
  },
  {
    name: 'forbidden tokens of a template',
    from: 1_000,
    prepare: reading(
      TEMPLATE,
      (size) =>
        `---\n${FRONT}constraints:\n  FORBIDDEN_TOKENS:\n${lines(size, (i) => `    - word${i}\n`)}---\n${lines(size, (i) => `A word${i}. `)}`,
    ),
  },
  {
    name: 'suppressions and the findings they are for',
    from: 2_000,
    prepare: (size) => {
      const findings = Array.from({ length: size }, (_, i): Finding => ({
        code: 'forbidden-token',
        severity: 'warning',
        message: '',
        range: { start: i, end: i + 1 },
        text: `token ${i}`,
      }));
      const suppressions = Array.from({ length: size }, (_, i): Suppression => ({
        code: i % 2 === 0 ? 'forbidden-token' : (FINDING_CODES[i % FINDING_CODES.length] ?? ''),
        text: `token ${i}`,
        reason: 'r',
        range: { start: i, end: i + 1 },
      }));
      return () => [
        applySuppressions(suppressions, findings, () => '', false),
        suppressedBy(suppressions, findings, () => ''),
      ];
    },
  },
];
