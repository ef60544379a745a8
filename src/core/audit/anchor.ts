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
export const TOO_LARGE = 'It is too large for an anchor.';

/** Reads an anchor as it was written, CRLF apart. Never throws. */
export function readAnchor(bytes: Uint8Array): ReadAnchor {
  if (bytes.length > MAX_ANCHOR_BYTES) return { problem: TOO_LARGE };
  const { text: decoded, invalidAt } = decodeUtf8(bytes);
  if (invalidAt !== undefined) return { problem: 'It is not UTF-8.' };
  const text = decoded.replaceAll('\r\n', '\n');
  const value = parse(text);
  if (!isObject(value) || !('anchor' in value)) return { problem: 'It is not an anchor of audit logs.' };
  if (value['anchor'] !== ANCHOR_FORMAT)
    return { problem: `It is not an anchor of format ${ANCHOR_FORMAT}, the only supported one.` };
  const { logs } = value;
  if (!Array.isArray(logs)) return { problem: 'Its `logs` are not a list.' };
  const entries: readonly unknown[] = logs;
  for (const [i, entry] of entries.entries()) {
    const problem = problemOf(entry);
    if (problem !== undefined) return { problem: `Number ${i + 1} of its logs ${problem}.` };
  }
  const anchor = { logs: entries as readonly AnchoredLog[] };
  // A key or a log that stands there twice says two things, of which a reader sees one and a program the other.
  if (anchorText(anchor) !== text || hasRepeats(anchor))
    return { problem: 'It was edited: something in it is repeated, added or moved.' };
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
    if (!this.#hasLine) {
      const reason =
        this.#lines === 0
          ? `The log was emptied: ${lineCount(lines)} of it ${lines === 1 ? 'is' : 'are'} anchored.`
          : `The log was cut off: ${lineCount(lines)} of it ${lines === 1 ? 'is' : 'are'} anchored, and there ${this.#lines === 1 ? 'is' : 'are'} ${this.#lines}.`;
      return { line: this.#lines, reason };
    }
    return this.#isSame ? undefined : { line: lines, reason: CHANGED };
  }
}

/** What is told of an anchored log that is not there. */
export function goneReason({ lines }: AnchoredLog): string {
  return `The log is missing: ${lineCount(lines)} of it ${lines === 1 ? 'is' : 'are'} anchored.`;
}

const CHANGED =
  'This is not the anchored line: it or a line before it was changed, added or removed, and the following lines were rewritten.';

function lineCount(lines: number): string {
  return `${lines} line${lines === 1 ? '' : 's'}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(entry: unknown): string | undefined {
  if (!isObject(entry)) return 'is none';
  const { name, lines, last } = entry;
  if (typeof name !== 'string' || !isAnchorableName(name)) return 'has a name that no log has';
  const named = `, ${quote(name)},`;
  if (typeof lines !== 'number' || !Number.isSafeInteger(lines) || lines < 0)
    return `${named} has a count of lines that is none`;
  const isHash = typeof last === 'string' && /^[0-9a-f]{64}$/.test(last);
  return isHash === lines > 0 && (isHash || last === null) ? undefined : `${named} has a hash that is none`;
}

function hasRepeats({ logs }: Anchor): boolean {
  return new Set(logs.map(({ name }) => name)).size < logs.length;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
