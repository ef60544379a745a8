import { labelFindings, type FoundIn } from '../../language/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { shownFinding, type Texts } from '../findingJson.js';
import { folderLanguage } from '../folderLanguage.js';
import { readInputFile, type NamedInput } from '../inputFile.js';
import type { Listing } from '../listFiles.js';
import type { LintOptions } from './lintOptions.js';
import { CUT, exitCodeOf, judge, reportLint, type FindingReader } from './lintReport.js';
import { coveredBy, leftOutFiles, noneAt, type NamedPath } from '../namedPaths.js';
import { besides, PromptFolder, type FileOptions } from '../promptFolder.js';
import { isReportFormat } from '../reports/formats.js';
import { printError } from '../print.js';
import { UsageError } from '../usage.js';

/** What is linted, and how it is told. */
interface LintCall {
  readonly root: string;
  readonly options: FileOptions;
  readonly listing: Listing;
  readonly named: readonly NamedPath[];
  readonly told: LintOptions;
  readonly input: string | undefined;
}

/** Reads and checks a folder, and the files that are left out and named all the same, whatever was known of them. */
export async function lintAnew(
  host: CommandLineHost,
  { root, options, listing, named, told, input: inputName }: LintCall,
): Promise<ExitCode> {
  const folder = new PromptFolder(root, options, { listing });
  const input =
    inputName === undefined
      ? undefined
      : readInputFile(inputName, { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes });
  const roots = [folder, ...folder.rootsBelow().map((home) => folder.below(home))];
  const parts = [...roots, ...leftOutFiles(folder, roots, named)];
  if (input) for (const part of parts) addInput(part, input);
  const all = parts.flatMap((part) => [...part.scope.files(), ...otherFiles(part)]);
  const covers = coveredBy(all, named);
  if (typeof covers !== 'function') throw noneAt(folder, covers);
  const checked = await Promise.all(parts.map((part) => checkFolder(part, covers, host, input)));
  const found = checked.flatMap(({ inFiles }) => inFiles).concat(checked.flatMap(({ others }) => others));
  const texts = textsOf(parts);
  const files = checked.reduce((sum, part) => sum + part.files, 0);
  const result = { found, files, isTruncated: checked.some((part) => part.isTruncated) };
  const reader: FindingReader<FoundIn> = {
    severityOf: ({ finding }) => finding.severity,
    shown: (one) => shownFinding(texts, one),
  };
  if (!isReportFormat(told.format)) return reportLint(host, told, result, reader);
  const verdict = judge(result, told, reader);
  const { printReport } = await import('../reports/printReport.js');
  printReport(host, told.format, {
    root,
    parts: checked,
    texts,
    files: all.filter(covers),
    found: verdict.reported,
  });
  if (verdict.isCut) printError(host, CUT);
  return exitCodeOf(host, verdict, told);
}

/** What is found in one root, or in one file that is left out. */
export interface CheckedFolder {
  readonly folder: PromptFolder;
  readonly inFiles: readonly FoundIn[];
  /** In its published versions, labels, folders that cannot be listed, and configurations. */
  readonly others: readonly FoundIn[];
  readonly files: number;
  readonly isTruncated: boolean;
  readonly language: ReturnType<typeof folderLanguage>;
}

/** Checks the files of a root that are covered. */
export async function checkFolder(
  folder: PromptFolder,
  covers: (file: string) => boolean,
  host: Pick<CommandLineHost, 'now'>,
  input?: NamedInput,
): Promise<CheckedFolder> {
  const { scope } = folder;
  const files = [...scope.files()].sort().filter(covers);
  const bundles = [...scope.files()].filter((file) => scope.get(file)?.kind === 'bundle');
  const language = folderLanguage(folder, host, { input: input?.file });
  for (const file of files) if (scope.get(file)?.kind === 'input') await language.compareExpectations(file);
  const inFiles = await language.check(bundles, files);
  const others = othersIn(folder).filter(({ file }) => covers(file));
  return { folder, inFiles, others, files: files.length, isTruncated: language.isTruncated(''), language };
}

/** What is found beside the prompt files of a root: in its published versions, labels, folders that cannot be listed, and configurations. */
export function othersIn(
  folder: Pick<PromptFolder, 'configurations' | 'scope' | 'snapshotFindings' | 'folderFindings'>,
): FoundIn[] {
  const { file: labels } = folder.scope.labels;
  const labelled = labels
    ? labelFindings(folder.scope).map((finding) => ({ file: labels.file, finding }))
    : [];
  const configured = folder.configurations.flatMap(({ file, findings }) =>
    findings.map((finding) => ({ file, finding })),
  );
  return [...folder.snapshotFindings(), ...labelled, ...folder.folderFindings(), ...configured];
}

/** The names of those files and folders, whether anything is found in them or not. */
export function otherFiles(
  folder: Pick<PromptFolder, 'configurations' | 'scope' | 'folderFindings'>,
): string[] {
  const others = [...folder.scope.published.files(), ...folder.folderFindings(), ...besides(folder)];
  return others.map(({ file }) => file);
}

/** The texts of some roots. */
export function textsOf(parts: readonly Texts[]): Texts {
  return {
    sourceOf: (file) => parts.map((part) => part.sourceOf(file)).find((source) => source !== undefined),
  };
}

/** Takes in an input that is not among the folder's files, whatever its name. */
function addInput(folder: PromptFolder, { file, parsed }: NamedInput): void {
  const known = folder.get(file);
  if (known && known.kind !== 'input') throw new UsageError(`${file} is a ${known.kind}, not an input.`);
  if (!known) folder.add(file, parsed);
}
