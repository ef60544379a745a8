import type { Uri } from 'vscode';

/** What differs between the desktop's extension host and the browser's. */
export interface Platform {
  /** SHA-256 of a text's UTF-8, in hex digits; loaded at the first render. */
  readonly loadSha256: () => Promise<(text: string) => string>;
  /** Adds to the end of a file, which is made if it is not there. */
  readonly appendFile: (file: Uri, text: string) => Promise<void>;
  /** A random name that nobody can guess. */
  readonly newId: () => string;
}
