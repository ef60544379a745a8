import {
  BACKSLASH,
  BACKTICK,
  characterEnd,
  classAt,
  DIGIT,
  KIND,
  kindAt,
  LAST_WORD_KIND,
  LESS_THAN,
  learnUnit,
  MARK,
  SPACE,
  SURROGATE,
  TERMINATOR,
  UNIT_CLASS,
  UNIT_FOLD,
  UNKNOWN,
  UNSPACED,
  WIDE_TERMINATOR,
  wordRunEnd,
} from '../../text/characterClasses.js';
import type { TokenMatcher } from '../tokens/tokenMatcher.js';
import { wordKey } from '../tokens/wordTable.js';
import type { BlockListener } from './blockReader.js';
import { CodeSpans } from './codeSpans.js';
import { HtmlSpans } from './htmlSpans.js';
import { BACKSLASH_UNIT, BACKTICK_UNIT, LESS_THAN_UNIT, skipUnits, trimmedEnd } from './markers.js';
import type { OpaqueBounds } from './opaque.js';
import type { Stretch } from './sentenceEnd.js';
import { SentenceReader } from './sentenceReader.js';

/**
 * Reads the prose of a text, unit by unit and once: tells a token matcher and a sentence reader what stands in it. Tokens
 * may lie in markers too, since they are looked for in the text as it stands; words are counted in what a reader reads.
 */
export class ProseReader implements BlockListener {
  readonly sentences: SentenceReader | undefined;

  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #matcher: TokenMatcher | undefined;
  readonly #stretch: Stretch = { bounds: [], part: 0, nextOpaque: Infinity };
  #nextOpaque = 0;
  /** Made when a stretch turns out to have back-ticks. */
  #codeSpans: CodeSpans | undefined;
  readonly #html: HtmlSpans;
  /** The next back-tick, and up to where back-ticks open no code because they are in a tag. */
  #nextBacktick = -1;
  #literalUntil = 0;
  /** How far the text has been read. */
  #at = 0;

  /** Without a matcher no tokens are looked for, without a limit no words are counted. */
  constructor(
    text: string,
    opaque: OpaqueBounds,
    matcher: TokenMatcher | undefined,
    wordLimit: number | undefined,
  ) {
    this.#text = text;
    this.#opaque = opaque;
    this.#matcher = matcher;
    this.#html = new HtmlSpans(text);
    this.sentences = wordLimit === undefined ? undefined : new SentenceReader(text, wordLimit, this.#stretch);
  }

  prose(bounds: readonly number[]): void {
    this.#stretch.bounds = bounds;
    this.#codeSpans = undefined;
    let visibleEnd = 0;
    for (let part = 0; part < bounds.length; part += 2) {
      const start = bounds[part] ?? 0;
      const end = bounds[part + 1] ?? 0;
      this.#stretch.part = part;
      this.#readMarkers(start);
      this.#readPart(end);
      visibleEnd = Math.max(visibleEnd, trimmedEnd(this.#text, start, end));
    }
    this.sentences?.close(visibleEnd);
  }

  code(start: number, end: number): void {
    this.#readMarkers(start);
    this.#matcher?.interrupt();
    this.#at = end;
  }

  /** To be called once all of the text has been told of. */
  finish(): void {
    this.#readMarkers(this.#text.length);
    this.#matcher?.interrupt();
  }

  /** Reads on to `end` through what is no prose, in which only tokens matter. */
  #readMarkers(end: number): void {
    const text = this.#text;
    const matcher = this.#matcher;
    let i = this.#at;
    if (i >= end) return;
    this.#at = end;
    while (matcher && i < end) {
      const start = i;
      const kind = kindAt(text, start);
      i = kind <= LAST_WORD_KIND ? wordRunEnd(text, start, end) : characterEnd(text, start);
      if (kind <= LAST_WORD_KIND) matcher.run(start, i);
      else if (kind === SPACE) matcher.space(start);
      else matcher.character(text.codePointAt(start) ?? 0, start, i);
    }
  }

  /** Reads on to `end`, or beyond it if inline code goes on in the next part. */
  #readPart(end: number): void {
    const opaque = this.#opaque;
    while (this.#at < end) {
      while ((opaque[this.#nextOpaque + 1] ?? Infinity) <= this.#at) this.#nextOpaque += 2;
      const nextOpaque = opaque[this.#nextOpaque] ?? Infinity;
      this.#stretch.nextOpaque = nextOpaque;
      if (nextOpaque <= this.#at) {
        this.#matcher?.interrupt();
        this.sentences?.oneWord(this.#at);
        this.#at = opaque[this.#nextOpaque + 1] ?? end;
      } else {
        this.#readUnits(Math.min(end, nextOpaque));
      }
    }
  }

  /** The hot loop: reads on to `end`, in which there is nothing opaque, or beyond it through inline code. */
  #readUnits(end: number): void {
    const text = this.#text;
    const matcher = this.#matcher;
    const sentences = this.sentences;
    const filter = matcher?.wordFilter;
    const filterMask = filter ? filter.length - 1 : 0;
    let i = this.#at;
    while (i < end) {
      const start = i;
      const unit = text.charCodeAt(i);
      const unitClass = UNIT_CLASS[unit] ?? UNKNOWN;
      if (unitClass <= LAST_WORD_KIND) {
        let second = 0;
        let last = unit;
        let lastClass = unitClass;
        let next = SPACE;
        while (++i < end) {
          const following = text.charCodeAt(i);
          next = UNIT_CLASS[following] ?? UNKNOWN;
          if (next > LAST_WORD_KIND) break;
          if (second === 0) second = following;
          last = following;
          lastClass = next;
        }
        const isRare = next === SURROGATE || next === UNKNOWN;
        if (isRare) {
          i = wordRunEnd(text, i, end);
          next = i < end ? classAt(text, i) : SPACE;
        }
        if (matcher !== undefined && filter !== undefined) {
          const key = wordKey(UNIT_FOLD[unit] ?? 0, UNIT_FOLD[second] ?? 0, UNIT_FOLD[last] ?? 0, i - start);
          const isWord =
            unitClass <= DIGIT &&
            (lastClass <= DIGIT ||
              (lastClass === MARK && (UNIT_CLASS[text.charCodeAt(i - 2)] ?? UNKNOWN) <= DIGIT));
          if (isRare || !isWord) matcher.run(start, i);
          else if (filter[key & filterMask] !== 0) matcher.word(start, i);
          else if (matcher.kept > 0) matcher.interrupt();
        }
        if (sentences !== undefined) sentences.word(start, i, unitClass, next);
        // Mostly one space follows, which has been looked at already.
        if (next !== SPACE || i >= end) continue;
        if (matcher !== undefined && matcher.kept > 0) matcher.space(i);
        i++;
        continue;
      }
      i++;
      if (unitClass === SPACE) {
        if (matcher !== undefined && matcher.kept > 0) matcher.space(start);
        continue;
      }
      if (unitClass === UNKNOWN) {
        learnUnit(unit);
        i = start;
      } else i = this.#readOther(start, unitClass & KIND, end);
    }
    this.#at = i;
  }

  /** Reads what is neither an ordinary word nor white space, and returns where it ends. */
  #readOther(start: number, kind: number, end: number): number {
    const text = this.#text;
    const matcher = this.#matcher;
    const sentences = this.sentences;
    if (kind === BACKTICK) return this.#readBackticks(start, end);
    if (kind === LESS_THAN) this.#noteTag(start, end);
    let unit = text.charCodeAt(start);
    let after = start + 1;
    if (kind === SURROGATE) {
      unit = text.codePointAt(start) ?? unit;
      after = characterEnd(text, start);
      kind = kindAt(text, start);
      if (kind <= LAST_WORD_KIND) {
        after = wordRunEnd(text, start, end);
        matcher?.run(start, after);
        sentences?.word(start, after, kind, after < end ? classAt(text, after) : SPACE);
        return after;
      }
    }
    matcher?.character(unit, start, after);
    if (sentences === undefined) {
      // Nothing counts the words.
    } else if (kind === TERMINATOR || kind === WIDE_TERMINATOR) sentences.endMark(start);
    else if (kind === UNSPACED) sentences.unspacedLetter(start, end);
    else sentences.visible(start);
    if (kind !== BACKSLASH || after >= end) return after;
    // A backslash keeps a back-tick from opening code and a `<` from opening a tag, unless it is itself behind one.
    const escaped = text.charCodeAt(after);
    if (escaped !== BACKTICK_UNIT && escaped !== LESS_THAN_UNIT && escaped !== BACKSLASH_UNIT) return after;
    matcher?.character(escaped, after, after + 1);
    return after + 1;
  }

  /** Notes where the tag ends that a `<` opens, if there is a back-tick in it. */
  #noteTag(start: number, end: number): void {
    if (this.#nextBacktick < start) {
      const next = this.#text.indexOf('`', start);
      this.#nextBacktick = next < 0 ? Infinity : next;
    }
    if (this.#nextBacktick >= end || start < this.#literalUntil) return;
    this.#literalUntil = Math.max(this.#literalUntil, this.#html.end(start, end));
  }

  /** Reads inline code, or the back-ticks alone if nothing closes it. */
  #readBackticks(start: number, end: number): number {
    const after = skipUnits(this.#text, start, end, BACKTICK_UNIT);
    this.#codeSpans ??= new CodeSpans(this.#text, this.#stretch.bounds, this.#opaque);
    const codeEnd = start < this.#literalUntil ? -1 : this.#codeSpans.end(after, after - start);
    if (codeEnd >= 0) {
      this.#matcher?.interrupt();
      this.sentences?.oneWord(start);
      return codeEnd;
    }
    for (let i = start; i < after; i++) this.#matcher?.character(BACKTICK_UNIT, i, i + 1);
    this.sentences?.visible(start);
    return after;
  }
}
