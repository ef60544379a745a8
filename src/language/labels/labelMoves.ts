import * as l10n from '@vscode/l10n';
import { formatReference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { PublishedIndex } from '../../core/published/publishedIndex.js';
import { compareCodePoints } from '../../core/text/codePointOrder.js';
import { quote } from '../../core/text/quote.js';
import { publishedDifference, type PublishedDifference } from '../publication/publishedDifference.js';
import type { LabelFile } from './labels.js';

/** A label of a bundle, and the versions that it names before and after; `undefined` where there is none. */
export interface NamedMove {
  readonly bundle: string;
  /** `undefined` where two versions are compared, and none is moved. */
  readonly label: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** What becomes of a label. */
export type MoveKind = 'new' | 'removed' | 'same' | 'upgrade' | 'downgrade';

/** A label that is moved, and what that changes. */
export interface LabelMove extends NamedMove {
  readonly kind: MoveKind;
  /** What differs between both versions; `undefined` where there are no two, or one cannot be read. */
  readonly difference: PublishedDifference | undefined;
  /** Which of the two cannot be read, in a sentence. */
  readonly problem: string | undefined;
}

/** The labels that two states of the file do not have in common, in order of bundle and label. */
export function movedLabels(
  before: Pick<LabelFile, 'byName'> | undefined,
  after: Pick<LabelFile, 'byName'> | undefined,
): readonly NamedMove[] {
  const bundles = inOrder([...(before?.byName.keys() ?? []), ...(after?.byName.keys() ?? [])]);
  return bundles.flatMap((bundle) => {
    const [was, is] = [before?.byName.get(bundle), after?.byName.get(bundle)];
    return inOrder([...(was?.keys() ?? []), ...(is?.keys() ?? [])])
      .map((label) => ({
        bundle,
        label,
        from: was?.get(label)?.version,
        to: is?.get(label)?.version,
      }))
      .filter(({ from, to }) => from !== to);
  });
}

/** What moving a label changes for whoever goes by it. */
export function labelMove(move: NamedMove, published: PublishedIndex): LabelMove {
  const { bundle: id, from, to } = move;
  const [was, is] = [from, to].map((semver) =>
    semver === undefined ? undefined : published.bundle({ id, semver })?.snapshot,
  );
  const unread = [
    ...(from !== undefined && !was ? [from] : []),
    ...(to !== undefined && to !== from && !is ? [to] : []),
  ].map((semver) => quote(formatReference({ id, semver })));
  return {
    ...move,
    kind: kindOf(move),
    difference: was && is && publishedDifference(was, is),
    problem: unreadText(unread),
  };
}

function unreadText([one, other]: readonly string[]): string | undefined {
  if (one === undefined) return undefined;
  return other === undefined
    ? l10n.t('{0} is not published here, so what changes is not known.', one)
    : l10n.t('{0} and {1} are not published here, so what changes is not known.', one, other);
}

function kindOf({ from, to }: NamedMove): MoveKind {
  if (from === undefined) return 'new';
  if (to === undefined) return 'removed';
  if (from === to) return 'same';
  return compareSemver(to, from) < 0 ? 'downgrade' : 'upgrade';
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareCodePoints);
}
