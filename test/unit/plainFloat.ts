/**
 * A float as the spec's words say it (2.1, 2.2): the shortest digits, plain by the decimal exponent from `least` to 15,
 * else with an exponent of at least so many digits.
 */
export function plainFloat(value: number, least: number, exponentDigits: number): string {
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [, sign = '', first = '', rest = '', power = ''] =
    /^(-?)(\d)(?:\.(\d+))?e([-+]\d+)$/.exec(value.toExponential()) ?? [];
  const exponent = Number(power);
  const digits = first + rest;
  if (exponent < least || exponent > 15) {
    const point = rest === '' ? '' : `.${rest}`;
    return `${sign}${first}${point}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(exponentDigits, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 2, '0');
  return `${sign}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`;
}
