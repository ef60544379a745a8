import { precedenceNumbers } from '../model/semver.js';
import type { VersionLevel } from './adviseVersion.js';

/**
 * The version after this one for a change of that weight, passing over those that are taken. A pre-release is followed by
 * the next one of its row, whatever changed, since it promises nothing yet; build metadata is left behind.
 */
export function nextVersion(semver: string, level: VersionLevel, taken = NOTHING_TAKEN): string {
  return level === 'none' ? semver : taken.nextFree(semver, level);
}

/** The versions of one id that are taken. What is free behind one of them is looked for once, however many ask. */
export class TakenVersions {
  readonly #taken: ReadonlySet<string>;
  /** Level and version to the free version behind it, for those that are taken. */
  readonly #free = new Map<string, string>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** The first version behind this one, by steps of that weight, that is not taken. */
  nextFree(semver: string, level: Exclude<VersionLevel, 'none'>): string {
    const passed: string[] = [];
    let next = following(semver, level);
    for (let known: string | undefined; this.#taken.has(next); next = known ?? following(next, level)) {
      passed.push(next);
      known = this.#free.get(`${level} ${next}`);
    }
    for (const version of passed) this.#free.set(`${level} ${version}`, next);
    return next;
  }
}

const NOTHING_TAKEN = new TakenVersions([]);

function following(semver: string, level: Exclude<VersionLevel, 'none'>): string {
  const [release = ''] = semver.split('+');
  const [numbers = '', ...preRelease] = release.split('-');
  if (preRelease.length > 0) return `${numbers}-${nextPreRelease(preRelease.join('-').split('.'))}`;
  const [major, minor, patch] = precedenceNumbers(semver);
  if (level === 'major') return `${major + 1n}.0.0`;
  return level === 'minor' ? `${major}.${minor + 1n}.0` : `${major}.${minor}.${patch + 1n}`;
}

function nextPreRelease(identifiers: readonly string[]): string {
  const last = identifiers.findLastIndex((identifier) => /^\d+$/.test(identifier));
  if (last < 0) return [...identifiers, '1'].join('.');
  return identifiers.map((text, i) => (i === last ? String(BigInt(text) + 1n) : text)).join('.');
}
