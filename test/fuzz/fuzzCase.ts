import { decodeUtf8, type DecodedText } from '../../src/core/text/utf8.js';

/** A file written, or deleted when it has no text. */
export interface Edit {
  readonly file: string;
  readonly text: string | null;
  /** True when each character of the text is a byte of the file. */
  readonly bytes?: boolean;
}

/** What one check is about: a folder, and edits of it, one after the other. All of it, so that it can be checked anywhere. */
export interface FuzzCase {
  readonly files: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

/** What is wrong: the promise that is broken and how (the same for all texts that break it alike), and the details. */
export interface Violation {
  readonly kind: string;
  readonly detail: string;
}

/** Tells a violation. */
export type Report = (kind: string, detail: string) => void;

/** True for the file of a published version. */
export function isSnapshot(file: string): boolean {
  return file.startsWith('.prompt-bundles/published/');
}

/** The text of an edit as a file's reader gets it. */
export function givenText({ text, bytes }: Edit): DecodedText {
  if (text === null) return { text: '' };
  return bytes ? decodeUtf8(Uint8Array.from(text, (byte) => byte.charCodeAt(0))) : { text };
}
