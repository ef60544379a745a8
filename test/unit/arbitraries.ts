// Values for property tests.
import fc from 'fast-check';
import type { JsonMap, JsonValue } from '../../src/core/model/jsonValue.js';
import { PLACEHOLDERS } from '../../src/core/model/placeholders.js';

const codePoint = fc.oneof(
  fc.integer({ min: 0x20, max: 0x7e }),
  fc.constantFrom(
    0,
    9,
    10,
    13,
    0x1f,
    0x22,
    0x27,
    0x5c,
    0x7f,
    0x85,
    0xa0,
    0xfeff,
    0x2028,
    0x2029,
    0xfffd,
    0xffff,
    0x10000,
    0x1f600,
    0x10ffff,
  ),
  fc.integer({ min: 0, max: 0x10ffff - 0x800 }).map((n) => (n < 0xd800 ? n : n + 0x800)),
);

/** Any well-formed text, with a taste for what is special somewhere. */
export function anyString(maxLength = 20): fc.Arbitrary<string> {
  return fc.array(codePoint, { maxLength }).map((points) => String.fromCodePoint(...points));
}

/** Any float that is a number, whole ones and the ends of the range included. */
export const anyFloat = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -10, max: 10 }).map(Number),
  fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -30, max: 30 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`)),
  fc.constantFrom(-0, 5e-324, Number.MAX_VALUE, 1e15, 1e16, 1e-4, 1e-5, 1e-6, 0.1 + 0.2, 9007199254740994),
);

/** Any integer that a file may hold. */
export const anyInteger = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.bigInt({ min: -20n, max: 20n }),
  fc.constantFrom(-(2n ** 63n), 2n ** 64n - 1n, 0n),
);

/** Any value of `semantic_traits`, as deep as it likes. */
export const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; map: JsonMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), anyString(12), anyInteger, anyFloat),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc
    .array(fc.tuple(anyString(6), tie('value')), { maxLength: 4 })
    .map((entries): JsonMap => new Map(entries)),
})).value;

/** Any mapping of traits. */
export const anyTraits: fc.Arbitrary<JsonMap> = fc
  .array(fc.tuple(anyString(6), anyJson), { maxLength: 5 })
  .map((entries) => new Map(entries));

/** A value as JSON text that keeps integers and floats apart, keys in this order of theirs. */
export function jsonText(value: JsonValue): string {
  if (value instanceof Map) {
    return `{${[...(value as JsonMap)].map(([key, item]) => `${JSON.stringify(key)}: ${jsonText(item)}`).join(', ')}}`;
  }
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(jsonText).join(', ')}]`;
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') {
    const digits = Object.is(value, -0) ? '-0' : String(value);
    return /[.e]/.test(digits) ? digits : `${digits}.0`;
  }
  return JSON.stringify(value);
}

/** Texts full of braces, placeholders and pieces of them: what substitution could get wrong. */
export function bracedText(maxLength = 12): fc.Arbitrary<string> {
  const whole = PLACEHOLDERS.map((name) => `{{${name}}}`);
  const pieces = whole.flatMap((text) => [
    text.slice(0, 5),
    text.slice(5),
    text.slice(0, -1),
    text.slice(-3),
  ]);
  const piece = fc.constantFrom(
    ...whole,
    ...whole,
    ...pieces,
    '{',
    '}',
    '{{',
    '}}',
    '$&',
    '$1',
    'x',
    ' ',
    '\n',
    '\u{1f600}',
    '{{task}',
    '{task}}',
    '{{ task }}',
  );
  return fc.array(piece, { maxLength }).map((parts) => parts.join(''));
}
