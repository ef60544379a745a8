import path from 'node:path';
import { reportedFindings } from '../language/reportedFindings.js';
import { checkAssembled } from './assembledPrompts.js';
import { checkExpectations } from './checkedExpectations.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import type { FoundIn } from '../language/foundIn.js';
import { findingsJson } from './findingJson.js';
import { findingText } from './findingText.js';
import { readInputFile, type NamedInput } from './inputFile.js';
import { PromptFolder } from './promptFolder.js';
import { rootFolder } from './rootFolder.js';
import { count, maxFileBytes, parseOptions, SIZE_OPTION, textOrJson, UsageError } from './usage.js';
import { printJson, tellLines } from './tell.js';

/** The most findings one run reports; what is left out is told. */
const MAX_FINDINGS = 10_000;

/** `lint [PATH...]`: prints the findings that the editor shows, of the whole folder or of the paths alone. */
export async function lintCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      input: { type: 'string' },
      format: { type: 'string', default: 'text' },
      ...SIZE_OPTION,
    },
  });
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const limit = maxFileBytes(values);
  const folder = new PromptFolder(root, limit);
  const input =
    values.input === undefined
      ? undefined
      : readInputFile(values.input, { root, cwd: host.cwd, maxFileBytes: limit });
  if (input) addInput(folder, input);
  const covers = coveredBy(folder, positionals, root, host.cwd);
  const files = [...folder.scope.files()].sort().filter(covers);
  const bundles = [...folder.scope.files()].filter((file) => folder.scope.get(file)?.kind === 'bundle');
  const assembled = await checkAssembled(folder, bundles, host, input?.file);
  const expectations = await checkExpectations(folder, files, host);
  const inFiles = files.flatMap((file): FoundIn[] => {
    const parsed = folder.get(file);
    return parsed
      ? reportedFindings(folder.scope, assembled, file, parsed, {}, expectations.findings(file)).map(
          (finding) => ({ file, finding }),
        )
      : [];
  });
  const found = [
    ...inFiles,
    ...[...folder.snapshotFindings(), ...folder.folderFindings()].filter(({ file }) => covers(file)),
  ];
  const reported = found.slice(0, MAX_FINDINGS);
  const truncated = assembled.isTruncated() || reported.length < found.length;
  if (format === 'json')
    printJson(host, { findings: findingsJson(folder, reported), files: files.length, truncated });
  else tellLines(host, lintLines(folder, reported, files.length, truncated));
  return found.some(({ finding }) => finding.severity === 'error') ? 1 : 0;
}

/** Takes in an input that is not among the folder's files, whatever its name. */
function addInput(folder: PromptFolder, { file, parsed }: NamedInput): void {
  const known = folder.get(file);
  if (known && known.kind !== 'input') throw new UsageError(`${file} is a ${known.kind}, not an input.`);
  if (!known) folder.add(file, parsed);
}

/** What tells the files below the paths, each path from the current folder or else from the root; all without paths. */
function coveredBy(
  folder: PromptFolder,
  paths: readonly string[],
  root: string,
  cwd: string,
): (file: string) => boolean {
  const others = [...folder.scope.published.files(), ...folder.folderFindings()];
  const all = [...folder.scope.files(), ...others.map(({ file }) => file)];
  if (paths.length === 0) return () => true;
  const chosen = new Set<string>();
  const known = new Set(all);
  for (const given of paths) {
    const below = [path.resolve(cwd, given), path.resolve(root, given)]
      .map((absolute) => path.relative(root, absolute).replaceAll(path.sep, '/'))
      // A hook names one file after the other: those are not looked for among all.
      .map((name) => (known.has(name) ? [name] : filesBelow(all, name)))
      .find((files) => files.length > 0 || files === all);
    if (!below) throw new UsageError(`There are no prompt files at ${given}.`);
    below.forEach((file) => chosen.add(file));
  }
  return (file) => chosen.has(file);
}

/** The files in a folder, or the file of that name; the root holds all, if there are any. */
function filesBelow(all: string[], prefix: string): string[] {
  if (prefix === '') return all;
  return all.filter((file) => file === prefix || file.startsWith(`${prefix}/`));
}

function lintLines(
  folder: PromptFolder,
  found: readonly FoundIn[],
  files: number,
  truncated: boolean,
): readonly string[] {
  const lines = found.flatMap(({ file, finding }) => {
    const source = folder.sourceOf(file);
    return source ? [findingText(file, source, finding)] : [];
  });
  const cut = truncated ? ' Some were left out: there are too many to check or show.' : '';
  return [...lines, `${count(found.length, 'finding')} in ${count(files, 'file')}.${cut}`];
}
