import { Uri, type LogOutputChannel } from 'vscode';
import type { PromptIndex } from '../../language/index.js';
import type { Placement } from '../belonging/index.js';
import { logError } from '../output/log.js';
import type { ChangeQueue } from './changeQueue.js';
import type { Changes } from './changes.js';
import type { LooseFolders } from './looseFolders.js';
import type { ParsedFiles } from './parsedFiles.js';
import type { Platform } from './platform.js';
import type { Precedence } from './precedence.js';
import type { Roots } from './roots.js';
import { isInWorkspace } from './savedPlace.js';
import type { WorkspaceCache } from './workspaceCache.js';

/** What they need of the platform. */
export type WorkspacePlatform = Pick<Platform, 'loadSha256' | 'readQuickly' | 'realPath'>;

/** What those share who keep the index of the workspace up to date. */
export interface WorkspaceParts {
  readonly log: LogOutputChannel;
  readonly platform: WorkspacePlatform;
  readonly roots: Roots;
  readonly loose: LooseFolders;
  readonly index: PromptIndex;
  readonly parsed: ParsedFiles;
  readonly placement: Promise<Placement>;
  /** How long a file may be, in bytes: as the configuration of its root says, else as the settings do. */
  readonly maxFileBytes: (file: Uri) => number;
  readonly queue: ChangeQueue;
  readonly changes: Changes;
  readonly precedence: Precedence;
  /** The files whose text in an editor is held back. */
  readonly held: Set<string>;
  /** What is known of the files from one window to the next, once it is open. */
  cache?: WorkspaceCache | undefined;
}

/** Does something that may go wrong for one file, or folder, and has to do with no other. */
export async function attempt(
  log: Pick<LogOutputChannel, 'error'>,
  take: () => Promise<void>,
): Promise<void> {
  try {
    await take();
  } catch (error) {
    logError(log, error);
  }
}

/** False for a file outside of the workspace, as long as no editor shows one that lies beside it. */
export function isLoaded({ loose, roots }: Pick<WorkspaceParts, 'loose' | 'roots'>, uri: Uri): boolean {
  return isInWorkspace(uri) || loose.has(roots.rootOf(uri));
}

/** The files of a root that are in the index. */
export function indexedFiles({ index }: Pick<WorkspaceParts, 'index'>, root: Uri): Uri[] {
  return [...index.of(Uri.joinPath(root, '-').toString()).files()].map((file) => Uri.parse(file));
}
