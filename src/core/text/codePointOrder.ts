/**
 * Orders strings by Unicode code point, as the service sorts keys (spec, section 2.2). JavaScript's own order is by
 * UTF-16 unit and puts U+10000 and above before U+E000; moving the surrogates behind the rest fixes that.
 */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
