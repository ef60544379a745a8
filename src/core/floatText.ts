// Two spellings of a float, both with the shortest digits that round-trip, which JavaScript's own conversion gives as
// well: only notation differs (spec, sections 2.1 and 2.2).

/** A level as it stands in a prompt: plain for decimal exponents -4 to 15, else as `1e-05`, `1e+16`. */
export function levelText(value: number): string {
  return floatText(value, -4, 2);
}

/** A float in canonical JSON: plain for decimal exponents -5 to 15, else as `1e-6`, `1e+16`. */
export function jsonFloatText(value: number): string {
  return floatText(value, -5, 1);
}

const MAX_PLAIN_EXPONENT = 15;

function floatText(value: number, minPlainExponent: number, exponentWidth: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [mantissa = '', exponentDigits = ''] = value.toExponential().split('e');
  const exponent = Number(exponentDigits);
  if (exponent < minPlainExponent || exponent > MAX_PLAIN_EXPONENT) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(exponentWidth, '0')}`;
  }
  return plainText(mantissa, exponent);
}

function plainText(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace('-', '').replace('.', '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
