import { FileType, Uri, workspace } from 'vscode';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import type { FolderAbove, FolderConfiguration, FolderFacts } from '../../language/index.js';
import { readConfigurationOf, type ConfiguredFolder } from './configurationFile.js';
import { textOf } from './textOf.js';

/** The most folders above one in which its repository is looked for. */
const MAX_ABOVE = 64;

/** What is in a folder: names and their types. Empty for one that cannot be listed. */
export type Listing = ReadonlyMap<string, FileType>;

/** Lists a folder. */
export async function listFolder(folder: Uri): Promise<Map<string, FileType>> {
  return new Map(
    await workspace.fs.readDirectory(folder).then(
      (entries) => entries,
      () => [],
    ),
  );
}

/** What decides in a folder which files belong, with its whole configuration. */
export async function factsOf(
  { uri: folder, path, before }: ConfiguredFolder,
  listing: Listing,
): Promise<FolderFacts & { readonly configuration: FolderConfiguration | undefined }> {
  const git = listing.get('.git');
  const hasRecords = listing.has(PUBLISHED_FOLDER[0]);
  return {
    ignore: listing.has('.gitignore') ? await textOf(Uri.joinPath(folder, '.gitignore')) : undefined,
    git: git === undefined ? undefined : isFolder(git) ? '' : await textOf(Uri.joinPath(folder, '.git')),
    publishes: hasRecords && isFolder(await typeOf(Uri.joinPath(folder, ...PUBLISHED_FOLDER))),
    configuration: hasRecords ? await readConfigurationOf({ uri: folder, path, before }) : undefined,
  };
}

/** What is above a folder in its repository, and what the repository leaves out beside its ignore files. */
export interface Repository {
  readonly above: readonly FolderAbove[];
  readonly name: string;
  readonly exclude: string | undefined;
  /** The ignore files above the folder, which may come, change or go. */
  readonly files: readonly Uri[];
}

/** Looks for the repository that a folder is in. */
export async function repositoryOf(own: Uri): Promise<Repository> {
  const above: FolderAbove[] = [];
  const files: Uri[] = [];
  for (let folder = own; above.length < MAX_ABOVE; folder = Uri.joinPath(folder, '..')) {
    if (folder.path !== own.path) {
      const file = Uri.joinPath(folder, '.gitignore');
      files.push(file);
      above.unshift({ name: nameOf(folder), ignore: await textOf(file) });
    }
    if ((await typeOf(Uri.joinPath(folder, '.git'))) !== undefined) {
      const exclude = await textOf(Uri.joinPath(folder, '.git', 'info', 'exclude'));
      return { above, name: nameOf(own), exclude, files };
    }
    if (folder.path === '/' || folder.path === Uri.joinPath(folder, '..').path) break;
  }
  return { above: [], name: '', exclude: undefined, files: [] };
}

/** The type of a file or folder, with that it is a link; `undefined` where there is none. */
export async function typeOf(uri: Uri): Promise<FileType | undefined> {
  return workspace.fs.stat(uri).then(
    ({ type }) => type,
    () => undefined,
  );
}

function isFolder(type: FileType | undefined): boolean {
  return type !== undefined && (type & FileType.Directory) !== 0;
}

function nameOf({ path }: Uri): string {
  return path.split('/').at(-1) ?? '';
}
