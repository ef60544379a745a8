const MAX_QUOTED = 60;
/** What would break a line, or do worse to a terminal. */
const CONTROLS = /[\p{Cc}\u2028\u2029]/gu;

/** A name in a message: on one line, and cut when it is too long to read. */
export function quote(text: string): string {
  const start = Array.from(text.slice(0, 2 * MAX_QUOTED))
    .slice(0, MAX_QUOTED)
    .join('');
  return `\`${onOneLine(start)}${start.length < text.length ? '…' : ''}\``;
}

/** A text with its control characters spelled out, so that it can neither break a line nor command a terminal. */
export function onOneLine(text: string): string {
  return text.replace(CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
