import { parsePromptFile } from '../../core/documents/promptFile.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import type { Refusal, RefusalCode } from '../../core/model/refusal.js';
import { failureText } from '../../core/text/failureText.js';
import { excerpt } from '../../core/text/quote.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import {
  bundleFile,
  IMPORT_FORMATS,
  importGiven,
  inputFile,
  isVersionKnown,
  placedNotes,
  whyNotNamed,
  type Imported,
  type ImportedBundle,
  type ImportFormat,
  type ImportManner,
  type PlacedNote,
} from '../../language/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { readNamedFile, type NamedFile } from '../namedFile.js';
import { parseCommand } from '../options/parseCommand.js';
import { printError, printJson, printLine, printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { rootFolder } from '../rootFolder.js';
import { fileOptions, textOrJson, UsageError } from '../usage.js';
import { writeNewFile } from '../writeNewFile.js';

/** What became of a prompt of a file. */
type Outcome = {
  readonly file: string;
  readonly bundle?: string;
  /** Written, by their paths from the root. */
  readonly files: readonly string[];
  readonly notes: readonly PlacedNote[];
} & (
  | { readonly status: 'imported' }
  /** Where there is no reason, the notes say it. */
  | { readonly status: 'refused'; readonly code: RefusalCode; readonly reason?: string }
);

/** `import <FILE>...`: writes prompts of other tools as bundles of the root, and tells all that is not as it was. */
export async function importCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('import', args);
  if (positionals.length === 0) throw new UsageError('Name the files to import.');
  const format = textOrJson(values.format);
  const as = nameOf(values.as);
  const manner = { format: formatOf(values.from), mapped: mappingOf(values.map ?? []), ...(as && { as }) };
  const root = rootFolder(values.root, host.cwd);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const place = { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes };
  const files = positionals.map((name) => ({ name, ...readNamedFile(name, place, 'file') }));
  const imported = files.map((file) => importFile(file, manner));
  if (as && imported.reduce((count, { bundles }) => count + bundles.length, 0) > 1)
    throw new UsageError('--as names one prompt, and there are several. Leave it out.');
  const outcomes: Outcome[] = [];
  for (const [i, one] of imported.entries())
    for await (const outcome of outcomesOf(files[i]?.name ?? '', one, folder, host)) {
      outcomes.push(outcome);
      if (format === 'text') print(outcome, host);
    }
  if (format === 'json') printJson(host, { imported: outcomes });
  return outcomes.some(({ status }) => status === 'refused') ? 1 : 0;
}

function importFile({ file, read }: NamedFile, manner: ImportManner): Imported {
  return importGiven(file, read.reason ?? decodeUtf8(read.bytes), manner);
}

/** Writes the bundles of a file one after the other, each with its sample input. */
async function* outcomesOf(
  file: string,
  { source, bundles, mistakes }: Imported,
  folder: PromptFolder,
  host: CommandLineHost,
): AsyncGenerator<Outcome> {
  if (mistakes.length > 0)
    yield {
      file,
      status: 'refused',
      code: 'unusable_file',
      files: [],
      notes: placedNotes(source, mistakes),
    };
  for (const one of bundles) {
    const { bundle, notes } = one;
    const reference = { id: bundle.bundle_id, semver: bundle.semver };
    const written = await write(one, reference, folder, host);
    const told = { file, bundle: formatReference(reference), notes: placedNotes(source, notes) };
    yield 'reason' in written
      ? { ...told, status: 'refused', files: [], ...written }
      : { ...told, status: 'imported', files: written };
  }
}

/** Gives the paths of what is written, or why nothing is. */
async function write(
  { bundle, extra, input }: ImportedBundle,
  reference: Reference,
  folder: PromptFolder,
  host: CommandLineHost,
): Promise<readonly string[] | Refusal> {
  const { scope } = folder;
  const reason = whyNotNamed(scope, 'bundle', reference);
  if (reason !== undefined) {
    const isThere = isVersionKnown(scope, 'bundle', reference);
    return { code: isThere ? 'version_exists' : 'invalid_bundle', reason: `${reason} ${AS}` };
  }
  const file = bundleFile({ scope, parse: parsePromptFile }, bundle, 'exact', extra);
  if (!file) return { code: 'not_writable', reason: 'No file can hold it.' };
  try {
    const written = [await writeNewFile(file, folder, host)];
    if (input) written.push(await writeNewFile(inputFile(scope, reference.id, input), folder, host));
    return written;
  } catch (error) {
    return { code: 'not_writable', reason: `It could not be written: ${failureText(error)}` };
  }
}

const AS = 'Name another by --as.';

function print(outcome: Outcome, host: CommandLineHost): void {
  const { file, bundle, files, notes } = outcome;
  const name = bundle === undefined ? '' : ` as ${excerpt(bundle)}`;
  if (outcome.status === 'imported') printLine(host, `Imported ${file}${name}: ${files.join(', ')}.`);
  else {
    const why = outcome.reason === undefined ? '' : ` ${outcome.reason}`;
    printRefusal(host, { code: outcome.code, reason: `${file} was not imported${name}.${why}` });
  }
  for (const { line, column, message } of notes) printError(host, `${file}:${line}:${column}: ${message}`);
}

function formatOf(name: string | undefined): ImportFormat | undefined {
  const format = IMPORT_FORMATS.find((known) => known === name);
  if (name !== undefined && !format)
    throw new UsageError(`There is no format ${name}.`, { word: name, known: IMPORT_FORMATS });
  return format;
}

function nameOf(name: string | undefined): Partial<Reference> | undefined {
  if (name === undefined) return undefined;
  return parseReference(name) ?? { id: name };
}

function mappingOf(given: readonly string[]): ReadonlyMap<string, Placeholder> {
  return new Map(
    given.map((one) => {
      const at = one.lastIndexOf('=');
      const placeholder = PLACEHOLDERS.find((known) => known === one.slice(at + 1));
      if (at < 1 || !placeholder)
        throw new UsageError(`--map takes NAME=PLACEHOLDER, such as question=task, and not ${one}.`);
      return [one.slice(0, at), placeholder];
    }),
  );
}
