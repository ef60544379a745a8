import type { FileKind, FileSyntax } from '../../core/documents/fileKinds.js';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { lastName } from '../../core/text/lastName.js';
import type { Reference } from '../../core/model/reference.js';
import { fileStem } from '../fixes/documents/newTemplates.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** How the files of a kind are called in a folder, as most of them are. */
export interface FolderManner {
  /** Behind the stem: `.prompt-bundle.yaml`. */
  readonly ending: string;
  readonly syntax: FileSyntax;
  /** What stands between id and version in a name; `undefined` where names hold no version. */
  readonly separator: string | undefined;
  /** A file in whose folder new ones belong; `undefined` where there is none of the kind yet. */
  readonly beside: string | undefined;
}

const FIRST_ENDINGS: Readonly<Record<FileKind, string>> = {
  template: '.prompt-template.md',
  bundle: '.prompt-bundle.yaml',
  input: '.prompt-input.yaml',
};

/** The manner of a folder, from the files that are there; what a first file is like otherwise. */
export function folderManner(scope: ScopeIndex, kind: FileKind): FolderManner {
  const files = [...scope.files()].filter((file) => scope.get(file)?.kind === kind).sort();
  const endings = files.map((file) => /\.prompt-\w+\.\w+$/.exec(lastName(scope.nameOf(file)))?.[0] ?? '');
  const ending = mostCommon(endings.filter((one) => one !== '')) ?? FIRST_ENDINGS[kind];
  return {
    ending,
    syntax: fileTypeOf(`x${ending}`)?.syntax ?? 'yaml',
    separator: mostCommon(files.map((file) => separatorIn(scope, file))),
    beside: mostCommonFolder(files),
  };
}

/** Names for a new file, the best first: in the manner of its folder, then with its version. */
export function namesFor({ id, semver }: Reference, { ending, separator }: FolderManner): readonly string[] {
  const stem = fileStem(id) || 'new';
  const versioned = `${stem}${separator ?? '-'}${fileStem(semver)}${ending}`;
  return separator === undefined ? [`${stem}${ending}`, versioned] : [versioned];
}

/** What a new file is called: the first of its names that no other has, or the last of them with a number. */
export function numberedNames(names: readonly string[]): readonly string[] {
  const last = names.at(-1) ?? '';
  return [...names, ...[2, 3, 4, 5].map((number) => last.replace(/(?=\.prompt-)/, `-${number}`))];
}

/** What stands between the id and the version in the name of a file that has both. */
function separatorIn(scope: ScopeIndex, file: string): string | undefined {
  const { id, semver } = scope.get(file)?.identity?.name ?? {};
  if (id === undefined || semver === undefined) return undefined;
  const name = lastName(scope.nameOf(file));
  const stem = fileStem(id);
  const rest = name.slice(stem.length);
  const at = rest.indexOf(`${semver}.prompt-`);
  return name.startsWith(stem) && at > 0 ? rest.slice(0, at) : undefined;
}

/** The last file of the folder that holds most of them. */
function mostCommonFolder(files: readonly string[]): string | undefined {
  const folder = mostCommon(files.map(folderOf));
  return files.filter((file) => folderOf(file) === folder).at(-1);
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/') + 1);
}

/** The value that is there most often, the first of several. */
function mostCommon<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
