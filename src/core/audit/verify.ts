import * as l10n from '@vscode/l10n';
import type { Hashing } from '../hashing.js';
import { quote } from '../text/quote.js';
import { isSealed, isSealIntact } from './checksum.js';
import { LogLineReader, type LogLine } from './logLines.js';
import { readRecord, unknownField } from './readRecord.js';
import { MAX_STEP_BACK_MS, type WrittenRecord } from './record.js';

/** A line that is not as it was written. */
export interface BrokenLine {
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

/** What became of one log. */
export interface LogReport {
  /** Lines that are whole records with their line break, broken ones included. */
  readonly records: number;
  /** 1 when the last line ends before its line break: its writer was stopped while writing it. It is skipped. */
  readonly torn: number;
  /** In order of line. */
  readonly broken: readonly BrokenLine[];
}

/** More broken lines than this of one log are counted, not listed. */
const MAX_BROKEN = 1000;

/**
 * Verifies one log while it is read; the memory it takes depends on no length but that of the longest line. Each line is
 * also given to `onLine`, whole or not.
 */
export async function verifyLog(
  chunks: AsyncIterable<Uint8Array>,
  hashing: Hashing,
  onLine: (line: LogLine) => void = () => undefined,
): Promise<LogReport> {
  const reader = new LogLineReader();
  const verifier = new LogVerifier(hashing);
  const take = (line: LogLine): void => {
    verifier.take(line);
    onLine(line);
  };
  for await (const chunk of chunks) for (const line of reader.push(chunk)) take(line);
  const last = reader.end();
  if (last) take(last);
  return verifier.report();
}

class LogVerifier {
  readonly #broken: BrokenLine[] = [];
  #records = 0;
  #torn = 0;
  #unlisted = 0;
  #lastLine = 0;
  #hasSealed = false;
  /** The latest time of a line since the chain last went back, in milliseconds. */
  #latest = -Infinity;
  /** What the next line may name as the line before it; `undefined` behind a changed line, whose hash nobody knows. */
  #links: readonly Link[] | undefined = [{ line: 0, hash: null, isSealed: true }];

  constructor(private readonly hashing: Hashing) {}

  take({ line, text, reason, torn }: LogLine): void {
    this.#lastLine = line;
    if (torn && !(text !== undefined && holdsRecord(text))) {
      this.#torn++;
      return;
    }
    const { record, reason: unreadable } = text === undefined ? { reason } : readRecord(text);
    if (record && !torn) this.#records++;
    const changed = torn
      ? l10n.t('The line break after this record was replaced.')
      : record
        ? this.#ownReason(record, text ?? '')
        : unreadable;
    if (changed !== undefined || !record) {
      this.#report(line, changed ?? '');
      this.#links = undefined;
      return;
    }
    this.#hasSealed ||= isSealed(record);
    this.#takeTime(line, Date.parse(record.created_at));
    const links = this.#links;
    const link = { line, hash: this.hashing.sha256(text ?? ''), isSealed: isSealed(record) };
    const [last] = links ?? [];
    if (!last || links?.some(({ hash }) => hash === record.previous)) {
      this.#links = [link];
      return;
    }
    // A line that came in between does not break the link between its neighbours.
    this.#links = [link, last];
    if (last.isSealed) this.#report(line, last.line === 0 ? cutOffText() : movedText());
    else this.#report(last.line, changedText());
  }

  /** One finding for one step back: later lines are held against the line that made it. */
  #takeTime(line: number, time: number): void {
    const isBack = time < this.#latest - MAX_STEP_BACK_MS;
    if (isBack) this.#report(line, backInTimeText());
    this.#latest = isBack ? time : Math.max(this.#latest, time);
  }

  report(): LogReport {
    const broken = [...this.#broken];
    if (this.#unlisted > 0) {
      const reason =
        this.#unlisted === 1
          ? l10n.t('1 more line is broken from here on or before.')
          : l10n.t('{0} more lines are broken from here on or before.', this.#unlisted);
      broken.push({ line: this.#lastLine, reason });
    }
    return { records: this.#records, torn: this.#torn, broken };
  }

  /** What shows in the line alone that it is not as it was written. */
  #ownReason(record: WrittenRecord, text: string): string | undefined {
    const { sha256, xxh3 } = this.hashing;
    const { bundle_id, semver, input, rendered_prompt, ...hashes } = record;
    const unknown = unknownField(record);
    if (unknown !== undefined) return l10n.t('Records do not have a field {0}.', quote(unknown));
    if (isSealed(record) && !isSealIntact(text, sha256))
      return l10n.t('The line was changed: its checksum is wrong.');
    if (!isSealed(record) && this.#hasSealed)
      return l10n.t('The line has no checksum, and lines before it have one: it was changed.');
    if (xxh3(`${bundle_id}:${semver}`) !== hashes.bundle_hash)
      return l10n.t('bundle_hash is not that of the version.');
    if (input !== null && xxh3(input) !== hashes.personality_hash)
      return l10n.t('personality_hash is not that of the input.');
    if (rendered_prompt !== null && sha256(rendered_prompt) !== hashes.prompt_hash)
      return l10n.t('prompt_hash is not that of the prompt.');
    return undefined;
  }

  #report(line: number, reason: string): void {
    if (this.#broken.length < MAX_BROKEN) this.#broken.push({ line, reason });
    else this.#unlisted++;
  }
}

/** A line as the next one names it. */
interface Link {
  readonly line: number;
  /** SHA-256 of the line; `null` before the first. */
  readonly hash: string | null;
  /** It is known to be as it was written. */
  readonly isSealed: boolean;
}

function backInTimeText(): string {
  return l10n.t(
    'The record is more than a minute older than one before it: lines were added or moved, or times changed.',
  );
}

function cutOffText(): string {
  return l10n.t(
    'The first line names a line before it: the log was cut off at its start, or its lines were moved.',
  );
}

function movedText(): string {
  return l10n.t(
    'This line does not name the one before it: one of the two was changed, or lines were added, removed or moved.',
  );
}

function changedText(): string {
  return l10n.t(
    'The line after this one does not carry its hash: this line was changed, or lines between the two were added or removed.',
  );
}

/** True when a whole record stands at the start of the text, and more behind it. */
function holdsRecord(text: string): boolean {
  const end = endOfObject(text);
  return end < text.length && readRecord(text.slice(0, end)).record !== undefined;
}

/** Where the first JSON object of a text ends; the length of the text if none does. */
function endOfObject(text: string): number {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString && character === '\\') at++;
    else if (character === '"') inString = !inString;
    else if (inString) continue;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
