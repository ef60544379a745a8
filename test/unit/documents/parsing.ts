import assert from 'node:assert/strict';
import { fileTypeOf } from '../../../src/core/documents/fileKinds.js';
import {
  parsePromptFile,
  type BundleFile,
  type InputFile,
  type PromptFile,
  type TemplateFile,
} from '../../../src/core/documents/promptFile.js';
import type { DecodedText } from '../../../src/core/text/utf8.js';

// The YAML parser makes an Error of each mistake. The test runner wants the whole stack of every Error, which takes many
// times longer than reading does.
Error.stackTraceLimit = 10;

/** The file that stands under a name; the name says of which kind it is, as everywhere. */
export function parseNamed(name: string, given: string | DecodedText): PromptFile {
  const type = fileTypeOf(name);
  if (!type) throw new TypeError(`${name} is none of ours.`);
  return parsePromptFile(type, typeof given === 'string' ? { text: given } : given);
}

export const parseTemplate = (text: string, extension = 'yaml'): TemplateFile =>
  parseNamed(`a.prompt-template.${extension}`, text) as TemplateFile;

export const parseBundle = (text: string, extension = 'yaml'): BundleFile =>
  parseNamed(`a.prompt-bundle.${extension}`, text) as BundleFile;

export const parseInput = (text: string, extension = 'yaml'): InputFile =>
  parseNamed(`a.prompt-input.${extension}`, text) as InputFile;

/**
 * What is wrong with a file, a line each: `2:7-2:9 syntax: message => replacement`, places counted from 1; a warning
 * says so.
 */
export function findingLines({ source, findings }: Pick<PromptFile, 'source' | 'findings'>): string[] {
  const place = (offset: number): string => {
    const { line, column } = source.positionAt(offset);
    return `${line + 1}:${column + 1}`;
  };
  return findings.map(({ code, severity, message, range, replacement }) => {
    const level = severity === 'error' ? '' : `${severity} `;
    const fix = replacement === undefined ? '' : ` => ${replacement}`;
    return `${place(range.start)}-${place(range.end)} ${level}${code}: ${message}${fix}`;
  });
}

/** A template file with nothing wrong. */
export const TEMPLATE = 'template_id: a\nsemver: 1.0.0\nrole: user\ncontent: hello\n';
/** Front matter with nothing wrong that is not closed yet. */
export const FRONT = '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n';
/** A bundle file with nothing wrong. */
export const BUNDLE = withSystem('s@1.0.0');

/** A bundle with this for its system part, from the 21st character of the third line on. */
export function withSystem(part: string): string {
  return `bundle_id: b\nsemver: 1.0.0\ntemplates: {system: ${part}, personality: p@1.0.0, activity: a@1.0.0, task: t@1.0.0}\n`;
}

/** A text, and all that is wrong with it, as `findingLines` says it. */
export type Row = readonly [text: string, ...lines: string[]];

/** One test a row: just these findings, and a model only if none of them is an error. */
export function itTells(name: string, rows: readonly Row[]): void {
  for (const [text, ...lines] of rows) {
    const title = JSON.stringify(text.replace(TEMPLATE, '…').replace(FRONT, '…'));
    it(title.length > 90 ? `${title.slice(0, 90)}…` : title, () => {
      const file = parseNamed(name, text);
      assert.deepEqual(findingLines(file), lines);
      const errors = lines.filter((line) => !/^\S+ (?:warning|information) /.test(line));
      assert.equal(file.model !== undefined, errors.length === 0);
    });
  }
}
