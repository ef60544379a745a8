/** Scripts that are written without blanks between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]{1,512}/gu;
/** What stands between two blanks counts once if it has a letter or a digit. */
const COUNTS = /[\p{L}\p{N}]/u;
/** The cost of segmenting a character grows with the length of the text handed over. */
const WINDOW = 512;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text; those of scripts without blanks as Unicode divides them. */
export function countWords(text: string): number {
  let words = 0;
  const spaced = text.replace(UNSPACED, (run) => {
    words += countUnspaced(run);
    return ' ';
  });
  for (const stretch of spaced.split(/\s/)) if (COUNTS.test(stretch)) words++;
  return words;
}

function countUnspaced(run: string): number {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  let words = 0;
  for (let start = 0; start < run.length; start += WINDOW)
    for (const { isWordLike } of segmenter.segment(run.slice(start, start + WINDOW))) if (isWordLike) words++;
  return words;
}

/** The characters of a text: its code points. */
export function countCharacters(text: string): number {
  let pairs = 0;
  for (let i = 1; i < text.length; i++)
    if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) pairs++;
  return text.length - pairs;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;
