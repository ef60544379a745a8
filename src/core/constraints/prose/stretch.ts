import { CodeSpans } from './codeSpans.js';
import { BACKTICK_UNIT, LESS_THAN_UNIT, skipUnits } from './markers.js';
import { opaqueFrom, type OpaqueBounds } from './opaque.js';
import { Tags } from './tags.js';

/** One stretch of prose, in which sentences may run on from line to line, and what in it is no plain text. */
export class Stretch {
  /** Start and end, by turns, of what a reader reads in each of its lines. */
  bounds: readonly number[] = [];
  /** Index into `bounds` of the line being read. */
  line = 0;
  /** Where the next opaque range begins; `Infinity` if there is none. */
  nextOpaque = Infinity;

  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #tags: Tags;
  #quoteDepth = 0;
  /** Made when the stretch turns out to have back-ticks. */
  #codeSpans: CodeSpans | undefined;

  constructor(text: string, opaque: OpaqueBounds) {
    this.#text = text;
    this.#opaque = opaque;
    this.#tags = new Tags(text, opaque);
  }

  /** Goes on to another stretch, between whose lines stand at most so many block quote markers. */
  begin(bounds: readonly number[], quoteDepth: number): void {
    this.bounds = bounds;
    this.#quoteDepth = quoteDepth;
    this.#codeSpans = undefined;
  }

  /** Where what is read of the line being read ends. */
  get lineEnd(): number {
    return this.bounds[this.line + 1] ?? 0;
  }

  /** The end of the tag that the `<` at an index opens; -1 if it opens none. */
  tagEnd(at: number): number {
    return this.#tags.end(at, this.bounds.at(-1) ?? 0, this.#quoteDepth);
  }

  /** The index after the tags and white space that a line begins with there. */
  skipTags(at: number, lineEnd: number): number {
    if (this.#text.charCodeAt(at) !== LESS_THAN_UNIT) return at;
    return this.#tags.skip(at, lineEnd, this.bounds.at(-1) ?? 0, this.#quoteDepth);
  }

  /** The end of the inline code that the run of back-ticks from `at` to `after` opens; -1 if it opens none. */
  codeEnd(at: number, after: number): number {
    this.#codeSpans ??= new CodeSpans(this.#text, this.bounds, this.#opaque);
    return this.#codeSpans.end(after, after - at);
  }

  /** The index after the back-ticks at one. */
  backticksEnd(at: number): number {
    return skipUnits(this.#text, at, this.lineEnd, BACKTICK_UNIT);
  }

  /** The end of the opaque range that holds an index; -1 if none does. */
  opaqueEnd(at: number): number {
    const next = opaqueFrom(this.#opaque, at);
    return (this.#opaque[next] ?? Infinity) <= at ? (this.#opaque[next + 1] ?? -1) : -1;
  }

  /** Where the first opaque range begins that ends behind an index; `Infinity` if there is none. */
  opaqueStartFrom(at: number): number {
    return this.#opaque[opaqueFrom(this.#opaque, at)] ?? Infinity;
  }
}
