import type { SourceText } from '../../core/text/sourceText.js';
import {
  labelFindings,
  type BaselinedCount,
  type FoundIn,
  type PromptLanguage,
  type ScopeIndex,
} from '../../language/index.js';
import { folderLanguage } from './folderLanguage.js';
import { besides, type PromptFolder } from './promptFolder.js';

/** What is found in one root, or in one file that is left out. */
export interface CheckedFolder {
  readonly folder: PromptFolder;
  readonly inFiles: readonly FoundIn[];
  /** In its published versions, labels, baseline, folders that cannot be listed, and configurations. */
  readonly others: readonly FoundIn[];
  readonly files: number;
  readonly isTruncated: boolean;
  /** How many findings its baseline hides, by the files that have some. */
  readonly baselined: readonly BaselinedCount[];
  readonly language: ReturnType<typeof folderLanguage>;
}

/** What knows the texts of files. */
export interface Texts {
  readonly sourceOf: (file: string) => SourceText | undefined;
}

/** Checks the files of a root that are covered, bundles with the one input that is given, else with those meant for each. */
export async function checkFolder(
  folder: PromptFolder,
  covers: (file: string) => boolean,
  host: { readonly now: () => Date },
  input?: string,
): Promise<CheckedFolder> {
  const { scope } = folder;
  const files = [...scope.files()].sort().filter(covers);
  const bundles = [...scope.files()].filter((file) => scope.get(file)?.kind === 'bundle');
  const language = folderLanguage(folder, host, { input });
  for (const file of files) if (scope.get(file)?.kind === 'input') await language.compareExpectations(file);
  const inFiles = await language.check(bundles, files);
  const others = othersIn(folder, language).filter(({ file }) => covers(file));
  return {
    folder,
    inFiles,
    others,
    files: files.length,
    isTruncated: language.isTruncated(''),
    baselined: baselinedIn(scope, language),
    language,
  };
}

/**
 * What is found beside the prompt files of a root: in its published versions, labels, folders that cannot be listed,
 * configurations, and its baseline, by what was found in the files that it speaks of.
 */
export function othersIn(
  folder: Pick<PromptFolder, 'configurations' | 'scope' | 'snapshotFindings' | 'folderFindings'>,
  language: Pick<PromptLanguage, 'diagnosePublished'>,
): FoundIn[] {
  const { file: labels } = folder.scope.labels;
  const labelled = labels
    ? labelFindings(folder.scope).map((finding) => ({ file: labels.file, finding }))
    : [];
  const configured = folder.configurations.flatMap(({ file, findings }) =>
    findings.map((finding) => ({ file, finding })),
  );
  const { file: baseline } = folder.scope.baseline;
  const counted = baseline
    ? language.diagnosePublished(baseline.file).map((finding) => ({ file: baseline.file, finding }))
    : [];
  return [...folder.snapshotFindings(), ...labelled, ...folder.folderFindings(), ...configured, ...counted];
}

/** How many findings the baseline of a root hides, by the files that have some, in order of name. */
export function baselinedIn(
  scope: ScopeIndex,
  language: Pick<PromptLanguage, 'baselined'>,
): readonly BaselinedCount[] {
  if (!scope.baseline.file) return [];
  const counts = [...scope.files()].sort().map((file) => ({ file, count: language.baselined(file) }));
  return counts.filter(({ count }) => count > 0);
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
