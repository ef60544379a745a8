import type { TextDocument } from 'vscode';
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
const PUBLISH = 'Publish';
const WITH_NOTE = 'Publish with Note…';
const SAVE = 'Save and Publish';
const SHOW_PROBLEMS = 'Show Problems';
const DO_NOT_SAVE = 'Publish without Saving';

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
  const publish = unsaved.length > 0 ? [SAVE, DO_NOT_SAVE] : [PUBLISH, WITH_NOTE];
  const show = before ? `Compare with ${before.snapshot.bundle.semver}` : 'Show Snapshot';
  const answer = await askInDialog('information', {
    message: `Publish ${version}?`,
    detail: detailOf(proposal),
    answers: [...publish, show, ...(warnings.length > 0 ? [SHOW_PROBLEMS] : [])],
  });
  if (answer === SHOW_PROBLEMS) {
    await showProblems(warnings);
    return undefined;
  }
  if (answer !== show) return act(answer, reference, unsaved);
  await documents.show({
    name: plan.name,
    text: plan.text,
    content_hash: plan.snapshot.content_hash,
    ...(before && { before: { file: before.file, semver: before.snapshot.bundle.semver } }),
  });
  return act(await showInformation(`Publish ${version} as shown?`, ...publish), reference, unsaved);
}

function detailOf({ plan, scope, unsaved, warnings }: Proposal): readonly string[] {
  const names = unsaved.map(({ uri }) => fileName(uri)).join(', ');
  return [
    'A published version never changes. This is what is frozen:',
    '',
    ...publicationAccount(plan.snapshot, scope),
    ...(warnings.length > 0
      ? ['', `${warningsOf(warnings.length)} frozen with it:`, ...findingLines(warnings, LISTED)]
      : []),
    ...(unsaved.length > 0
      ? [
          '',
          `Not saved: ${names}. The text in the editor is published. Until it is saved, the file on disk differs from what is published.`,
        ]
      : []),
  ];
}

/** The subject of a sentence about some warnings: `2 warnings are`. */
export function warningsOf(count: number): string {
  return count === 1 ? '1 warning is' : `${counted(count)} warnings are`;
}

async function act(
  answer: string | undefined,
  version: Reference,
  unsaved: readonly TextDocument[],
): Promise<Agreement | undefined> {
  if (answer === WITH_NOTE) return askForNote(version);
  if (answer !== SAVE) return answer === PUBLISH || answer === DO_NOT_SAVE ? NO_NOTE : undefined;
  for (const document of unsaved) {
    if (await document.save()) continue;
    void showError(`Not published. ${fileName(document.uri)} could not be saved.`);
    return undefined;
  }
  return NO_NOTE;
}

const NO_NOTE: Agreement = { note: undefined };
