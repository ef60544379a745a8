import type { FoundIn } from '../language/index.js';
import { folderLanguage } from './folderLanguage.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { findingsJson } from './findingJson.js';
import { findingText } from './findingText.js';
import { readInputFile, type NamedInput } from './inputFile.js';
import { coveredBy, leftOutFiles, pathsBelow } from './namedPaths.js';
import { PromptFolder } from './promptFolder.js';
import { rootFolder } from './rootFolder.js';
import { count, fileOptions, FILE_OPTIONS, parseOptions, textOrJson, UsageError } from './usage.js';
import { printJson, printLines } from './print.js';

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
      ...FILE_OPTIONS,
    },
  });
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const options = fileOptions(values);
  const folder = new PromptFolder(root, options);
  const input =
    values.input === undefined
      ? undefined
      : readInputFile(values.input, { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes });
  const roots = [folder, ...folder.rootsBelow().map((home) => folder.below(home))];
  const named = pathsBelow(positionals, root, host.cwd);
  const parts = [...roots, ...leftOutFiles(folder, roots, named)];
  if (input) for (const part of parts) addInput(part, input);
  const covers = coveredBy(folder, parts, named);
  const checked = await Promise.all(parts.map((part) => lintPart(part, covers, host, input)));
  const found = checked.flatMap(({ inFiles }) => inFiles).concat(checked.flatMap(({ others }) => others));
  const files = checked.reduce((sum, part) => sum + part.files, 0);
  const texts = {
    sourceOf: (file: string) =>
      parts.map((part) => part.sourceOf(file)).find((source) => source !== undefined),
  };
  const reported = found.slice(0, MAX_FINDINGS);
  const truncated = checked.some((part) => part.isTruncated) || reported.length < found.length;
  if (format === 'json') printJson(host, { findings: findingsJson(texts, reported), files, truncated });
  else printLines(host, lintLines(texts, reported, files, truncated));
  return found.some(({ finding }) => finding.severity === 'error') ? 1 : 0;
}

/** Takes in an input that is not among the folder's files, whatever its name. */
function addInput(folder: PromptFolder, { file, parsed }: NamedInput): void {
  const known = folder.get(file);
  if (known && known.kind !== 'input') throw new UsageError(`${file} is a ${known.kind}, not an input.`);
  if (!known) folder.add(file, parsed);
}

/** What is found in one root, or in one file that is left out. */
async function lintPart(
  folder: PromptFolder,
  covers: (file: string) => boolean,
  host: CommandLineHost,
  input: NamedInput | undefined,
): Promise<{ inFiles: readonly FoundIn[]; others: FoundIn[]; files: number; isTruncated: boolean }> {
  const { scope } = folder;
  const files = [...scope.files()].sort().filter(covers);
  const bundles = [...scope.files()].filter((file) => scope.get(file)?.kind === 'bundle');
  const language = folderLanguage(folder, host, { input: input?.file });
  for (const file of files) if (scope.get(file)?.kind === 'input') await language.compareExpectations(file);
  const inFiles = await language.check(bundles, files);
  const others = [...folder.snapshotFindings(), ...folder.folderFindings()].filter(({ file }) =>
    covers(file),
  );
  return { inFiles, others, files: files.length, isTruncated: language.isTruncated('') };
}

function lintLines(
  folder: Pick<PromptFolder, 'sourceOf'>,
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
