/** Stands in the text of a test where the cursor is; no file of ours holds it. */
const CURSOR = '‸';

/** A text without its cursor, and where that was, as an offset in UTF-16 units. */
export function textAndCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf(CURSOR);
  if (offset < 0 || marked.includes(CURSOR, offset + 1)) throw new Error(`There must be one ${CURSOR}.`);
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}
