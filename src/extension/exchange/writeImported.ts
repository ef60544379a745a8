import { l10n, Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import {
  bundleFile,
  FIRST_VERSION,
  inputFile,
  placedNotes,
  whyNotNamed,
  type Imported,
  type ImportedBundle,
  type NewFile,
  type PlacedNote,
  type ScopeIndex,
} from '../../language/index.js';
import type { Target } from '../create/chooseFolder.js';
import { writeFiles } from '../create/writeFiles.js';
import { askForText } from '../output/questions.js';
import { fileName } from '../workspace/fileName.js';
import type { ImportServices } from './services.js';

/** What became of a prompt of a file. */
export interface Outcome {
  readonly source: Uri;
  /** `id@semver`; absent where the file cannot be read. */
  readonly bundle?: string;
  /** What was written: the bundle and its input. Empty where nothing was. */
  readonly files: readonly Uri[];
  /** Why nothing was. */
  readonly reason?: string;
  readonly variables: ImportedBundle['variables'];
  readonly notes: readonly PlacedNote[];
}

/** Writes the bundles of a file one after the other, each with its sample input; asks for another name where one is taken. */
export async function writeImported(
  services: ImportServices,
  target: Target,
  source: Uri,
  { source: text, bundles, mistakes }: Imported,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  if (mistakes.length > 0)
    outcomes.push({ source, files: [], variables: new Map(), notes: placedNotes(text, mistakes) });
  for (const one of bundles) {
    const { bundle, variables, notes } = one;
    const reference = { id: bundle.bundle_id, semver: bundle.semver };
    const written = await write(services, target, source, one, reference);
    outcomes.push({
      source,
      bundle: formatReference(reference),
      variables,
      notes: placedNotes(text, notes),
      ...written,
    });
  }
  return outcomes;
}

type Written = Pick<Outcome, 'files'> & { readonly bundle?: string; readonly reason?: string };

async function write(
  { files, language }: ImportServices,
  target: Target,
  source: Uri,
  { bundle, extra, input }: ImportedBundle,
  reference: Reference,
): Promise<Written> {
  const { folder, scope } = target;
  const name = await freeReference(scope, reference, source);
  if (typeof name === 'string') return { files: [], reason: name };
  const named = { ...bundle, bundle_id: name.id, semver: name.semver };
  const file = bundleFile({ scope, parse: language.parse }, named, 'exact', extra);
  if (!file) return { files: [], reason: l10n.t('No file can hold it.') };
  const written = await writeFiles(
    target,
    [file, ...(input ? [inputFile(scope, name.id, input)] : [])].map((one) => inItsFolder(one, folder)),
  );
  for (const one of written) await files.include(one);
  const bundleName = formatReference(name);
  return written.length > 0
    ? { bundle: bundleName, files: written }
    : { bundle: bundleName, files: [], reason: l10n.t('It could not be written.') };
}

/** Its own name, or the one that the user gives where it is taken; the reason where the user gives none. */
async function freeReference(
  scope: ScopeIndex,
  reference: Reference,
  source: Uri,
): Promise<Reference | string> {
  const problem = (given: Reference): string | undefined => whyNotNamed(scope, 'bundle', given);
  const reason = problem(reference);
  if (reason === undefined) return reference;
  const given = (text: string): Reference =>
    parseReference(text.trim()) ?? { id: text.trim(), semver: FIRST_VERSION };
  const answer = await askForText({
    title: l10n.t('Import {0}', fileName(source)),
    prompt: l10n.t('Id and version of the bundle, such as support-agent@1.1.0.'),
    value: formatReference(reference),
    validateInput: (text) => problem(given(text)),
  });
  return answer === undefined ? reason : given(answer);
}

/** A first file of its kind goes where the command line puts it: into a folder of that kind. */
function inItsFolder(file: NewFile, root: Uri): NewFile {
  if (file.beside !== undefined) return file;
  const [name = ''] = file.names;
  const kind = fileTypeOf(name)?.kind ?? 'bundle';
  return { ...file, beside: Uri.joinPath(root, `${kind}s`, name).toString() };
}
