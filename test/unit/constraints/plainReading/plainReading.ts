import { plainBlocks } from './blocks.js';
import {
  characterAt,
  CLOSER,
  COLON,
  END_MARK,
  OPENING_QUOTE,
  tagAt,
  WHITE_SPACE,
  WIDE_END_MARK,
} from './grammar.js';
import { PlainStretch } from './inline.js';

/** What section 4 of the spec says of a template's text: places are UTF-16 units. */
export interface PlainReading {
  readonly sentences: { readonly start: number; readonly end: number; readonly words: number }[];
  readonly paragraphs: number[];
  readonly visibleEnd: number;
}

const ALWAYS = ['e.g', 'i.e', 'cf', 'vs', 'approx', 'Dr', 'Mr', 'Mrs', 'Ms', 'Prof', 'St', 'Sr', 'Jr'];
const BEFORE_DIGIT = ['No', 'Fig', 'Sec', 'Vol', 'p', 'pp'];
const BEFORE_LOWER_CASE = ['etc', 'Inc', 'Ltd', 'Co'];

/** Reads a text as the spec's words say, as plainly as can be and without a thought of time. */
export function readPlainly(text: string): PlainReading {
  const { stretches, paragraphs } = plainBlocks(text);
  const sentences = stretches.flatMap((lines) => {
    const stretch = new PlainStretch(text, lines);
    return sentencesOf(stretch).map(({ start, end, words }) => ({
      start: stretch.placeOf(start),
      end: stretch.placeOf(end - 1) + 1,
      words,
    }));
  });
  const lastParagraph = paragraphs.filter(({ end }) => end > 0).at(-1);
  const lastLine = stretches.at(-1)?.at(-1);
  const isProse = lastParagraph !== undefined && lastLine?.end === lastParagraph.end;
  return {
    sentences,
    paragraphs: paragraphs.map(({ start }) => start),
    visibleEnd: (isProse ? sentences.at(-1)?.end : lastParagraph?.end) ?? 0,
  };
}

function sentencesOf(stretch: PlainStretch): { start: number; end: number; words: number }[] {
  const { text, units } = stretch;
  const found: { start: number; end: number; words: number }[] = [];
  const oneByOne = isWrittenLineByLine(text);
  let start = -1;
  let end = 0;
  let words = 0;
  let over = 0;
  const close = (): void => {
    if (start >= 0) found.push({ start, end, words });
    start = -1;
    words = 0;
  };
  for (const unit of units) {
    if (unit.kind === 'break') {
      if (
        (oneByOne && !/^\p{Ll}/u.test(text.slice(afterTags(text, unit.end)))) ||
        isLabelAt(stretch, unit.end)
      )
        close();
    } else if ((unit.kind === 'word' || unit.kind === 'sign') && unit.end > over) {
      if (start < 0) start = Math.max(unit.start, over);
      end = unit.end;
      words += unit.words;
      const sentenceEnd = unit.kind === 'sign' ? sentenceEndAt(stretch, unit.start) : -1;
      if (sentenceEnd < 0) continue;
      end = over = sentenceEnd;
      close();
    }
  }
  close();
  return found;
}

/** Where the sentence ends that a sign ends, its closers included; -1 if it ends none. */
function sentenceEndAt({ text, units }: PlainStretch, at: number): number {
  const mark = characterAt(text, at);
  let end = at + mark.length;
  if (WIDE_END_MARK.test(mark)) {
    for (let next = characterAt(text, end); ; next = characterAt(text, end)) {
      const closes = (CLOSER.test(next) && !OPENING_QUOTE.test(next)) || END_MARK.test(next);
      if (!closes) return end;
      end += next.length;
    }
  }
  while (CLOSER.test(characterAt(text, end))) end += characterAt(text, end).length;
  if (COLON.test(mark)) {
    const rest = afterTags(text, end);
    const isLineEnd = rest === text.length || text[rest] === '\n';
    return isLineEnd && !text.slice(end, rest).includes('\n') ? end : -1;
  }
  if (!END_MARK.test(mark)) return -1;
  const next = characterAt(text, end);
  if (next !== '' && !WHITE_SPACE.test(next) && tagAt(text, end) === undefined) return -1;
  const before = units.find((unit) => unit.kind === 'word' && unit.end === at);
  const word = mark === '.' && before ? text.slice(before.start, at).replace(/^_+/, '') : '';
  const following = text.slice(afterTags(text, end, true));
  const isAbbreviated =
    is(ALWAYS, word) ||
    /(?:^|\.)(?!I$)\p{Lu}\p{M}*$/u.test(word) ||
    (is(BEFORE_DIGIT, word) && /^\p{N}/u.test(following)) ||
    (is(BEFORE_LOWER_CASE, word) && /^\p{Ll}/u.test(following));
  return isAbbreviated && following !== '' ? -1 : end;
}

function is(abbreviations: readonly string[], word: string): boolean {
  return abbreviations.some(
    (known) => word === known || word === known.charAt(0).toUpperCase() + known.slice(1),
  );
}

/** Whether the line that begins at an index of the stretch begins with a label. */
function isLabelAt(stretch: PlainStretch, from: number): boolean {
  const { text, units } = stretch;
  const start = afterTags(text, from);
  if (!/^[\p{Lu}\p{Lt}\p{Lo}\p{Lm}*_~]/u.test(text.slice(start))) return false;
  let words = 0;
  for (const unit of units.filter((candidate) => candidate.start >= start)) {
    words += unit.words;
    if (unit.kind === 'break' || words > 4) return false;
    if (unit.kind !== 'sign') continue;
    const sign = text.slice(unit.start, unit.end);
    if (sign === '：') return true;
    if (sign === ':') {
      let end = unit.end;
      while (CLOSER.test(text[end] ?? '') || tagAt(text, end) !== undefined)
        end += tagAt(text, end)?.length ?? 1;
      if (end === text.length || WHITE_SPACE.test(text[end] ?? '')) return true;
    } else if (sentenceEndAt(stretch, unit.start) >= 0) return false;
  }
  return false;
}

/** Whether more than half of the line breaks are deliberate. */
function isWrittenLineByLine(text: string): boolean {
  const lines = text.split('\n');
  const longest = Math.max(60, ...lines.map(length));
  const deliberate = lines.slice(1).filter((line, i) => {
    const word = /^\P{White_Space}*/u.exec(line)?.[0] ?? '';
    return length(lines[i] ?? '') + 1 + length(word) <= longest;
  });
  return deliberate.length * 2 > lines.length - 1;
}

function length(text: string): number {
  return Array.from(text).length;
}

/** The index after the tags and white space at an index, without line breaks or with them. */
function afterTags(text: string, at: number, overLines = false): number {
  for (;;) {
    const character = text[at] ?? '';
    const tag = tagAt(text, at);
    if (tag !== undefined) at += tag.length;
    else if ((overLines || character !== '\n') && WHITE_SPACE.test(character)) at++;
    else return at;
  }
}
