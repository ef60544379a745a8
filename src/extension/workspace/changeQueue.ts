import type { Uri } from 'vscode';
import { inBatches } from './inBatches.js';

/** Takes in what happened to one file. */
export type Take = () => Promise<void>;

/** How a change is taken in. */
export interface TakeOptions {
  /** Told by the file system, which tells of many files one after the other: more are waited for, for a moment. */
  readonly mayBeOneOfMany?: boolean;
  /** Has to do with more than its own file: nothing else is taken in at the same time. */
  readonly isAlone?: boolean;
}

interface Pending extends TakeOptions {
  readonly take: Take;
}

/** How long more changes of the file system are waited for, after each and in all, in milliseconds. */
const DEBOUNCE = 50;
const MAX_WAIT = 400;
/** How many files are taken in at once. */
const AT_ONCE = 32;

/** What has happened to files and is not taken in yet: changes to one file between two flushes come to one, the last. */
export class ChangeQueue {
  readonly #pending = new Map<string, Pending>();
  #flushing: Promise<void> = Promise.resolve();
  #timer: unknown;
  /** When the timer is due, and when the first change that it is for came. */
  #due = Infinity;
  #since = 0;

  /** `together` does what takes in all that has gathered; `attempt` one of it, and never rejects. */
  constructor(
    private readonly together: (takeAll: Take) => Promise<void>,
    private readonly attempt: (take: Take) => Promise<void>,
  ) {}

  schedule(uri: Uri, take: Take, options: TakeOptions = {}): void {
    this.#pending.set(uri.toString(), { ...options, take });
    const now = Date.now();
    if (this.#timer === undefined) this.#since = now;
    const longest = this.#since + MAX_WAIT;
    if (!options.mayBeOneOfMany) this.#wait(Math.min(now, this.#due), now);
    else if (this.#timer === undefined || this.#due > now) this.#wait(Math.min(now + DEBOUNCE, longest), now);
  }

  /** Settles when all that has been scheduled so far is taken in. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#due = Infinity;
      const pending = [...this.#pending.values()];
      this.#pending.clear();
      if (pending.length > 0) await this.together(() => this.#takeAll(pending));
    });
    return this.#flushing;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #wait(due: number, now: number): void {
    if (due === this.#due) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => void this.flush(), Math.max(0, due - now));
  }

  /** Changes in their order; files that have nothing to do with each other at the same time. */
  async #takeAll(pending: readonly Pending[]): Promise<void> {
    let beside: Take[] = [];
    const takeBeside = async (): Promise<void> => {
      await inBatches(beside, AT_ONCE, this.attempt);
      beside = [];
    };
    for (const { take, isAlone } of pending) {
      if (!isAlone) beside.push(take);
      else {
        await takeBeside();
        await this.attempt(take);
      }
    }
    await takeBeside();
  }
}
