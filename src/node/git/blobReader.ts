import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { startGit, type GitPlace } from './gitProgram.js';

interface Asked {
  readonly limit: number;
  readonly resolve: (bytes: Uint8Array | undefined) => void;
}

/** Reads the contents of blobs, many of them by one process (`git cat-file --batch`). */
export class BlobReader {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #asked: Asked[] = [];
  #held: Uint8Array[] = [];
  #length = 0;
  /** What is missing of the answer that is read, its last line break with it; `undefined` between answers. */
  #missing: number | undefined;

  constructor(place: GitPlace) {
    this.#child = startGit(place, ['cat-file', '--batch']);
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    this.#child.once('error', () => {
      this.#end();
    });
    this.#child.once('close', () => {
      this.#end();
    });
    this.#child.stderr.resume();
  }

  /** The bytes of a blob by its name in digits; `undefined` where it has more than `limit`, or is not to be had. */
  read(blob: string, limit: number): Promise<Uint8Array | undefined> {
    return new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.stdin.destroyed) {
        resolve(undefined);
        return;
      }
      this.#asked.push({ limit, resolve });
      this.#child.stdin.write(`${blob}\n`);
    });
  }

  /** Ends the process. */
  dispose(): void {
    this.#child.kill();
    this.#end();
  }

  #end(): void {
    for (const { resolve } of this.#asked.splice(0)) resolve(undefined);
  }

  #take(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0;) {
      if (this.#missing === undefined) rest = this.#takeHeader(rest);
      else rest = this.#takeContent(rest, this.#missing);
    }
  }

  /** `<name> blob <size>`, or `<name> missing`. */
  #takeHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf(LINE_BREAK);
    this.#hold(end < 0 ? chunk : chunk.subarray(0, end));
    if (end < 0) return chunk.subarray(chunk.length);
    const header = Buffer.concat(this.#release()).toString('latin1');
    const [, size] = /^\w+ \w+ (\d+)$/.exec(header) ?? [];
    if (size === undefined) this.#asked.shift()?.resolve(undefined);
    else this.#missing = Number(size) + 1;
    return chunk.subarray(end + 1);
  }

  #takeContent(chunk: Buffer, missing: number): Buffer {
    const taken = chunk.subarray(0, missing);
    const [asked] = this.#asked;
    // No more is held than is wanted.
    if (asked && this.#length <= asked.limit) this.#hold(taken);
    this.#missing = missing - taken.length;
    if (this.#missing === 0) {
      this.#missing = undefined;
      const length = this.#length - 1;
      const bytes = Buffer.concat(this.#release());
      this.#asked.shift()?.resolve(asked && length <= asked.limit ? bytes.subarray(0, length) : undefined);
    }
    return chunk.subarray(taken.length);
  }

  #hold(bytes: Uint8Array): void {
    this.#held.push(bytes);
    this.#length += bytes.length;
  }

  #release(): Uint8Array[] {
    const held = this.#held;
    this.#held = [];
    this.#length = 0;
    return held;
  }
}

const LINE_BREAK = 0x0a;
