import {
  BACKSLASH,
  BACKTICK,
  characterEnd,
  classAt,
  COLON,
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
import { BACKTICK_UNIT, isEscapable, trimmedEnd } from './markers.js';
import { opaqueFrom, type OpaqueBounds } from './opaque.js';
import { SentenceReader } from './sentenceReader.js';
import { Stretch } from './stretch.js';

/**
 * Reads the prose of a text, unit by unit and once: tells a token matcher and a sentence reader what stands in it. Tokens
 * may lie in markers and tags too, since they are looked for in the text as it stands; words are counted in what a reader
 * reads.
 */
export class ProseReader implements BlockListener {
  readonly sentences: SentenceReader | undefined;
  /** Where the last visible character ends of the stretch of prose that was read last; tags behind it are none of it. */
  visibleEnd = 0;

  readonly #text: string;
  readonly #opaque: OpaqueBounds;
  readonly #matcher: TokenMatcher | undefined;
  readonly #stretch: Stretch;
  #nextOpaque = 0;
  /** The tags read last, with nothing but white space between them. */
  #tagsStart = 0;
  #tagsEnd = 0;
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
    this.#stretch = new Stretch(text, opaque);
    this.sentences = wordLimit === undefined ? undefined : new SentenceReader(text, wordLimit, this.#stretch);
  }

  prose(bounds: readonly number[], quoteDepth: number): void {
    const stretch = this.#stretch;
    stretch.begin(bounds, quoteDepth);
    this.sentences?.begin();
    this.visibleEnd = 0;
    for (let line = 0; line < bounds.length; line += 2) {
      const start = bounds[line] ?? 0;
      const end = bounds[line + 1] ?? 0;
      stretch.line = line;
      // Code and tags may go on over the line break; otherwise the sentence knows of it.
      if (line > 0 && this.#at <= start) this.sentences?.lineBreak(this.visibleEnd, start, end);
      this.#readMarkers(start);
      this.#readLine(end);
      this.visibleEnd = Math.max(this.visibleEnd, this.#visibleEndIn(start, end));
    }
    this.sentences?.close(this.visibleEnd);
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
    const matcher = this.#matcher;
    if (matcher !== undefined && this.#at < end) {
      let at = this.#at;
      // White space says nothing before a token has begun, and mostly only a line break parts two lines.
      if (matcher.kept === 0)
        while (at < end && (UNIT_CLASS[this.#text.charCodeAt(at)] ?? UNKNOWN) === SPACE) at++;
      if (at < end) this.#readTokens(matcher, at, end);
    }
    if (this.#at < end) this.#at = end;
  }

  /** Looks for tokens alone in `[i, end)`. */
  #readTokens(matcher: TokenMatcher, i: number, end: number): void {
    const text = this.#text;
    const opaque = this.#opaque;
    for (let next = opaqueFrom(opaque, i); i < end; next += 2) {
      const limit = Math.min(end, opaque[next] ?? end);
      while (i < limit) {
        const start = i;
        const kind = kindAt(text, start);
        i = kind <= LAST_WORD_KIND ? wordRunEnd(text, start, limit) : characterEnd(text, start);
        if (kind <= LAST_WORD_KIND) matcher.run(start, i);
        else if (kind === SPACE) matcher.space(start);
        else matcher.character(text.codePointAt(start) ?? 0, start, i);
      }
      if (i >= end) return;
      matcher.interrupt();
      i = opaque[next + 1] ?? end;
    }
  }

  /** Where the last visible character of a line ends: before the tags that it ends in. 0 if there is nothing else. */
  #visibleEndIn(start: number, end: number): number {
    let visible = trimmedEnd(this.#text, start, end);
    if (this.#tagsStart < visible && visible <= this.#tagsEnd)
      visible = trimmedEnd(this.#text, start, this.#tagsStart);
    return visible > start ? visible : 0;
  }

  /** Reads on to `end`, or beyond it if inline code or a tag goes on in the next line. */
  #readLine(end: number): void {
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

  /** The hot loop: reads on to `end`, in which there is nothing opaque, or beyond it through inline code and tags. */
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
        if (next !== SPACE || i >= end) {
          if (sentences !== undefined && sentences.urlEnd > i) i = this.#readUrl(i, sentences.urlEnd);
          continue;
        }
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
    if (kind === BACKTICK) return this.#readBackticks(start);
    if (kind === LESS_THAN) {
      const tagEnd = this.#stretch.tagEnd(start);
      if (tagEnd >= 0) return this.#readTag(start, tagEnd);
    }
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
        return sentences !== undefined && sentences.urlEnd > after
          ? this.#readUrl(after, sentences.urlEnd)
          : after;
      }
    }
    matcher?.character(unit, start, after);
    if (sentences === undefined) {
      // Nothing counts the words.
    } else if (kind === TERMINATOR || kind === WIDE_TERMINATOR) sentences.endMark(start);
    else if (kind === UNSPACED) sentences.unspacedLetter(start, end);
    else if (kind === COLON) sentences.colon(start);
    else sentences.visible(start);
    if (kind !== BACKSLASH || after >= end) return after;
    // A backslash keeps a back-tick from opening code and a `<` from opening a tag, unless it is itself behind one.
    const escaped = text.charCodeAt(after);
    if (!isEscapable(escaped)) return after;
    matcher?.character(escaped, after, after + 1);
    return after + 1;
  }

  /** Reads a tag, which may go on in the next line, and returns its end. */
  #readTag(start: number, end: number): number {
    if (trimmedEnd(this.#text, this.#tagsEnd, start) > this.#tagsEnd) this.#tagsStart = start;
    this.#tagsEnd = end;
    if (this.#matcher !== undefined) this.#readTokens(this.#matcher, start, end);
    return end;
  }

  /** Reads what follows the first word of a URL, and returns its end. */
  #readUrl(start: number, end: number): number {
    if (this.#matcher !== undefined) this.#readTokens(this.#matcher, start, end);
    return end;
  }

  /** Reads inline code, or the back-ticks alone if nothing closes it. */
  #readBackticks(start: number): number {
    const after = this.#stretch.backticksEnd(start);
    const codeEnd = this.#stretch.codeEnd(start, after);
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
