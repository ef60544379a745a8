/** The longest text that a title shows. */
const MAX_LENGTH = 40;

/** A text in the title of a fix: on one line, cut when it is long. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const cut = Array.from(line.slice(0, 2 * MAX_LENGTH))
    .slice(0, MAX_LENGTH)
    .join('');
  return `“${cut.length < line.length ? `${cut}…` : line}”`;
}
