import { didYouMean } from '../../core/documents/didYouMean.js';
import type { Finding } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import { listed, quote } from '../../core/text/quote.js';
import type { KnownVersions, LabelEntry, LabelledBundle } from './labels.js';

/** The most versions that a message names. */
const MOST_NAMED = 5;

/** What is wrong with labels beside what there is: bundles that nobody knows, and versions that are not published. */
export function checkLabels(
  bundles: readonly LabelledBundle[],
  entries: readonly LabelEntry[],
  known: KnownVersions,
): Finding[] {
  const unknown = new Set(bundles.filter(({ bundle }) => !known.isKnown(bundle)).map(({ bundle }) => bundle));
  return [
    ...bundles.filter(({ bundle }) => unknown.has(bundle)).map((one) => unknownBundle(one, known)),
    ...entries
      .filter(({ bundle, version }) => !unknown.has(bundle) && !known.published(bundle).includes(version))
      .map((one) => unpublished(one, known)),
  ];
}

function unknownBundle({ bundle, range }: LabelledBundle, known: KnownVersions): Finding {
  const meant = didYouMean(bundle, known.ids());
  const advice =
    meant === undefined ? 'Remove its labels, or name another.' : `Did you mean ${quote(meant)}?`;
  return {
    code: 'label-unknown',
    severity: 'error',
    message: `There is no bundle ${quote(bundle)}, in files or published. ${advice}`,
    range,
    ...(meant !== undefined && { replacement: JSON.stringify(meant) }),
  };
}

function unpublished({ bundle, label, version, versionRange }: LabelEntry, known: KnownVersions): Finding {
  const reference = { id: bundle, semver: version };
  const published = known.published(bundle);
  const name = quote(formatReference(reference));
  const newest = published.at(-1);
  const others =
    newest === undefined
      ? 'No version of it is.'
      : `Published: ${listed(
          [...published].reverse().map((one) => quote(one)),
          MOST_NAMED,
        )}.`;
  const what = known.isDamaged(reference)
    ? `The published ${name} is damaged, so the label ${quote(label)} leads nowhere. Restore its file from version control.`
    : known.isInFiles(reference)
      ? `${name} is not published, so the label ${quote(label)} leads nowhere. Publish it, or name a published version. ${others}`
      : `There is no published ${name} for the label ${quote(label)}. Name a published version. ${others}`;
  return { code: 'label-unpublished', severity: 'error', message: what, range: versionRange };
}
