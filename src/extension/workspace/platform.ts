import type { Disposable, Uri } from 'vscode';
import type { JsonLinesOptions } from '../../core/audit/jsonLines.js';
import type { LoadTokenizer } from '../../core/model/encodings.js';
import type { Creation } from '../../core/published/creation.js';
import type { FileHistories, HistoryOptions } from './fileHistories.js';
import type { CacheServices, WorkspaceCache } from './workspaceCache.js';

/** What differs between the desktop's extension host and the browser's. */
export interface Platform {
  /** SHA-256 of a text's UTF-8, in hex digits; loaded when it is first needed. */
  readonly loadSha256: () => Promise<(text: string) => string>;
  /** Appends to one writer's own logs in a folder, which is made when it is needed; `id` and the time name the logs. */
  readonly logAppender: (folder: Uri, startedAt: Date, id: string) => JsonLinesOptions['append'];
  /** Makes a file and its folder, and never replaces another. */
  readonly createFile: (file: Uri, text: string) => Promise<Creation>;
  /** What a path really is, with all links followed; `undefined` where that cannot be known. */
  readonly realPath: (uri: Uri) => Promise<Uri | undefined>;
  /**
   * The bytes of a file of at most `limit` bytes, where the platform has a faster way to them than VS Code; `undefined` for
   * what is no such file, or cannot be read: VS Code says then what it is.
   */
  readonly readQuickly?: (file: Uri, limit: number) => Promise<Uint8Array | undefined>;
  /** Where there is a place for it: what is known of the files from one window to the next. */
  readonly openCache?: (services: CacheServices) => Promise<WorkspaceCache | undefined>;
  /** Where version control can be asked: what it knows of files. */
  readonly openHistories?: (options: HistoryOptions) => Promise<FileHistories>;
  /** Where it has a server for agents, and the editor knows such: tells the editor of it. */
  readonly offerServers?: () => Promise<Disposable>;
  /** The bytes of a file, in as many chunks as the platform can. */
  readonly readChunks: (file: Uri) => AsyncIterable<Uint8Array>;
  /** Whether the owner of a file took the right to write it; false where that is not known. */
  readonly isLocked: (file: Uri) => Promise<boolean>;
  /** What counts tokens; loaded when that is first needed. */
  readonly loadTokenizer: LoadTokenizer;
  /** A random name that nobody can guess. */
  readonly newId: () => string;
}
