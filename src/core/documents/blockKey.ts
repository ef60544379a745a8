/** The most characters of a key that a line may begin with in YAML, quotes included (YAML 1.2.2, section 8.2.2). */
const MAX_IMPLICIT_KEY = 1024;

/** A key of a YAML block mapping and its colon, as it is written behind the mapping's indentation. */
export function blockKey(written: string, indent: string): string {
  return written.length > MAX_IMPLICIT_KEY ? `? ${written}\n${indent}:` : `${written}:`;
}
