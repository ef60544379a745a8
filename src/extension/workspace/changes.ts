import { EventEmitter, type Disposable } from 'vscode';

/** Tells which files may have other findings: at once, or together where much is taken in. */
export class Changes implements Disposable {
  readonly #emitter = new EventEmitter<ReadonlySet<string>>();
  readonly #gathered = new Set<string>();
  /** The bundles that were loaded with what they bring about, and that nothing was told of since. */
  #checked = new Set<string>();
  /** How much is being taken in that is told of together. */
  #gathering = 0;

  /** Fires with the files whose findings may have changed. */
  readonly event = this.#emitter.event;

  tell(files: Iterable<string>): void {
    for (const file of files) {
      this.#gathered.add(file);
      this.#checked.delete(file);
    }
    if (this.#gathering === 0) this.#fire();
  }

  /**
   * Tells of files that were loaded. Of some bundles among them it is known what they bring about, but for those that were told of
   * meanwhile.
   */
  tellLoaded(files: Iterable<string>, checked: ReadonlySet<string>): void {
    const unchanged = [...checked].filter((bundle) => !this.#gathered.has(bundle));
    this.tell(files);
    this.#checked = new Set(unchanged);
  }

  /** True for a bundle that was loaded with what it brings about, unless it was told of again. */
  isChecked(bundle: string): boolean {
    return this.#checked.has(bundle);
  }

  /** True while nothing is taken in that is not told of yet. */
  isQuiet(): boolean {
    return this.#gathering === 0;
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
