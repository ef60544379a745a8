import * as l10n from '@vscode/l10n';
import { jsonText } from '../output/jsonText.js';
import { compareCodePoints } from '../text/codePointOrder.js';
import { quote } from '../text/quote.js';
import { decodeUtf8 } from '../text/utf8.js';
import { isAuditFileName } from './files.js';
import type { LogLine } from './logLines.js';

/** Version of the form of an anchor. */
export const ANCHOR_FORMAT = 1;

/** A larger file is no anchor: it would be one of some 40,000 logs. */
export const MAX_ANCHOR_BYTES = 8_000_000;

/** How far a log was when it was anchored. */
export interface AnchoredLog {
  /** Name of the log in its folder. */
  readonly name: string;
  /** Whole lines, counted; a torn last line is none. */
  readonly lines: number;
  /** SHA-256 of the last of them, as the next one names it; `null` where there is none. */
  readonly last: string | null;
}

/**
 * The end of each log of a folder at some time (spec, section 7). Each line names the one before it by hash, so that the
 * last one says what all before it were: to whoever holds an anchor that the writer of the logs cannot change.
 */
export interface Anchor {
  readonly logs: readonly AnchoredLog[];
}

/** The bytes of an anchor: the same for the same logs, on every machine and at every time. */
export function anchorText({ logs }: Anchor): string {
  const sorted = [...logs]
    .sort((a, b) => compareCodePoints(a.name, b.name))
    .map(({ last, lines, name }) => ({ last, lines, name }));
  return `${jsonText({ anchor: ANCHOR_FORMAT, logs: sorted })}\n`;
}

/** What a file says as an anchor, or why it is none. */
export type ReadAnchor =
  | { readonly anchor: Anchor; readonly problem?: undefined }
  | { readonly anchor?: undefined; readonly problem: string };

/** Why a file over the limit is none, which need not be read to its end. */
export function tooLargeText(): string {
  return l10n.t('It is too large for an anchor.');
}

/** Reads an anchor as it was written, CRLF apart. Never throws. */
export function readAnchor(bytes: Uint8Array): ReadAnchor {
  if (bytes.length > MAX_ANCHOR_BYTES) return { problem: tooLargeText() };
  const { text: decoded, invalidAt } = decodeUtf8(bytes);
  if (invalidAt !== undefined) return { problem: l10n.t('It is not UTF-8.') };
  const text = decoded.replaceAll('\r\n', '\n');
  const value = parse(text);
  if (!isObject(value) || !('anchor' in value))
    return { problem: l10n.t('It is not an anchor of audit logs.') };
  if (value['anchor'] !== ANCHOR_FORMAT)
    return { problem: l10n.t('It is not an anchor of format {0}, the only supported one.', ANCHOR_FORMAT) };
  const { logs } = value;
  if (!Array.isArray(logs)) return { problem: l10n.t('Its `logs` are not a list.') };
  const entries: readonly unknown[] = logs;
  for (const [i, entry] of entries.entries()) {
    const problem = problemOf(entry, i + 1);
    if (problem !== undefined) return { problem };
  }
  const anchor = { logs: entries as readonly AnchoredLog[] };
  // A key or a log that stands there twice says two things, of which a reader sees one and a program the other.
  if (anchorText(anchor) !== text || hasRepeats(anchor))
    return { problem: l10n.t('It was edited: something in it is repeated, added or moved.') };
  return { anchor };
}

/** True for the name of a log that an anchor can hold: one in the folder itself, on every system. */
export function isAnchorableName(name: string): boolean {
  return isAuditFileName(name) && !/[/\\\0]/.test(name);
}

/** Follows the lines of a log up to its end, for an anchor. */
export class LogEnd {
  #lines = 0;
  #last: string | undefined;

  take({ line, text, torn }: LogLine): void {
    if (torn) return;
    this.#lines = line;
    this.#last = text;
  }

  /** Where the log ends. A last line that cannot be read has no hash; a log that has one is broken. */
  of(name: string, sha256: (text: string) => string): AnchoredLog {
    return { name, lines: this.#lines, last: this.#last === undefined ? null : sha256(this.#last) };
  }
}

/** Holds the lines of a log against what an anchor has of it. */
export class AnchorCheck {
  #hasLine: boolean;
  #isSame: boolean;
  #lines = 0;

  constructor(
    private readonly anchored: AnchoredLog,
    private readonly sha256: (text: string) => string,
  ) {
    this.#hasLine = this.#isSame = anchored.lines === 0;
  }

  take({ line, text, torn }: LogLine): void {
    if (torn) return;
    this.#lines = line;
    if (line !== this.anchored.lines) return;
    this.#hasLine = true;
    this.#isSame = text !== undefined && this.sha256(text) === this.anchored.last;
  }

  /** What became of the log since it was anchored, and at which line it shows (0: none); `undefined` when it only grew. */
  problem(): { readonly line: number; readonly reason: string } | undefined {
    const { lines } = this.anchored;
    if (!this.#hasLine) return { line: this.#lines, reason: shortReason(lines, this.#lines) };
    if (this.#isSame) return undefined;
    const reason = l10n.t(
      'This is not the anchored line: it or a line before it was changed, added or removed, and the following lines were rewritten.',
    );
    return { line: lines, reason };
  }
}

/** What is told of an anchored log that is not there. */
export function goneReason({ lines }: AnchoredLog): string {
  return lines === 1
    ? l10n.t('The log is missing: 1 line of it is anchored.')
    : l10n.t('The log is missing: {0} lines of it are anchored.', lines);
}

/** What is told of a log with fewer lines than are anchored of it. */
function shortReason(anchored: number, left: number): string {
  if (left === 0)
    return anchored === 1
      ? l10n.t('The log was emptied: 1 line of it is anchored.')
      : l10n.t('The log was emptied: {0} lines of it are anchored.', anchored);
  return left === 1
    ? l10n.t('The log was cut off: {0} lines of it are anchored, and there is 1.', anchored)
    : l10n.t('The log was cut off: {0} lines of it are anchored, and there are {1}.', anchored, left);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(entry: unknown, number: number): string | undefined {
  if (!isObject(entry)) return l10n.t('Number {0} of its logs is none.', number);
  const { name, lines, last } = entry;
  if (typeof name !== 'string' || !isAnchorableName(name))
    return l10n.t('Number {0} of its logs has a name that no log has.', number);
  if (typeof lines !== 'number' || !Number.isSafeInteger(lines) || lines < 0)
    return l10n.t('Number {0} of its logs, {1}, has a count of lines that is none.', number, quote(name));
  const isHash = typeof last === 'string' && /^[0-9a-f]{64}$/.test(last);
  return isHash === lines > 0 && (isHash || last === null)
    ? undefined
    : l10n.t('Number {0} of its logs, {1}, has a hash that is none.', number, quote(name));
}

function hasRepeats({ logs }: Anchor): boolean {
  return new Set(logs.map(({ name }) => name)).size < logs.length;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
