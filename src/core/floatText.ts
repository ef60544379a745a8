// Two spellings of a float, both with the shortest digits that round-trip, which JavaScript's own conversion gives as
// well: only notation differs (spec, sections 2.1 and 2.2).

/** A level as it stands in a prompt: plain for decimal exponents -4 to 15, else as `1e-05`, `1e+16`. */
export function levelText(value: number): string {
  return floatText(value, 1e-4, 2);
}

/** A float in canonical JSON: plain for decimal exponents -5 to 15, else as `1e-6`, `1e+16`. */
export function jsonFloatText(value: number): string {
  return floatText(value, 1e-5, 1);
}

/** JavaScript writes plainly from 1e-6 up to 1e21, so within `leastPlain` and this it does as well. */
const FIRST_NOT_PLAIN = 1e16;

function floatText(value: number, leastPlain: number, exponentWidth: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const magnitude = Math.abs(value);
  if (magnitude >= leastPlain && magnitude < FIRST_NOT_PLAIN)
    return Number.isInteger(value) ? `${value}.0` : String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const sign = magnitude < 1 ? '-' : '+';
  return `${mantissa}e${sign}${exponent.slice(1).padStart(exponentWidth, '0')}`;
}
