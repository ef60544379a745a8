import * as l10n from '@vscode/l10n';
import { didYouMean } from '../../core/documents/didYouMean.js';
import type { Finding } from '../../core/model/findings.js';
import { formatReference } from '../../core/model/reference.js';
import { listed, quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
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
    meant === undefined
      ? l10n.t('Remove its labels, or name another.')
      : l10n.t('Did you mean {0}?', quote(meant));
  const what = l10n.t('There is no bundle {0}, in files or published.', quote(bundle));
  return {
    code: 'label-unknown',
    severity: 'error',
    message: sentences(what, advice),
    range,
    ...(meant !== undefined && { replacement: JSON.stringify(meant) }),
  };
}

function unpublished({ bundle, label, version, versionRange }: LabelEntry, known: KnownVersions): Finding {
  const reference = { id: bundle, semver: version };
  const published = known.published(bundle);
  const name = quote(formatReference(reference));
  const others =
    published.length === 0
      ? l10n.t('No version of it is.')
      : l10n.t(
          'Published: {0}.',
          listed(
            [...published].reverse().map((one) => quote(one)),
            MOST_NAMED,
          ),
        );
  const message = known.isDamaged(reference)
    ? l10n.t(
        'The published {0} is damaged, so the label {1} leads nowhere. Restore its file from version control.',
        name,
        quote(label),
      )
    : sentences(unpublishedText(name, quote(label), known.isInFiles(reference)), others);
  return { code: 'label-unpublished', severity: 'error', message, range: versionRange };
}

function unpublishedText(name: string, label: string, isInFiles: boolean): string {
  return isInFiles
    ? l10n.t(
        '{0} is not published, so the label {1} leads nowhere. Publish it, or name a published version.',
        name,
        label,
      )
    : l10n.t('There is no published {0} for the label {1}. Name a published version.', name, label);
}
