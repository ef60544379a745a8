import { l10n, type TextDocument } from 'vscode';
import { bundleReference } from '../../core/model/bundle.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { PublicationPlan } from '../../core/published/planPublication.js';
import { publicationAccount, type ScopeIndex, versionBefore } from '../../language/index.js';
import { counted } from '../../core/text/quote.js';
import { fileName } from '../workspace/fileName.js';
import { askForNote } from './changeNote.js';
import { findingLines, showProblems, type PlacedFinding } from './findingLines.js';
import type { SnapshotDocuments } from './snapshotDocuments.js';
import { askInDialog, showError, showInformation } from '../output/messages.js';

/** A version that is about to be published. */
export interface Proposal {
  readonly plan: Extract<PublicationPlan, { kind: 'new' }>;
  /** The folder that it is published in. */
  readonly scope: ScopeIndex;
  /** Files it is made of whose text is in their editors alone. */
  readonly unsaved: readonly TextDocument[];
  /** What is told of those files without keeping them from being published. */
  readonly warnings: readonly PlacedFinding[];
}

/** How many warnings are listed; the rest is counted. */
const LISTED = 3;

/** That the author wants a version published as it was shown, and what they say it changes. */
export interface Agreement {
  readonly note: string | undefined;
}

/** Says what would be frozen, and shows it when asked to. `undefined` where the author does not want it published so. */
export async function askToPublish(
  proposal: Proposal,
  documents: SnapshotDocuments,
): Promise<Agreement | undefined> {
  const { plan, scope, unsaved, warnings } = proposal;
  const reference = bundleReference(plan.snapshot.bundle);
  const version = formatReference(reference);
  const before = versionBefore(scope.published, reference);
  const [first, second] = waysToPublish(unsaved);
  const show = before ? l10n.t('Compare with {0}', before.snapshot.bundle.semver) : l10n.t('Show Snapshot');
  const problems = l10n.t('Show Problems');
  const answer = await askInDialog('information', {
    message: l10n.t('Publish {0}?', version),
    detail: detailOf(proposal),
    answers: [first.answer, second.answer, show, ...(warnings.length > 0 ? [problems] : [])],
  });
  if (answer === problems) {
    await showProblems(warnings);
    return undefined;
  }
  const agreed = (chosen: string | undefined): Promise<Agreement | undefined> | undefined =>
    [first, second].find((way) => way.answer === chosen)?.agree(reference);
  if (answer !== show) return agreed(answer);
  await documents.show({
    name: plan.name,
    text: plan.text,
    content_hash: plan.snapshot.content_hash,
    ...(before && { before: { file: before.file, semver: before.snapshot.bundle.semver } }),
  });
  const question = l10n.t('Publish {0} as shown?', version);
  return agreed(await showInformation(question, first.answer, second.answer));
}

function detailOf({ plan, scope, unsaved, warnings }: Proposal): readonly string[] {
  const names = unsaved.map(({ uri }) => fileName(uri)).join(', ');
  return [
    l10n.t('A published version never changes. This is what is frozen:'),
    '',
    ...publicationAccount(plan.snapshot, scope),
    ...(warnings.length > 0 ? ['', frozenWarnings(warnings.length), ...findingLines(warnings, LISTED)] : []),
    ...(unsaved.length > 0
      ? [
          '',
          l10n.t(
            'Not saved: {0}. The text in the editor is published. Until it is saved, the file on disk differs from what is published.',
            names,
          ),
        ]
      : []),
  ];
}

function frozenWarnings(count: number): string {
  return count === 1
    ? l10n.t('1 warning is frozen with it:')
    : l10n.t('{0} warnings are frozen with it:', counted(count));
}

/** An answer that publishes, and what is done about it first; `undefined` where nothing is published then. */
interface WayToPublish {
  readonly answer: string;
  readonly agree: (version: Reference) => Promise<Agreement | undefined>;
}

function waysToPublish(unsaved: readonly TextDocument[]): readonly [WayToPublish, WayToPublish] {
  const asIs = (): Promise<Agreement> => Promise.resolve(NO_NOTE);
  return unsaved.length > 0
    ? [
        { answer: l10n.t('Save and Publish'), agree: () => save(unsaved) },
        { answer: l10n.t('Publish without Saving'), agree: asIs },
      ]
    : [
        { answer: l10n.t('Publish'), agree: asIs },
        { answer: l10n.t('Publish with Note…'), agree: askForNote },
      ];
}

async function save(unsaved: readonly TextDocument[]): Promise<Agreement | undefined> {
  for (const document of unsaved) {
    if (await document.save()) continue;
    void showError(l10n.t('Not published. {0} could not be saved.', fileName(document.uri)));
    return undefined;
  }
  return NO_NOTE;
}

const NO_NOTE: Agreement = { note: undefined };
