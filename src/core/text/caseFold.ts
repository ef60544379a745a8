/**
 * The simple case foldings that are not "lower case of upper case". Dotless i folds to itself, though its upper case is `I`;
 * the other three are pairs of one and the same letter encoded twice, whose upper cases are several characters long.
 */
const EXCEPTIONS: ReadonlyMap<number, number> = new Map([
  [0x0131, 0x0131],
  [0x1fd3, 0x0390],
  [0x1fe3, 0x03b0],
  [0xfb05, 0xfb06],
]);

/**
 * A key of one code point: equal for two characters exactly if they are equal by Unicode simple case folding. JavaScript
 * has no function for it; it is the lower case of the upper case wherever both are single characters. (Case folding
 * proper takes Cherokee to upper case; the key here is the lower-case letter, which tells the same letters apart.)
 */
export function foldCodePoint(codePoint: number): number {
  if (codePoint < 0x80) return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 0x20 : codePoint;
  const exception = EXCEPTIONS.get(codePoint);
  if (exception !== undefined) return exception;
  const upper = single(String.fromCodePoint(codePoint).toUpperCase()) ?? codePoint;
  return single(String.fromCodePoint(upper).toLowerCase()) ?? codePoint;
}

/**
 * A key of the text: two texts have equal keys exactly if they are equal without case, by Unicode simple case folding and
 * no other normalisation (`STRAẞE` is `straße`, not `strasse`). No locale plays a part. The key has as many UTF-16 units
 * as the text, so an offset into one is an offset into the other.
 */
export function foldCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  let folded = '';
  for (const character of text) folded += String.fromCodePoint(foldCodePoint(character.codePointAt(0) ?? 0));
  return folded;
}

/** The one code point a text consists of; `undefined` when it has several. */
function single(text: string): number | undefined {
  const codePoint = text.codePointAt(0);
  return codePoint !== undefined && text.length === (codePoint > 0xffff ? 2 : 1) ? codePoint : undefined;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}
