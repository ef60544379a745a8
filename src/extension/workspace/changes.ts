import { EventEmitter, type Disposable } from 'vscode';

/** Tells which files may have other findings: at once, or together where much is taken in. */
export class Changes implements Disposable {
  readonly #emitter = new EventEmitter<ReadonlySet<string>>();
  readonly #gathered = new Set<string>();
  /** How much is being taken in that is told of together. */
  #gathering = 0;

  /** Fires with the files whose findings may have changed. */
  readonly event = this.#emitter.event;

  tell(files: Iterable<string>): void {
    for (const file of files) this.#gathered.add(file);
    if (this.#gathering === 0) this.#fire();
  }

  /** Does what takes in much: whom it concerns is told once it is done. */
  async together(work: () => Promise<void>): Promise<void> {
    this.#gathering++;
    try {
      await work();
    } finally {
      this.#gathering--;
      if (this.#gathering === 0) this.#fire();
    }
  }

  dispose(): void {
    this.#emitter.dispose();
  }

  #fire(): void {
    if (this.#gathered.size === 0) return;
    const files = new Set(this.#gathered);
    this.#gathered.clear();
    this.#emitter.fire(files);
  }
}
