import type { Event, LogOutputChannel, Uri } from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { PromptIndex, PromptLanguage } from '../../language/index.js';
import type { Roots } from './roots.js';

/** What a cache needs to know. */
export interface CacheServices {
  readonly log: LogOutputChannel;
  readonly index: PromptIndex;
  readonly roots: Pick<Roots, 'alone' | 'has' | 'rootKeyOf'>;
  readonly language: Pick<PromptLanguage, 'keptAssemblies' | 'restoreAssemblies'>;
  readonly maxFileBytes: (file: Uri) => number;
  /** Fires when all that has changed is checked. */
  readonly onDidCheck: Event<void>;
  /** True while it is. */
  readonly isChecked: () => boolean;
}

/** What a file looked like from outside before it was read. */
export interface SeenStamp {
  readonly text: string;
  /** False where it says nothing for certain. */
  readonly isCertain: boolean;
}

/** What is known of the files of the workspace from one window to the next. It is never needed, and never throws. */
export interface WorkspaceCache {
  /** Reads what an earlier window left of a workspace folder. */
  open(folder: Uri): Promise<void>;
  /** What a file looks like from outside at this moment: to be asked for before it is read. */
  stampOf(file: Uri): Promise<SeenStamp | undefined>;
  /** While all files are loaded: takes a file into the index as it was known, if it is the same. */
  restore(file: string, stamp: SeenStamp | undefined): boolean;
  /** While all files are loaded: takes in one that was read. */
  load(file: string, parsed: PromptFile, path: string): void;
  /** Takes note of the state that the index has of a file. What is unsaved is not what anybody finds stored. */
  note(file: string, parsed: PromptFile, stamp: SeenStamp | 'unsaved' | undefined): void;
  /** Takes note that a file is gone. */
  forget(file: string): void;
  /** Ends the loading. Gives the bundles of which all is known that they bring about. */
  finish(): ReadonlySet<string>;
  dispose(): void;
}
