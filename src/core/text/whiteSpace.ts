/**
 * True for a character with the Unicode property White_Space (PropList.txt), which is what the spec calls white space.
 * JavaScript's own `trim` and `\s` are no substitute: they miss U+0085 (next line) and take U+FEFF (byte order mark).
 * All of them are in the basic plane, so a UTF-16 code unit can be asked about as well as a code point.
 */
export function isWhiteSpace(codePoint: number): boolean {
  if (codePoint < 0x80) return codePoint === 0x20 || (codePoint >= 0x09 && codePoint <= 0x0d);
  switch (codePoint) {
    case 0x85:
    case 0xa0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000:
      return true;
    default:
      return codePoint >= 0x2000 && codePoint <= 0x200a;
  }
}

/** The text without the white space at its two ends. */
export function trimWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (isWhiteSpace(text.charCodeAt(start))) start++;
  while (isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}
