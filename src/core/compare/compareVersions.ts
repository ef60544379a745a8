import { compareSemver } from '../model/semver.js';
import { bySlot } from '../model/slots.js';
import type { ComparedVersion, Comparison, VersionDifference } from './comparison.js';
import { describeDifference, differingSlots } from './describeDifference.js';
import type { RenderedVersion, VersionSource } from './renderVersions.js';

/** Of one version the row that is nearest to what references mean comes last. */
export const SOURCE_ORDER: readonly VersionSource[] = ['git', 'registry', 'published', 'workspace'];

/**
 * All versions of a bundle side by side. A version that several places hold with the same content is one row. The
 * differences are those between neighbours, or between two versions that are named.
 */
export function compareVersions(
  bundle_id: string,
  rendered: readonly RenderedVersion[],
  between?: readonly [from: string, to: string],
): Comparison {
  const versions = rows(rendered);
  return {
    bundle_id,
    versions,
    differences: pairs(versions, between).map(([from, to]) => difference(from, to)),
  };
}

/** The difference between any two rows. */
export function difference(fromVersion: ComparedVersion, toVersion: ComparedVersion): VersionDifference {
  return {
    from: fromVersion.semver,
    to: toVersion.semver,
    fromVersion,
    toVersion,
    slots: differingSlots(fromVersion, toVersion),
    summary: describeDifference(fromVersion, toVersion),
  };
}

function rows(rendered: readonly RenderedVersion[]): readonly ComparedVersion[] {
  const byContent = new Map<string, RenderedVersion[]>();
  for (const version of rendered) {
    const { semver, source, revision = '', registry = '', render } = version;
    const key = `${semver} ${render ? render.content_hash : `${source} ${revision} ${registry}`}`;
    const same = byContent.get(key);
    if (same) same.push(version);
    else byContent.set(key, [version]);
  }
  return [...byContent.values()].flatMap(toRow).sort(compareRows);
}

function toRow(same: readonly RenderedVersion[]): ComparedVersion[] {
  const bySource = [...same].sort((a, b) => SOURCE_ORDER.indexOf(b.source) - SOURCE_ORDER.indexOf(a.source));
  return bySource.slice(0, 1).map((rendered) => {
    const { semver, source, revision, registry, bundle_hash, personality_hash, render, problem } = rendered;
    return {
      semver,
      source,
      sources: [...new Set(bySource.map((version) => version.source))],
      ...(revision !== undefined && { revision }),
      ...(registry !== undefined && { registry }),
      bundle_hash,
      personality_hash,
      prompt_hash: render && problem === undefined ? render.prompt_hash : null,
      content_hash: render?.content_hash ?? null,
      template_hashes: render ? bySlot((slot) => render.parts[slot].template_hash) : null,
      ...(problem !== undefined && { problem }),
      rendered,
    };
  });
}

function compareRows(a: ComparedVersion, b: ComparedVersion): number {
  return compareSemver(a.semver, b.semver) || SOURCE_ORDER.indexOf(a.source) - SOURCE_ORDER.indexOf(b.source);
}

type Pair = readonly [ComparedVersion, ComparedVersion];

function pairs(
  versions: readonly ComparedVersion[],
  between: readonly [string, string] | undefined,
): readonly Pair[] {
  if (!between) return neighbours(versions);
  const [from, to] = between;
  if (from === to) return neighbours(versions.filter(({ semver }) => semver === from));
  // Of one version in several states the last is the workspace's, which references mean.
  const a = versions.findLast(({ semver }) => semver === from);
  const b = versions.findLast(({ semver }) => semver === to);
  return a && b ? [[a, b]] : [];
}

function neighbours(versions: readonly ComparedVersion[]): readonly Pair[] {
  return versions.slice(1).flatMap((to, i): Pair[] => {
    const from = versions[i];
    return from ? [[from, to]] : [];
  });
}
