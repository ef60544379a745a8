const LF = 0x0a;

/** Where the lines of a file begin. */
interface Piece {
  /** The number, in the log, of the first line that begins in the file. */
  readonly first: number;
  /** The number of that line in the file: 2 where a line that began in the file before ends in this one. */
  readonly line: number;
}

/** The bytes of a log that one file or several hold, and where its lines are in them. */
export class LogPieces {
  /** One for each file that was read so far. */
  readonly #pieces: Piece[] = [];
  #breaks = 0;
  #isInLine = false;

  constructor(
    private readonly files: readonly string[],
    private readonly read: (file: string) => AsyncIterable<Uint8Array>,
  ) {}

  /** The file that is being read, or was last. */
  get file(): string {
    return this.files[Math.max(0, this.#pieces.length - 1)] ?? '';
  }

  /** All bytes, as though they were of one file. Rejects with what the file system says. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    for (const file of this.files) {
      const line = this.#isInLine ? 2 : 1;
      this.#pieces.push({ first: this.#breaks + line, line });
      for await (const chunk of this.read(file)) {
        // A log of one file has its lines where they are.
        if (this.files.length > 1) this.#count(chunk);
        yield chunk;
      }
    }
  }

  /** The file that a line begins in, and its number there. Line 0 stands for the whole of the last file. */
  placeOf(line: number): { readonly file: string; readonly line: number } {
    const index = line === 0 ? -1 : this.#pieces.findLastIndex(({ first }) => first <= line);
    const piece = this.#pieces[index];
    if (!piece) return { file: this.file, line: 0 };
    return { file: this.files[index] ?? '', line: line - piece.first + piece.line };
  }

  #count(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, at + 1)) this.#breaks++;
    if (chunk.length > 0) this.#isInLine = chunk.at(-1) !== LF;
  }
}
