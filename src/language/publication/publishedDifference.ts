import * as l10n from '@vscode/l10n';
import { bySlot, SLOTS, type Slot } from '../../core/model/slots.js';
import { compareSemver } from '../../core/model/semver.js';
import type { Snapshot } from '../../core/published/snapshot.js';
import { adviseVersion, type VersionAdvice } from '../../core/versions/adviseVersion.js';
import { templateChanges, type ContentChange } from '../../core/versions/contentChanges.js';
import { nextVersion } from '../../core/versions/nextVersion.js';
import { describeDifference } from '../../core/compare/describeDifference.js';

/** What differs in one section. */
export interface SlotDifference {
  readonly slot: Slot;
  readonly changes: readonly ContentChange[];
  /** How much its template changed, whatever number it has. */
  readonly advice: VersionAdvice;
}

/** What differs between two published versions of a bundle, without an input. */
export interface PublishedDifference {
  readonly from: Snapshot;
  readonly to: Snapshot;
  /** Which sections differ, in a sentence or two. */
  readonly summary: string;
  /** The sections whose content, role, adapter version or constraints differ. */
  readonly slots: readonly SlotDifference[];
  /** How much the bundle changed from the one to the other. */
  readonly advice: VersionAdvice;
  /** The version that the change asks for, where the number of the later one promises less; none where it is the older one. */
  readonly advised: string | undefined;
}

/** What differs between two published versions of a bundle. */
export function publishedDifference(from: Snapshot, to: Snapshot): PublishedDifference {
  const advice = adviseVersion(from.bundle, to.bundle);
  const [before, after] = [from.bundle.semver, to.bundle.semver];
  const advised = nextVersion(before, advice.level);
  const isEnough = advice.level === 'none' || compareSemver(after, advised) >= 0;
  return {
    from,
    to,
    summary: describeDifference(rowOf(from), rowOf(to)),
    slots: SLOTS.flatMap((slot): SlotDifference[] => {
      const [was, is] = [from.parts[slot].template, to.parts[slot].template];
      const changes = templateChanges(was, is);
      return changes.length === 0 ? [] : [{ slot, changes, advice: adviseVersion(was, is) }];
    }),
    advice,
    advised: isEnough || compareSemver(after, before) < 0 ? undefined : advised,
  };
}

/** Whoever goes by the number should not be surprised: what to say where it promises less change than there is. */
export function advisedLine({ from, advice, advised }: PublishedDifference): string | undefined {
  return advised === undefined
    ? undefined
    : l10n.t(
        'After {0}, this change asks for {1} ({2}: {3}).',
        from.bundle.semver,
        advised,
        advice.level,
        advice.reason,
      );
}

/** What the version advice says of the whole, in a sentence; none where nothing changed that asks for a version. */
export function adviceSentence(difference: PublishedDifference): readonly string[] {
  const { level, reason } = difference.advice;
  const line = advisedLine(difference);
  if (line !== undefined) return [line];
  return level === 'none' ? [] : [l10n.t('By the version advice, the change is {0}: {1}.', level, reason)];
}

function rowOf({ bundle, parts }: Snapshot): Parameters<typeof describeDifference>[0] {
  return {
    semver: bundle.semver,
    template_hashes: bySlot((slot) => parts[slot].template_hash),
    rendered: { render: { bundle, parts } },
  };
}
