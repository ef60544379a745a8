import { precedenceNumbers } from '../model/semver.js';
import type { VersionLevel } from './adviseVersion.js';

/**
 * The version after this one for a change of that weight, passing over those that are taken. A pre-release is followed by
 * the next one of its row, whatever changed, since it promises nothing yet; build metadata is left behind.
 */
export function nextVersion(semver: string, level: VersionLevel, taken: readonly string[] = []): string {
  if (level === 'none') return semver;
  const others = new Set(taken);
  let next = following(semver, level);
  while (others.has(next)) next = following(next, level);
  return next;
}

function following(semver: string, level: Exclude<VersionLevel, 'none'>): string {
  const [release = ''] = semver.split('+');
  const dash = release.indexOf('-');
  if (dash >= 0) return `${release.slice(0, dash + 1)}${nextPreRelease(release.slice(dash + 1).split('.'))}`;
  const [major, minor, patch] = precedenceNumbers(semver);
  if (level === 'major') return `${major + 1n}.0.0`;
  return level === 'minor' ? `${major}.${minor + 1n}.0` : `${major}.${minor}.${patch + 1n}`;
}

function nextPreRelease(identifiers: readonly string[]): string {
  const last = identifiers.findLastIndex((identifier) => /^\d+$/.test(identifier));
  if (last < 0) return [...identifiers, '1'].join('.');
  return identifiers.map((text, i) => (i === last ? String(BigInt(text) + 1n) : text)).join('.');
}
