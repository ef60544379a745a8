import { canonicalJson } from '../../core/canonicalJson.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../core/model/jsonValue.js';

// Numbers as what they are worth: `jsonb` keeps no exponent and no sign of zero, and so not how a number was written.

/** The value with every whole number as an integer, however it was written. */
export function byValue(value: JsonValue): JsonValue {
  if (typeof value === 'number') return wholeNumber(value) ?? value;
  if (isJsonMap(value)) return mapByValue(value);
  return Array.isArray(value) ? (value as readonly JsonValue[]).map(byValue) : value;
}

/** The same for a mapping. */
export function mapByValue(map: JsonMap): JsonMap {
  return new Map([...map].map(([key, value]) => [key, byValue(value)]));
}

/** True for constraints that say the same, none and empty ones too. */
export function areEqualByValue(a: JsonMap | null, b: JsonMap | null): boolean {
  return canonicalJson(byValue(a ?? new Map())) === canonicalJson(byValue(b ?? new Map()));
}

/** A float as the integer that its shortest digits say, which is what `jsonb` makes of them: 1e23 is no other number. */
function wholeNumber(value: number): bigint | undefined {
  if (!Number.isInteger(value)) return undefined;
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(Number(exponent) - fraction.length);
}
