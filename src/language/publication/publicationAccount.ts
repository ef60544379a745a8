import * as l10n from '@vscode/l10n';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import { SLOTS } from '../../core/model/slots.js';
import type { PublishedBundle, PublishedIndex } from '../../core/published/publishedIndex.js';
import type { Snapshot } from '../../core/published/snapshot.js';
import { excerpt, listed } from '../../core/text/quote.js';
import { isFromFallback } from '../scopes/isFromFallback.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import { advisedLine, publishedDifference } from './publishedDifference.js';

/** The published version that comes before one: the newest that is older, else the newest of all. */
export function versionBefore(
  published: PublishedIndex,
  { id, semver }: Reference,
): PublishedBundle | undefined {
  const others = published.versions(id).filter((version) => version !== semver);
  const before = others.findLast((version) => compareSemver(version, semver) < 0) ?? others.at(-1);
  return before === undefined ? undefined : published.bundle({ id, semver: before });
}

/** What is about to be frozen, in lines for people: the content, slot by slot, and what differs from the version before. */
export function publicationAccount(snapshot: Snapshot, scope: ScopeIndex): readonly string[] {
  const { published } = scope;
  const { bundle, content_hash } = snapshot;
  const { bundle_id: id, semver, tags } = bundle;
  const before = versionBefore(published, { id, semver })?.snapshot;
  return [
    ...SLOTS.map((slot) => `${slot}: ${partLine(snapshot, scope, slot)}`),
    `tags: ${tags.length > 0 ? listed(tags.map((tag) => excerpt(tag))) : noneText()}`,
    `content_hash: ${content_hash}`,
    '',
    ...(before ? differenceLines(before, snapshot) : [l10n.t('No other version of it is published yet.')]),
  ];
}

function partLine({ parts }: Snapshot, scope: ScopeIndex, slot: (typeof SLOTS)[number]): string {
  const { reference } = parts[slot];
  if (!reference) return l10n.t('a text of the bundle itself');
  const name = excerpt(formatReference(reference));
  if (scope.published.templates(reference).length > 0) return l10n.t('{0} (published already)', name);
  return isFromFallback(scope, reference)
    ? l10n.t('{0} (from the registry {1}, in no file)', name, excerpt(scope.fallback.registry ?? ''))
    : l10n.t('{0} (new)', name);
}

function noneText(): string {
  return l10n.t({ message: 'none', comment: ['Of the tags of a bundle'] });
}

function differenceLines(before: Snapshot, after: Snapshot): string[] {
  const difference = publishedDifference(before, after);
  const advised = advisedLine(difference);
  return [
    l10n.t('Since {0}: {1}', before.bundle.semver, difference.summary),
    ...difference.slots.flatMap(({ slot, changes }) => changes.map(({ summary }) => `${slot}: ${summary}`)),
    ...(advised === undefined ? [] : [advised]),
  ];
}
