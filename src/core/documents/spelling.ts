import type { TextRange } from '../model/findings.js';

/** What a string stands between in its file; nothing for a plain one in YAML. */
export type QuoteMark = '"' | "'" | '';

/** What the string at a place stands between. */
export function quoteMarkAt(text: string, { start }: Pick<TextRange, 'start'>): QuoteMark {
  const first = text[start];
  return first === '"' || first === "'" ? first : '';
}

/** Text that YAML reads as itself wherever it may stand, without quotes. */
const PLAIN = /^(?!(?:true|false|null)$)[a-z_][\w.@+/-]*$/i;

/** A string as a file would hold it in the place of one between such quotes. */
export function spell(text: string, mark: QuoteMark): string {
  if (mark === "'" && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`;
  return mark === '' && PLAIN.test(text) ? text : JSON.stringify(text);
}
