/** Scripts that are written without blanks between words. */
const UNSPACED =
  /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]{1,512})/u;
/** What stands between two blanks is a word if it has a letter or a digit. */
const COUNTS = /[\p{L}\p{N}]/u;

let segmenter: Intl.Segmenter | undefined;

/** The words of a text with the marks beside them; those of scripts without blanks as Unicode divides them. */
export function wordsOf(text: string): readonly string[] {
  return text
    .split(UNSPACED)
    .flatMap((part, i) => (i % 2 === 1 ? unspacedWords(part) : part.split(/\s+/)))
    .filter((word) => COUNTS.test(word));
}

function unspacedWords(run: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return Array.from(segmenter.segment(run), ({ segment }) => segment);
}
