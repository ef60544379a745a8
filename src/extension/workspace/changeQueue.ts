import type { Uri } from 'vscode';

/** Takes in what happened to one file. */
export type Take = () => Promise<void>;

/** What has happened to files and is not taken in yet: changes to one file between two flushes come to one, the last. */
export class ChangeQueue {
  readonly #pending = new Map<string, Take>();
  #flushing: Promise<void> = Promise.resolve();
  #isScheduled = false;

  /** `takeAll` takes in what has gathered, and never rejects. */
  constructor(private readonly takeAll: (takes: readonly Take[]) => Promise<void>) {}

  schedule(uri: Uri, take: Take): void {
    this.#pending.set(uri.toString(), take);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setTimeout(() => void this.flush(), 0);
  }

  /** Settles when all that has been scheduled so far is taken in. */
  flush(): Promise<void> {
    this.#flushing = this.#flushing.then(async () => {
      this.#isScheduled = false;
      const takes = [...this.#pending.values()];
      this.#pending.clear();
      await this.takeAll(takes);
    });
    return this.#flushing;
  }
}
