import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { getHeapCodeStatistics, setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HeapParts } from './heapParts.mjs';

/** How much memory what reads a snapshot may take, in MB: some five times the file's size. */
const READING_MB = 4096;

/** The heap of this process, which V8 cleans before it is measured. */
export class Heap {
  readonly #collect: () => void;
  readonly #snapshots: string;

  /**
   * @param extensionPath the extension's folder: what scripts built there keep is ours
   * @param kept where snapshots stay, to be looked at; else none does
   */
  constructor(
    private readonly extensionPath: string,
    private readonly kept: string | undefined,
  ) {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
    if (kept !== undefined) mkdirSync(kept, { recursive: true });
    this.#snapshots = kept ?? mkdtempSync(path.join(tmpdir(), 'prompt-bundles-heap-'));
  }

  /** How large it is, in bytes, and how much of it is code. */
  async size(): Promise<{ readonly heap: number; readonly code: number }> {
    for (let i = 0; i < 3; i++) {
      await pause(50);
      this.#collect();
    }
    const { code_and_metadata_size: compiled, bytecode_and_metadata_size: read } = getHeapCodeStatistics();
    return { heap: process.memoryUsage().heapUsed, code: compiled + read };
  }

  /** Whose it is at this moment, which is called by a name. This process does nothing else for seconds. */
  async parts(moment: string): Promise<HeapParts> {
    await this.size();
    const file = path.join(this.#snapshots, `${moment}.heapsnapshot`);
    writeHeapSnapshot(file);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        `--max-old-space-size=${READING_MB}`,
        path.join(this.extensionPath, 'test/soak/printHeapParts.mjs'),
        file,
        // Scripts are known by where they are indeed, whatever links to the folder.
        path.join(realpathSync(this.extensionPath), 'dist') + path.sep,
      ],
      { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
    );
    if (this.kept === undefined) rmSync(file);
    const parts = JSON.parse(stdout) as HeapParts;
    if (parts.ours === 0)
      throw new Error('The heap has nothing of ours: the snapshot does not name our scripts.');
    return parts;
  }

  dispose(): void {
    if (this.kept === undefined) rmSync(this.#snapshots, { recursive: true });
  }
}
