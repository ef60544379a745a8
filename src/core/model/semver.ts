import { compareCodePoints } from '../text/codePointOrder.js';

// Versions by SemVer 2.0.0 (semver.org): strict, exact, any number of digits.

const SEMVER =
  // eslint-disable-next-line bounded/no-repeated-group -- asked about 64 characters at most
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-z-][0-9a-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][0-9a-z-]*))*))?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/** The most characters a version may have (spec, section 1.1). */
export const MAX_SEMVER_LENGTH = 64;

/** True for an exact version: no range, no leading `v`, at most 64 characters. */
export function isSemver(text: string): boolean {
  return text.length <= MAX_SEMVER_LENGTH && SEMVER.test(text);
}

/** A longer text is none, and is not looked at: what repeats in the expression takes stack for each time. */
function matchSemver(text: string): RegExpExecArray | null {
  return text.length <= MAX_SEMVER_LENGTH ? SEMVER.exec(text) : null;
}

/** Orders versions by SemVer precedence, then as strings; what is no version comes first. */
export function compareSemver(a: string, b: string): number {
  const left = matchSemver(a);
  const right = matchSemver(b);
  if (!left || !right) return Number(Boolean(left)) - Number(Boolean(right)) || compareCodePoints(a, b);
  for (let i = 1; i <= 3; i++) {
    const order = compareNumerals(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return comparePreRelease(left[4], right[4]) || compareCodePoints(a, b);
}

/** True for a version such as `2.0.0-rc.1`. */
export function isPreRelease(semver: string): boolean {
  return matchSemver(semver)?.[4] !== undefined;
}

/** A version without a pre-release comes after all of its pre-releases. */
function comparePreRelease(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareIdentifiers(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const numbers = Number(/^\d+$/.test(b)) - Number(/^\d+$/.test(a));
  if (numbers !== 0) return numbers;
  return /^\d+$/.test(a) ? compareNumerals(a, b) : compareCodePoints(a, b);
}

/** Numerals without leading zeros, of any length. */
function compareNumerals(a: string, b: string): number {
  return a.length - b.length || compareCodePoints(a, b);
}

/** Major, minor and patch number of a version; zeros for what is none. */
export function precedenceNumbers(semver: string): readonly [bigint, bigint, bigint] {
  const [, major = '', minor = '', patch = ''] = matchSemver(semver) ?? [];
  // Of no digits the number is zero.
  return [BigInt(major), BigInt(minor), BigInt(patch)];
}
