import { messagePieces, type MessagePiece } from './messagePieces.js';
import { oneLine, severalLines } from '../text/oneLine.js';
import { codeSpan, longestRun } from '../text/quote.js';
import { withoutCommands, withoutLineCommands } from './terminalText.js';

/*
 * Markdown for GitHub, GitLab and VS Code. Escapes would do for the syntax, but `@name`, `#1` and addresses become links
 * after the text was read, whatever was escaped in it. All of them leave code alone, so words that may act are shown as code.
 */

/** What is syntax somewhere: CommonMark, HTML, tables, mathematics, mentions and references of GitHub and GitLab. */
const SYNTAX = /[\\`*_{}[\]<>#|&@~$^]/;
/** What is read as an address, an emoji, an issue, a merge request or a commit. */
const REFERENCES = [
  /:\/\/|www\.|[\p{L}\p{N}]\.\p{L}{2}/iu,
  /:[\w+-]+(?::|$)/,
  /\b[A-Z][A-Z\d]*-\d/i,
  /[!%](?=[^\s\p{P}])/u,
  /(?<![\p{L}\p{N}])(?=[a-f]*\d)[\da-f]{7,40}(?![\p{L}\p{N}])/iu,
];
/** What begins a list, a heading, a container or a command where it is the first of its line. */
const FIRST = /^(?:[-+=:/]|\d{1,9}[.)]$)/;

/** Words of a line, or a block of code. */
export type MarkdownPart =
  { readonly words: string } | { readonly block: string; readonly language?: BlockLanguage };

/** What a block of code is coloured as. */
type BlockLanguage = 'text' | 'json' | 'diff';

/** A text in a line of Markdown: what might act is shown as code, and so is what stands in back-ticks. */
export function markdownText(text: string): string {
  return pieces(text)
    .map((piece) => (piece.isCode ? codeSpan(piece.text) : piece.text))
    .join('');
}

/** The same in a cell of a table, where a `|` would end the cell even in code. */
export function markdownCell(text: string): string {
  return pieces(text)
    .map((piece) => (piece.isCode ? piece.text.split('|').map(codeSpan).join('&#124;') : piece.text))
    .join('');
}

/** A text as code in a line of Markdown. */
export function markdownCode(text: string): string {
  return codeSpan(withoutCommands(oneLine(text)));
}

/** A text of several lines as a block of code, whose fence is longer than any in it. */
export function markdownBlock(text: string, language: BlockLanguage = 'text'): string {
  const lines = severalLines(text).split('\n');
  // A diff is for a pull request, which build servers write.
  const shown = (language === 'diff' ? lines.map(withoutLineCommands) : lines).join('\n');
  const fence = '`'.repeat(Math.max(2, longestRun(shown, /[`~]+/g)) + 1);
  return `${fence}${language}\n${shown}\n${fence}\n`;
}

/** Words and blocks below each other. */
export function markdownParts(parts: readonly MarkdownPart[]): string {
  return parts
    .map((part) => ('words' in part ? markdownText(part.words) : markdownBlock(part.block, part.language)))
    .join('\n\n');
}

function pieces(text: string): readonly MessagePiece[] {
  return messagePieces(withoutCommands(oneLine(text)))
    .flatMap((piece, index) => (piece.isCode ? [piece] : words(piece.text, index === 0)))
    .reduce<MessagePiece[]>(joined, []);
}

function words(text: string, isStart: boolean): readonly MessagePiece[] {
  const split = text.split(/( +)/).filter((word) => word !== '');
  const first = isStart ? split.findIndex((word) => word.trim() !== '') : -1;
  return split.map((word, index) => ({ text: word, isCode: mayAct(word, index === first) }));
}

function mayAct(word: string, isFirst: boolean): boolean {
  return (
    (isFirst && FIRST.test(word)) || SYNTAX.test(word) || REFERENCES.some((reference) => reference.test(word))
  );
}

/** Code next to code is one: two spans would be read otherwise. What is between two words that act is theirs. */
function joined(done: MessagePiece[], piece: MessagePiece): MessagePiece[] {
  const [before, blank] = [done.at(-2), done.at(-1)];
  if (piece.isCode && blank?.isCode) done.splice(-1, 1, { text: blank.text + piece.text, isCode: true });
  else if (piece.isCode && before?.isCode && blank?.text === ' ')
    done.splice(-2, 2, { text: `${before.text} ${piece.text}`, isCode: true });
  else done.push(piece);
  return done;
}
