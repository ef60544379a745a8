/** The most characters of a hidden text that are made visible; some more are read, since a quotation is cut at whole ones. */
const MOST_READ = 400;

/**
 * What tag characters and variation selectors among some characters spell: a tag is an ASCII character 0xE0000 further on,
 * and a selector a byte by its number, as in well-known ways to hide a text behind an emoji. Bytes that are no ASCII are shown by
 * number. `undefined` where most of it is none, for then nothing is spelled. At most the first characters of a long text.
 */
export function spelledBy(characters: string): string | undefined {
  let spelled = '';
  let count = 0;
  let readable = 0;
  for (const character of characters) {
    const byte = byteOf(character.codePointAt(0) ?? 0);
    if (byte === undefined) continue;
    const isReadable = (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x09;
    if (isReadable) readable++;
    if (count++ >= MOST_READ) continue;
    spelled += isReadable ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return readable * 2 > count ? spelled : undefined;
}

function byteOf(codePoint: number): number | undefined {
  if (codePoint >= 0xe0020 && codePoint < 0xe007f) return codePoint - 0xe0000;
  if (codePoint >= 0xfe00 && codePoint <= 0xfe0f) return codePoint - 0xfe00;
  if (codePoint >= 0xe0100 && codePoint <= 0xe01ef) return codePoint - 0xe0100 + 16;
  return undefined;
}
