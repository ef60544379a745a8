import * as l10n from '@vscode/l10n';
import { decodeUtf8 } from '../text/utf8.js';

/** A line of a log. */
export interface LogLine {
  /** Counted from 1. */
  readonly line: number;
  /** Without its line break; `undefined` when it is not UTF-8 to its end, or too long to be held. */
  readonly text: string | undefined;
  /** Why there is no text. */
  readonly reason?: string;
  /**
   * True for a last line without a line break, which nobody was told is written. Its text is what can be read of it; the
   * last character may be cut in the middle.
   */
  readonly torn: boolean;
}

/** A line longer than this, without its line break, is not held in memory. Nobody writes one. */
export const MAX_LINE_BYTES = 64_000_000;

const LF = 0x0a;
const CR = 0x0d;

/** Cuts a log into lines while it is read, and holds no more of it than one chunk and one line. */
export class LogLineReader {
  #pieces: Uint8Array[] = [];
  #length = 0;
  #line = 0;

  /** The lines that end in this chunk. The chunk may be written over afterwards. */
  *push(chunk: Uint8Array): Generator<LogLine> {
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.#hold(chunk.subarray(start, end));
      yield this.#take(false);
      start = end + 1;
    }
    this.#hold(chunk.slice(start));
  }

  /** What is left when the file ends. */
  end(): LogLine | undefined {
    return this.#length > 0 ? this.#take(true) : undefined;
  }

  #hold(piece: Uint8Array): void {
    this.#length += piece.length;
    if (this.#length > MAX_LINE_BYTES) this.#pieces = [];
    else this.#pieces.push(piece);
  }

  #take(torn: boolean): LogLine {
    const line = ++this.#line;
    const [pieces, length] = [this.#pieces, this.#length];
    this.#pieces = [];
    this.#length = 0;
    if (length > MAX_LINE_BYTES)
      return { line, text: undefined, reason: l10n.t('The line is too long.'), torn };
    const bytes = joined(pieces, length);
    const { text, invalidAt } = decodeUtf8(torn ? bytes : withoutReturn(bytes));
    if (invalidAt === undefined || torn) return { line, text, torn };
    return { line, text: undefined, reason: l10n.t('The line is not UTF-8.'), torn };
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = pieces;
  if (first && pieces.length === 1) return first;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A checkout may have turned the line breaks into CRLF. */
function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CR ? bytes.subarray(0, -1) : bytes;
}
