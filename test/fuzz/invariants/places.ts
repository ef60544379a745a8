import type { PromptFile } from '../../../src/core/documents/promptFile.js';
import type { Finding, TextRange } from '../../../src/core/model/findings.js';
import { visitNodes, type StringNode } from '../../../src/core/documents/valueNode.js';
import type { Report } from '../fuzzCase.js';

const MAX_MESSAGE = 1024;
/** What would break a line, command a terminal, or turn the direction of writing. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Every finding is in order, stands on something that is there, and says it in a line that can be shown anywhere. */
export function checkFindings(
  findings: readonly Finding[],
  text: string,
  textOf: (file: string) => string | undefined,
  report: Report,
): void {
  findings.forEach((finding, i) => {
    const { code, message, range, related = [] } = finding;
    const told = `${code} at ${range.start}-${range.end}: ${message.slice(0, 200)}`;
    const place = misplaced(range, text);
    if (place) report(`finding ${code} ${place}`, told);
    if (range.start === range.end && text !== '') report(`finding ${code} has an empty range`, told);
    for (const other of related) {
      const there = textOf(other.file);
      const why = there === undefined ? 'leads to no file' : misplaced(other.range, there);
      if (why)
        report(
          `related place of ${code} ${why}`,
          `${told}; ${other.file} ${other.range.start}-${other.range.end}`,
        );
      checkMessage(other.message, `related place of ${code}`, report);
    }
    checkMessage(message, `message of ${code}`, report);
    const before = findings[i - 1];
    if (before && order(before, finding) > 0) report(`findings out of order: ${before.code}, ${code}`, told);
  });
}

function checkMessage(message: string, what: string, report: Report): void {
  if (message.length > MAX_MESSAGE)
    report(`${what} is too long`, `${message.length}: ${message.slice(0, 200)}`);
  if (UNSAFE.test(message)) report(`${what} has control characters`, JSON.stringify(message.slice(0, 400)));
  if (!message.isWellFormed()) report(`${what} has half a character`, JSON.stringify(message.slice(0, 400)));
  if (message.trim() === '') report(`${what} is empty`, '');
}

/** Nothing that is shown is shown twice. */
export function checkRepeats(findings: readonly Finding[], report: Report): void {
  findings.forEach((finding, i) => {
    const before = findings[i - 1];
    if (before && order(before, finding) === 0 && before.message === finding.message)
      report(`finding ${finding.code} is told twice`, finding.message.slice(0, 200));
  });
}

function order(a: Finding, b: Finding): number {
  if (a.range.start !== b.range.start) return a.range.start - b.range.start;
  if (a.range.end !== b.range.end) return a.range.end - b.range.end;
  return a.code === b.code ? 0 : a.code < b.code ? -1 : 1;
}

/** Why a range is none of this text, or `undefined`. */
export function misplaced({ start, end }: TextRange, text: string): string | undefined {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return 'has no place';
  if (start < 0 || end < start || end > text.length) return 'lies outside the text';
  return splitsPair(text, start) || splitsPair(text, end) ? 'splits a surrogate pair' : undefined;
}

/** True between the two halves of a character. */
export function splitsPair(text: string, at: number): boolean {
  return isBetween(text.charCodeAt(at - 1), 0xd800, 0xdbff) && isBetween(text.charCodeAt(at), 0xdc00, 0xdfff);
}

function isBetween(unit: number, low: number, high: number): boolean {
  return unit >= low && unit <= high;
}

/** Every value stands inside the text, and every character of a string where its map says. */
export function checkNodes({ root, source: { text } }: PromptFile, report: Report): void {
  if (!root) return;
  visitNodes(root, (node) => {
    const why = misplaced(node.range, text);
    if (why) report(`${node.kind} ${why}`, `${node.range.start}-${node.range.end}`);
    if (node.kind === 'string') checkMap(node, text, report);
    if (node.kind !== 'mapping') return;
    for (const { key, keyRange } of node.entries) {
      const wrong = misplaced(keyRange, text);
      if (wrong) report(`key ${wrong}`, `${key.slice(0, 50)} ${keyRange.start}-${keyRange.end}`);
    }
  });
}

function checkMap(node: StringNode, text: string, report: Report): void {
  let [value, source] = [0, node.range.start];
  for (const run of node.textMap().runs) {
    const written = text.slice(run.source, run.source + run.width);
    const said = node.value.slice(run.value, run.value + run.length);
    const told = `${JSON.stringify(written.slice(0, 60))} for ${JSON.stringify(said.slice(0, 60))} of ${JSON.stringify(node.value.slice(0, 60))}`;
    if (run.value !== value) report('map of a string leaves something out', told);
    if (run.source < source || run.source + run.width > node.range.end)
      report('map of a string is out of order', told);
    const isSame = run.length !== run.width || written.replaceAll('\n', ' ') === said.replaceAll('\n', ' ');
    if (!isSame) report('map of a string shows other text', told);
    value += run.length;
    source = run.source + run.width;
  }
  if (value !== node.value.length)
    report('map of a string leaves something out', `${value} of ${node.value.length}`);
}
