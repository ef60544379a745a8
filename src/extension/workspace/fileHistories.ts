import type { Uri } from 'vscode';
import type { FileHistory } from '../../language/index.js';

/** What a version control knows of the files of a prompt by now. */
export interface SeenHistories {
  /** Another text where another commit is checked out. */
  readonly state: string;
  /** What is to be said of it: why there is none, or that it is not whole; else empty. */
  readonly note: string;
  /** `undefined` where no file is in a repository. */
  readonly history: FileHistory | undefined;
  /** Where a file would be by the name that a revision has of it; `undefined` for one without a history. */
  readonly uriAt: (file: string, name: string) => Uri | undefined;
  readonly dispose: () => void;
}

/** Looks into the version control of files, which go by their URIs. What is seen is to be disposed of: that ends it. */
export interface FileHistories {
  look(files: readonly string[]): Promise<SeenHistories>;
}

/** What is brought to look into version control: which program it is, and how long a file may be, in bytes. */
export interface HistoryOptions {
  readonly program: () => Promise<string>;
  readonly maxFileBytes: (file: string) => number;
}
