import path from 'node:path';
import { nullAuditSink } from '../core/audit/null.js';
import { loadHashing } from '../core/hashing.js';
import type { Finding, TextRange } from '../core/model/findings.js';
import { createPromptGenerator } from '../core/promptGenerator.js';
import { AssembledIndex } from '../language/constraints/assembledIndex.js';
import { scopeSources } from '../language/indexSources.js';
import { reportedFindings } from '../language/reportedFindings.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { findingText } from './findingText.js';
import { readInputFile, type NamedInput } from './inputFile.js';
import { PromptFolder } from './promptFolder.js';
import { rootFolder } from './rootFolder.js';
import { sha256 } from './sha256.js';
import { parseOptions, textOrJson, UsageError } from './usage.js';

/** The most findings one run reports; what is left out is told. */
const MAX_FINDINGS = 10_000;

interface FoundIn {
  readonly file: string;
  readonly finding: Finding;
}

/** `lint [PATH...]`: prints the findings that the editor shows, of the whole folder or of the paths alone. */
export async function lintCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      input: { type: 'string' },
      format: { type: 'string', default: 'text' },
    },
  });
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const folder = new PromptFolder(root);
  const input = values.input === undefined ? undefined : readInputFile(values.input, root, host.cwd);
  if (input) addInput(folder, input);
  const files = filesIn(folder, positionals, root, host.cwd);
  const assembled = await checkAssembled(folder, input, host);
  const found = files.flatMap((file): FoundIn[] => {
    const parsed = folder.get(file);
    return parsed
      ? reportedFindings(folder.scope, assembled, file, parsed, {}).map((finding) => ({ file, finding }))
      : [];
  });
  const reported = found.slice(0, MAX_FINDINGS);
  const truncated = assembled.isTruncated() || reported.length < found.length;
  host.out(
    format === 'json'
      ? lintJson(folder, reported, files.length, truncated)
      : lintText(folder, reported, files.length, truncated),
  );
  return found.some(({ finding }) => finding.severity === 'error') ? 1 : 0;
}

/** Takes in an input that is not among the folder's files, whatever its name. */
function addInput(folder: PromptFolder, { file, parsed }: NamedInput): void {
  const known = folder.get(file);
  if (known && known.kind !== 'input') throw new UsageError(`${file} is a ${known.kind}, not an input.`);
  if (!known) folder.add(file, parsed);
}

/** The files below the paths, each path from the current folder or else from the root; all files without paths. */
function filesIn(folder: PromptFolder, paths: readonly string[], root: string, cwd: string): string[] {
  const all = [...folder.scope.files()].sort();
  if (paths.length === 0) return all;
  const chosen = new Set<string>();
  for (const given of paths) {
    const below = [path.resolve(cwd, given), path.resolve(root, given)]
      .map((absolute) => filesBelow(all, path.relative(root, absolute).replaceAll(path.sep, '/')))
      .find((files) => files.length > 0 || files === all);
    if (!below) throw new UsageError(`There are no prompt files at ${given}.`);
    below.forEach((file) => chosen.add(file));
  }
  return all.filter((file) => chosen.has(file));
}

/** The files in a folder, or the file of that name; the root holds all, if there are any. */
function filesBelow(all: string[], prefix: string): string[] {
  if (prefix === '') return all;
  return all.filter((file) => file === prefix || file.startsWith(`${prefix}/`));
}

async function checkAssembled(
  folder: PromptFolder,
  input: NamedInput | undefined,
  host: CommandLineHost,
): Promise<AssembledIndex> {
  const sources = scopeSources(folder.scope, folder);
  const hashing = await loadHashing(sha256);
  const generator = createPromptGenerator({
    bundles: sources,
    templates: sources,
    audit: nullAuditSink,
    hashing,
    now: host.now,
  });
  const index = new AssembledIndex({
    scope: folder.scope,
    files: folder,
    cache: folder.cache,
    generator: () => Promise.resolve(generator),
    ...(input && { inputsOf: () => ({ inputs: [input.file], truncated: false }) }),
  });
  for (const file of folder.scope.files())
    if (folder.scope.get(file)?.kind === 'bundle') await index.refresh(file);
  return index;
}

function lintText(
  folder: PromptFolder,
  found: readonly FoundIn[],
  files: number,
  truncated: boolean,
): string {
  const lines = found.map(({ file, finding }) => {
    const parsed = folder.get(file);
    return parsed ? findingText(file, parsed, finding) : '';
  });
  const cut = truncated ? ' Some were left out: there are too many to check or show.' : '';
  return `${lines.join('')}${count(found.length, 'finding')} in ${count(files, 'file')}.${cut}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function lintJson(
  folder: PromptFolder,
  found: readonly FoundIn[],
  files: number,
  truncated: boolean,
): string {
  const findings = found.map(({ file, finding: { code, severity, message, range, related } }) => ({
    code,
    severity,
    message,
    file,
    ...places(folder, file, range),
    related: (related ?? []).map((place) => ({
      message: place.message,
      file: place.file,
      ...places(folder, place.file, place.range),
    })),
  }));
  return `${JSON.stringify({ findings, files, truncated }, null, 2)}\n`;
}

/** Lines and columns from 1, offsets in UTF-16 units of the file as it is stored, from 0. */
function places(folder: PromptFolder, file: string, { start, end }: TextRange): object {
  const source = folder.get(file)?.source;
  const place = (offset: number): object => {
    const { line, column } = source?.positionAt(offset) ?? { line: 0, column: 0 };
    return { line: line + 1, column: column + 1, offset: source?.originalOffset(offset) ?? offset };
  };
  return { start: place(start), end: place(end) };
}
