import type { PlainLine } from './blocks.js';
import {
  ADDRESS_CLOSER,
  ADDRESS_START,
  ADDRESS_STOP,
  characterAt,
  JOINER,
  MAIL_ADDRESS,
  matchAt,
  PLACEHOLDER,
  tagAt,
  UNSPACED,
  WHITE_SPACE,
  WORD_CHARACTER,
} from './grammar.js';

/** One thing that stands in a stretch of prose; a `sign` may be an end mark, a closer or a colon. */
export interface PlainUnit {
  readonly kind: 'space' | 'break' | 'tag' | 'word' | 'sign';
  readonly start: number;
  readonly end: number;
  /** How many words it is. */
  readonly words: number;
}

/** The lines of a stretch as one text with a line break between each two, and where each of its characters stands. */
export class PlainStretch {
  readonly text: string;
  readonly units: PlainUnit[] = [];
  readonly #places: number[] = [];

  constructor(whole: string, lines: readonly PlainLine[]) {
    this.text = lines.map(({ start, end }) => whole.slice(start, end)).join('\n');
    for (const { start, end } of lines) for (let i = start; i <= end; i++) this.#places.push(i);
    for (let at = 0; at < this.text.length;) {
      const unit = unitAt(this.text, at);
      this.units.push(unit);
      at = unit.end;
    }
  }

  /** Where in the whole text an index of this one is. */
  placeOf(index: number): number {
    return this.#places[index] ?? 0;
  }
}

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

function unitAt(text: string, at: number): PlainUnit {
  const unit = (kind: PlainUnit['kind'], length: number, words = 0): PlainUnit => ({
    kind,
    start: at,
    end: at + length,
    words,
  });
  const character = characterAt(text, at);
  if (character === '\n') return unit('break', 1);
  if (WHITE_SPACE.test(character)) return unit('space', 1);
  const placeholder = matchAt(PLACEHOLDER, text, at);
  if (placeholder !== undefined) return unit('word', placeholder.length, 1);
  if (/^\\[`<\\]/.test(text.slice(at, at + 2))) return unit('sign', 2);
  const code = codeAt(text, at);
  if (code > 0) return unit('word', code, 1);
  if (character === '`') return unit('sign', /^`+/.exec(text.slice(at))?.[0].length ?? 1);
  const tag = tagAt(text, at);
  if (tag !== undefined) return unit('tag', tag.length);
  const address = addressAt(text, at);
  if (address > 0) return unit('word', address, 1);
  const mail = matchAt(MAIL_ADDRESS, text, at);
  if (mail !== undefined) return unit('word', wordEnd(text, at + mail.length) - at, 1);
  if (UNSPACED.test(character)) {
    let end = at;
    do end += characterAt(text, end).length;
    while (UNSPACED.test(characterAt(text, end)) || /\p{M}/u.test(characterAt(text, end)));
    const words = [...segmenter.segment(text.slice(at, end))].filter(({ isWordLike }) => isWordLike);
    return unit('word', end - at, words.length);
  }
  if (isWordAt(text, at)) {
    const end = wordEnd(text, at);
    return unit('word', end - at, /[\p{L}\p{N}]/u.test(text.slice(at, end)) ? 1 : 0);
  }
  return unit('sign', character.length);
}

/** How long the inline code is that begins at an index; 0 if none does. Placeholders hold no back-ticks. */
function codeAt(text: string, at: number): number {
  const opening = /^`+/.exec(text.slice(at))?.[0];
  if (opening === undefined) return 0;
  for (const { index, 0: run } of text.matchAll(/`+/g))
    if (index >= at + opening.length && run === opening) return index + run.length - at;
  return 0;
}

function addressAt(text: string, at: number): number {
  const before = lastCharacter(text, at);
  if (/[\p{L}\p{N}\p{M}]/u.test(before) && !UNSPACED.test(before)) return 0;
  const opening = matchAt(ADDRESS_START, text, at);
  if (opening === undefined) return 0;
  let end = at + opening.length;
  while (end < text.length) {
    const placeholder = matchAt(PLACEHOLDER, text, end);
    const isOver = ADDRESS_STOP.test(characterAt(text, end)) || tagAt(text, end) !== undefined;
    if (placeholder === undefined && (isOver || codeAt(text, end) > 0)) break;
    const whole = /^(?:\\[`<\\]|`+)/.exec(text.slice(end))?.[0];
    end += (placeholder ?? whole ?? characterAt(text, end)).length;
  }
  while (end > at && ADDRESS_CLOSER.test(lastCharacter(text, end))) end -= lastCharacter(text, end).length;
  return end - at;
}

function lastCharacter(text: string, end: number): string {
  return Array.from(text.slice(Math.max(0, end - 2), end)).at(-1) ?? '';
}

function isWordAt(text: string, at: number): boolean {
  const character = characterAt(text, at);
  return WORD_CHARACTER.test(character) && !UNSPACED.test(character);
}

function wordEnd(text: string, at: number): number {
  let end = at;
  for (;;) {
    while (isWordAt(text, end)) {
      const address = end > at ? addressAt(text, end) : 0;
      // Behind a joiner it is the same word.
      if (address > 0) return WORD_CHARACTER.test(lastCharacter(text, end)) ? end : end + address;
      end += characterAt(text, end).length;
    }
    const sign = text[end] ?? '';
    const isBetweenDigits =
      sign === ',' && /\p{N}/u.test(lastCharacter(text, end)) && /\p{N}/u.test(characterAt(text, end + 1));
    if (!isBetweenDigits && (!JOINER.test(sign) || !isWordAt(text, end + 1))) return end;
    // In `_at last._ Then` the underscore closes the sentence.
    const closers = /^\._[\p{Pe}\p{Pf}\p{Pi}"'’*_~]*/u.exec(text.slice(end))?.[0] ?? '';
    const next = characterAt(text, end + closers.length);
    const isFollowed =
      next === '' || WHITE_SPACE.test(next) || tagAt(text, end + closers.length) !== undefined;
    if (closers !== '' && isFollowed) return end;
    end++;
  }
}
