import type { FileType } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { Finding } from '../../core/model/findings.js';
import type { TextEdit } from './textEdit.js';

/** A change that takes a finding away. Its edits are in order and do not overlap. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A text read as the file that is being fixed: what it says, and what is found in it whether suppressed or not. */
export interface Reread {
  readonly file: PromptFile;
  readonly findings: readonly Finding[];
}

/** Reads a text as the file that is being fixed. It is handed in, so that the fixes do not hold the parsers once more. */
export type Reader = (text: string) => Reread;

/** The file that is being fixed. */
export class FixSubject {
  #before: Reread | undefined;

  constructor(
    readonly type: FileType,
    readonly file: PromptFile,
    readonly read: Reader,
    /** The file's own name, which tells what a new file calls itself. */
    readonly name = '',
  ) {}

  get text(): string {
    return this.file.source.text;
  }

  /** The file as it stands, read as edited texts are. */
  get before(): Reread {
    return (this.#before ??= this.read(this.text));
  }

  /** The same file with another text. */
  with(text: string): FixSubject {
    return new FixSubject(this.type, this.read(text).file, this.read, this.name);
  }
}
