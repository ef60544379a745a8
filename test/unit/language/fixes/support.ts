import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf, type FileType } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../../src/core/documents/promptFile.js';
import type { Finding, FindingCode } from '../../../../src/core/model/findings.js';
import {
  applyEdits,
  fixesFor,
  FixSubject,
  furtherConstraints,
  type Fix,
} from '../../../../src/language/index.js';
import { rereadAs } from '../../../../src/language/edits/rereadFile.js';
import { findingsOf } from '../rules/findingsOf.js';

export type Files = Readonly<Record<string, string>>;

/** A file among others, what is reported of it, and its text as fixes see it. */
export interface Opened {
  readonly subject: FixSubject;
  readonly findings: readonly Finding[];
}

export async function openFile(files: Files, name: string): Promise<Opened> {
  const parse = (file: string): PromptFile => parsePromptFile(typeOf(file), { text: files[file] ?? '' });
  const findings = (await findingsOf(files)).get(name) ?? [];
  const further = furtherConstraints(name, findings, parse);
  const reader = rereadAs(name, typeOf(name), further, new CompiledCache());
  return { subject: new FixSubject(typeOf(name), parse(name), reader, name), findings };
}

function typeOf(name: string): FileType {
  const type = fileTypeOf(name);
  assert.ok(type, name);
  return type;
}

/** A fix, and what becomes of the file by it. */
export interface Fixed {
  readonly title: string;
  readonly text: string;
}

/** All fixes of one of the findings of a code in the first of the files. */
export async function fixesIn(files: Files, code: FindingCode, index = 0): Promise<Fixed[]> {
  const [name = ''] = Object.keys(files);
  const { subject, findings } = await openFile(files, name);
  const finding = findings.filter((one) => one.code === code)[index];
  assert.ok(finding, `${name} has no ${code}, but ${findings.map((one) => one.code).join(', ')}`);
  return fixesFor(subject, finding).map((fix) => outcome(subject, fix));
}

export function outcome({ text }: FixSubject, { title, edits }: Fix): Fixed {
  return { title, text: applyEdits(text, edits) };
}

const FRONT = 'template_id: a\nsemver: 1.0.0\nrole: system\n';
const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** The same template in each way to write one. */
export const TEMPLATES: Readonly<Record<string, (constraints: string, text: string) => Files>> = {
  Markdown: (constraints, text) => ({
    'a.prompt-template.md': `---\n${FRONT}constraints: ${constraints}\n---\n\n${text}\n`,
  }),
  'YAML, literal': (constraints, text) => ({
    'a.prompt-template.yaml': `${FRONT}constraints: ${constraints}\ncontent: |-\n${indented(text)}\n`,
  }),
  'YAML, folded': (constraints, text) => ({
    'a.prompt-template.yaml': `${FRONT}constraints: ${constraints}\ncontent: >-\n${indented(text.replaceAll('\n', '\n\n'))}\n`,
  }),
  'YAML, double quotes': (constraints, text) => ({
    'a.prompt-template.yml': `content: ${JSON.stringify(text)}\n${FRONT}constraints: ${constraints}\n`,
  }),
  'YAML, single quotes': (constraints, text) => ({
    'a.prompt-template.yaml': `${FRONT}content: '${text.replaceAll("'", "''").replaceAll('\n', '\n\n  ')}'\nconstraints: ${constraints}\n`,
  }),
  JSON: (constraints, text) => ({
    'a.prompt-template.json': `{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "system",\n  "constraints": ${constraints},\n  "content": ${JSON.stringify(text)}\n}\n`,
  }),
};
