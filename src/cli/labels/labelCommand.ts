import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Creation } from '../../core/published/creation.js';
import { isLabelName } from '../../core/model/labelName.js';
import { parseReference } from '../../core/model/reference.js';
import type { Refusal, RefusalCode } from '../../core/model/refusal.js';
import { failureText } from '../../core/text/failureText.js';
import { quote } from '../../core/text/quote.js';
import {
  changeLabel,
  knownVersions,
  labelRefusal,
  LABELS_FILE,
  type LabelChange,
} from '../../language/index.js';
import { createFile } from '../../node/createFile.js';
import { rewriteFile, type Rewriting } from '../../node/rewriteFile.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { parseCommand } from '../options/parseCommand.js';
import { printJson, printLine, printLines, printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions, textOrJson, UsageError } from '../usage.js';

/** The path of the labels from the root. */
const FILE = LABELS_FILE.join('/');

/** What became of a label. */
type Outcome =
  | {
      readonly status: 'set' | 'removed' | 'unchanged';
      /** The version that it named before. */
      readonly before?: string;
    }
  | ({ readonly status: 'refused' } & Refusal);

/** `label <bundle_id@semver> <label>`: gives a published version a label, moves or removes one, or lists them. */
export async function labelCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('label', args);
  if (values.list && values.remove) throw new UsageError('Name --list or --remove, not both.');
  const format = textOrJson(values.format);
  const change = values.list ? undefined : changeOf(positionals, values.remove);
  if (values.list && positionals.length > 1) throw new UsageError('Name one bundle_id, or none.');
  const folder = await PromptFolder.read(rootFolder(values.root, host.cwd), fileOptions(values));
  if (!change) {
    list(folder, positionals[0], format, host);
    return 0;
  }
  const outcome = await changeIn(folder, change, host);
  const { bundle, label, version } = change;
  if (format === 'json') {
    printJson(host, {
      bundle_id: bundle,
      label,
      semver: version ?? null,
      before: ('before' in outcome && outcome.before) || null,
      ...(outcome.status === 'refused'
        ? { status: outcome.status, code: outcome.code, reason: outcome.reason }
        : { status: outcome.status }),
    });
  } else if (outcome.status === 'refused') printRefusal(host, outcome);
  else printLine(host, lineOf(change, outcome));
  return outcome.status === 'refused' ? 1 : 0;
}

function changeOf([name = '', label = '', ...others]: readonly string[], remove: boolean): LabelChange {
  const reference = remove ? undefined : parseReference(name);
  if (name === '' || label === '' || others.length > 0 || (!remove && !reference))
    throw new UsageError(
      remove
        ? 'Name a bundle_id and a label to remove.'
        : 'Name a published version, as bundle_id@semver, and a label, such as production.',
    );
  return { bundle: reference?.id ?? name, label, version: reference?.semver };
}

/** Changes the file as it is at this moment; somebody else's change is never lost. */
async function changeIn(
  { root, scope }: PromptFolder,
  change: LabelChange,
  host: CommandLineHost,
): Promise<Outcome> {
  const refused = (code: RefusalCode, reason: string): Outcome => ({ status: 'refused', code, reason });
  const before = scope.labels.versionOf(change.bundle, change.label);
  const reason = labelRefusal(change, knownVersions(scope));
  // A label may be removed whatever it is called.
  if (reason !== undefined && change.version !== undefined)
    return refused(isLabelName(change.label) ? 'not_published' : 'invalid_label', reason);
  const place = path.join(root, ...LABELS_FILE);
  try {
    const given = await readFile(place, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    const text = changeLabel(given, change);
    if (text === given && change.version === undefined)
      return refused('unknown_label', `${quote(change.bundle)} has no label ${quote(change.label)}.`);
    if (text === undefined)
      return refused('invalid_labels', `${FILE} has errors. Run lint, and fix them first.`);
    const known = before === undefined ? {} : { before };
    if (text === given) return { status: 'unchanged', ...known };
    const id = host.newId();
    const written: Creation | Rewriting =
      given === undefined
        ? await createFile(root, place, text, id)
        : await rewriteFile(root, place, { before: given, after: text, id, isRecord: true });
    if (written !== 'written' && written !== 'created' && written !== 'same')
      return refused(
        written === 'different' || written === 'changed' ? 'changed_meanwhile' : 'not_writable',
        WHY_NOT[written],
      );
    return { status: change.version === undefined ? 'removed' : 'set', ...known };
  } catch (error) {
    return refused('not_writable', `${FILE} could not be written: ${failureText(error)}`);
  }
}

const WHY_NOT: Readonly<Record<Exclude<Rewriting, 'written'> | 'different', string>> = {
  different: `${FILE} was made by somebody else meanwhile. Try again.`,
  changed: `${FILE} was changed meanwhile. Try again.`,
  outside: `${FILE} is a link that leads out of the root.`,
  'read-only': `${FILE} is read-only.`,
};

function lineOf(
  { bundle, label, version }: LabelChange,
  { status, before }: Exclude<Outcome, { readonly status: 'refused' }>,
): string {
  if (version === undefined)
    return `Removed the label ${label} of ${bundle}${before === undefined ? '' : ` (${before})`}.`;
  if (status === 'unchanged') return `${label} of ${bundle} is ${version} already.`;
  return `${label} of ${bundle}: ${before === undefined ? version : `${before} → ${version}`}.`;
}

function list(
  { scope }: PromptFolder,
  bundleId: string | undefined,
  format: 'text' | 'json',
  host: CommandLineHost,
): void {
  const known = knownVersions(scope);
  const bundles = scope.labels.bundles().filter((id) => bundleId === undefined || id === bundleId);
  const labels = bundles.flatMap((id) =>
    scope.labels.named(id).map(({ label, version }) => ({
      bundle_id: id,
      label,
      semver: version,
      is_published: known.published(id).includes(version),
    })),
  );
  if (format === 'json') printJson(host, { labels });
  else
    printLines(
      host,
      labels.map(
        ({ bundle_id, label, semver, is_published }) =>
          `${bundle_id}@${semver} ${label}${is_published ? '' : ' (not published)'}`,
      ),
    );
}
