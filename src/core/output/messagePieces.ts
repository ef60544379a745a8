/** A stretch of a message: words, or code that stood between back-ticks. */
export interface MessagePiece {
  readonly text: string;
  readonly isCode: boolean;
}

const BEFORE_CODE = /^$|[\s(]/;
const BEHIND_CODE = /^$|[\s.,;:?!)]/;

/**
 * The words and the code of a message, as Markdown reads code spans: as many back-ticks end one as began it, so two around
 * it hold one in it, and a blank at both ends is taken away. Back-ticks that nothing ends are words, and so are those
 * within a word, which are a name's own.
 */
export function messagePieces(text: string): readonly MessagePiece[] {
  const pieces: MessagePiece[] = [];
  let at = 0;
  for (const { start, end, closing } of ticksIn(text)) {
    if (start < at || !closing) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), isCode: false });
    pieces.push({ text: unpadded(text.slice(end, closing.start)), isCode: true });
    at = closing.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isCode: false });
  return pieces;
}

/** Back-ticks next to each other, and those that end the code which they begin, if they do. */
interface Ticks {
  readonly start: number;
  readonly end: number;
  readonly closing: Ticks | undefined;
}

/** All back-ticks, looked at once from the end: many that nothing ends cost no more each than one. */
function ticksIn(text: string): readonly Ticks[] {
  const closings = new Map<number, Ticks>();
  const found: Ticks[] = [];
  for (const { 0: run, index: start } of [...text.matchAll(/`+/g)].reverse()) {
    const end = start + run.length;
    const opens = BEFORE_CODE.test(text.charAt(start - 1));
    const ticks: Ticks = { start, end, closing: opens ? closings.get(run.length) : undefined };
    if (BEHIND_CODE.test(text.charAt(end))) closings.set(run.length, ticks);
    found.push(ticks);
  }
  return found.reverse();
}

function unpadded(code: string): string {
  return code.startsWith(' ') && code.endsWith(' ') && code.trim() !== '' ? code.slice(1, -1) : code;
}
