import { Marked, type Token, type Tokens } from 'marked';

// Markdown as VS Code reads it, in hovers and in previews, and, but for what it makes of names, GitHub.

/** What a document may hold when names in it are shown as they are. */
const HARMLESS = new Set([
  'paragraph',
  'text',
  'space',
  'heading',
  'list',
  'list_item',
  'table',
  'codespan',
  'code',
  'strong',
  'escape',
  'br',
]);

/** What the reader made of a document besides words and code: links, images, HTML and the like. */
export function actingIn(markdown: string): string[] {
  const tokens = tokensOf(markdown);
  const made = tokens.filter(({ type }) => !HARMLESS.has(type)).map(({ type, raw }) => `${type}: ${raw}`);
  // Whatever was escaped to get there: GitHub looks for these in the words, but never in code.
  const words = wordsOf(markdown, () => '\n');
  const acting = /@\w|#\d|\bGH-\d|:\/\/|\bwww\.|:\w+:/i.exec(words);
  return acting ? [...made, `words: ${acting[0]}`] : made;
}

/** The text a reader sees, with what stands in code as `code` gives it. */
export function wordsOf(markdown: string, code: (text: string) => string = (text) => text): string {
  return tokensOf(markdown)
    .filter((token): token is Tokens.Text => 'text' in token && !hasParts(token))
    .map((token) => (isCode(token) ? code(token.text) : decode(token.text)))
    .join('');
}

/** The cells of the rows of the first table. */
export function cellsOf(markdown: string): string[][] {
  const table = tokensOf(markdown).find((token): token is Tokens.Table => token.type === 'table');
  return (table?.rows ?? []).map((row) => row.map(({ text }) => text));
}

function tokensOf(markdown: string): Token[] {
  const marked = new Marked({ gfm: true });
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => {
    found.push(token);
  });
  return found;
}

function isCode({ type }: Token): boolean {
  return type === 'codespan' || type === 'code';
}

function hasParts(token: Token): boolean {
  return 'tokens' in token && (token as Tokens.Paragraph).tokens.length > 0;
}

function decode(text: string): string {
  return text
    .replaceAll('&#124;', '|')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll(/&#(\d+);/g, (_entity, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
}
