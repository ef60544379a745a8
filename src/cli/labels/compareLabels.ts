import { isLabelName } from '../../core/model/labelName.js';
import { compareSemver } from '../../core/model/semver.js';
import { quote } from '../../core/text/quote.js';
import { labelMove, movedLabels, type NamedMove } from '../../language/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { readNotes } from '../notes/noteFiles.js';
import { printJson, printLines, printRefusal, printText } from '../print.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import { earlierLabels, isUsable, LABELS_NAME } from './earlierLabels.js';
import { namedVersion } from './labelledVersion.js';
import { movesMarkdown } from './movesMarkdown.js';
import { movesJson, movesLines, type ReportedMove } from './movesReport.js';

/** What `compare --labels` is called with. */
export interface LabelsCall {
  readonly bundleId: string | undefined;
  /** Two labels or versions of the bundle. */
  readonly between: readonly [from: string, to: string] | undefined;
  /** The file, or the revision of git, that the labels are compared with. */
  readonly against: string | undefined;
  readonly format: 'text' | 'json' | 'markdown';
}

/**
 * `compare --labels`: what the labels as they are now change, beside an earlier state of their file; or what giving one
 * version's label to another would change.
 */
export async function compareLabels(
  folder: PromptFolder,
  { bundleId, between, against, format }: LabelsCall,
  host: CommandLineHost,
): Promise<ExitCode> {
  const moves =
    bundleId !== undefined && between
      ? promotion(folder, bundleId, between, host)
      : await sinceThen(folder, { bundleId, against }, host);
  if (!moves) return 1;
  if (format === 'json') printJson(host, movesJson(moves));
  else if (format === 'markdown') printText(host, movesMarkdown(moves));
  else printLines(host, movesLines(moves));
  return 0;
}

/** The one step from a label or version to another. */
function promotion(
  folder: PromptFolder,
  bundle: string,
  between: readonly [string, string],
  host: CommandLineHost,
): readonly ReportedMove[] | undefined {
  const [from, to] = between.map((name) => namedVersion(folder, bundle, name, host));
  if (from === undefined || to === undefined) return undefined;
  const { published } = folder.scope;
  const unknown = [from, to].find((semver) => !published.bundle({ id: bundle, semver }));
  if (unknown !== undefined) {
    const reason = `There is no published version ${quote(unknown)} of ${quote(bundle)}.`;
    printRefusal(host, { code: 'not_published', reason });
    return undefined;
  }
  const [first] = between;
  const label = isLabelName(first) ? first : undefined;
  const names = between.map((name, i) => {
    const version = [from, to][i] ?? '';
    return name === version ? name : `${name} (${version})`;
  });
  const move = labelMove({ bundle, label, from, to }, published);
  return [{ ...move, notes: comingIn(folder, move), title: `${bundle}: ${names.join(' → ')}` }];
}

/** All labels that are not as they were, of all bundles or of one. */
async function sinceThen(
  folder: PromptFolder,
  { bundleId, against }: Pick<LabelsCall, 'bundleId' | 'against'>,
  host: CommandLineHost,
): Promise<readonly ReportedMove[] | undefined> {
  const { labels, published } = folder.scope;
  const before = await earlierLabels(folder, against ?? NEWEST_COMMIT, host.cwd);
  if ('refusal' in before) {
    printRefusal(host, before.refusal);
    return undefined;
  }
  if (labels.file && !isUsable(labels.file)) {
    const reason = `${LABELS_NAME} has errors. Run lint, and fix them first.`;
    printRefusal(host, { code: 'invalid_labels', reason });
    return undefined;
  }
  return movedLabels(before.file, labels.file)
    .filter(({ bundle }) => bundleId === undefined || bundle === bundleId)
    .map((move) => {
      const { bundle, label = '', from = 'none', to = 'none' } = move;
      return {
        ...labelMove(move, published),
        notes: comingIn(folder, move),
        title: `${bundle} ${label}: ${from} → ${to}`,
      };
    });
}

/** The notes of the versions that come in: those behind the one before up to the new one, or that one alone. */
function comingIn(
  { root, scope }: PromptFolder,
  { bundle, from, to }: NamedMove,
): ReadonlyMap<string, string> {
  if (to === undefined) return new Map();
  const passed = scope.published
    .versions(bundle)
    .filter(
      (semver) =>
        compareSemver(semver, to) === 0 ||
        (from !== undefined && compareSemver(semver, from) > 0 && compareSemver(semver, to) < 0),
    );
  return readNotes(root, bundle, passed.reverse());
}

/** What is compared with where nothing is named: what is not committed yet is what changes. */
const NEWEST_COMMIT = 'HEAD';
