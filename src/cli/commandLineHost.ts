import type { Readable, Writable } from 'node:stream';

/** What a run takes from its process. */
export interface CommandLineHost {
  /** Absolute path of the folder the command was called in. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Has something done before the process ends because nobody reads on. */
  readonly beforeEnd?: (finisher: () => Promise<void>) => void;
  /** Variables, some of which hold secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who is logged in, where that is known. */
  readonly userName?: string;
  /** Whether what is printed goes to a terminal, where somebody reads it. */
  readonly isTerminal?: (stream: 'out' | 'error') => boolean;
  /** Whether a person would have to type what is read from standard input. */
  readonly isInputTerminal?: () => boolean;
  /** Standard input as a stream, for what goes on as long as it is open. */
  readonly input?: () => Readable;
  /** The streams of the process, for a command that speaks a protocol on them. */
  readonly streams?: () => { readonly input: Readable; readonly output: Writable };
  readonly now: () => Date;
  /** A name that no other run has. */
  readonly newId: () => string;
}

/** 0: done. 1: refused, and why is told, or something wrong was found. 2: called wrongly. A fault of the program ends it with 3. */
export type ExitCode = 0 | 1 | 2;
