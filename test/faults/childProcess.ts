import { spawn, type ChildProcessWithoutNullStreams, type SpawnOptions } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the programs, as they are built beside the tests. */
const PROGRAMS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'programs');

/** A process of Node and the lines it prints. */
export class ChildProcess {
  readonly lines: string[] = [];
  readonly ended: Promise<void>;
  #rest = '';
  #errors = '';
  readonly #waiting = new Set<() => void>();
  readonly #child: ChildProcessWithoutNullStreams;
  #isOver = false;

  constructor(
    [program, ...before]: readonly [string, ...string[]],
    args: readonly string[],
    options: SpawnOptions = {},
  ) {
    this.#child = spawn(program, [...before, ...args], {
      ...options,
      stdio: 'pipe',
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#rest + text).split('\n');
      this.#rest = lines.pop() ?? '';
      this.lines.push(...lines);
      this.#wake();
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    // What it is told after it was killed goes nowhere.
    this.#child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.#isOver = true;
        this.#wake();
        resolve();
      };
      this.#child.once('error', (error) => {
        this.#errors += String(error);
        end();
      });
      this.#child.once('close', end);
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  tell(order: unknown): void {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
  }

  /** Settles when it has printed that many lines; rejects with its errors when it ends before. */
  async hasPrinted(lines: number): Promise<void> {
    while (this.lines.length < lines) {
      if (this.#isOver) throw new Error(`It ended: ${this.#errors}`);
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  /** The next line that has the beginning, of those after `from`. */
  async line(beginning: string, from = 0): Promise<string> {
    for (let i = from; ; i++) {
      await this.hasPrinted(i + 1);
      if (this.lines[i]?.startsWith(beginning)) return this.lines[i] ?? '';
    }
  }

  /** Gives an order and waits for the answer, the line that has the beginning; gives all lines up to it. */
  async ask(order: unknown, beginning: string): Promise<readonly string[]> {
    const from = this.lines.length;
    this.tell(order);
    const last = await this.line(beginning, from);
    return this.lines.slice(from, this.lines.indexOf(last, from) + 1);
  }

  /** Ends it at once, wherever it is. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** Lets it end, since nothing more is asked. */
  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.ended;
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

export type Program = 'writer' | 'publisher' | 'creator' | 'commands' | 'swapper' | 'reader' | 'cli';
export interface Around {
  /** What stands before the program. */
  readonly command?: readonly [string, ...string[]];
  /** Where a copy of the program is. */
  readonly folder?: string;
  readonly options?: SpawnOptions;
}
export type Start = (program: Program, args?: readonly string[], around?: Around) => ChildProcess;

export function programFile(program: Program, folder = PROGRAMS): string {
  return path.join(folder, `${program}.mjs`);
}

/** Starts programs, all of which are gone after the test, however it ends. */
export function childProcesses(): Start {
  const running = new Set<ChildProcess>();
  afterEach(async () => {
    await Promise.all([...running].map((child) => child.kill()));
    running.clear();
  });
  return (program, args = [], { command, folder, options } = {}) => {
    const around: Around['command'] = command ?? [process.execPath];
    const child = new ChildProcess(around, [programFile(program, folder), ...args], options);
    running.add(child);
    void child.ended.then(() => running.delete(child));
    return child;
  };
}
