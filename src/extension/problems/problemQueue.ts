import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { TimeSlice } from '../workspace/timeSlice.js';

/** How many files are shown in one step. */
const SHOWN_AT_ONCE = 32;
/** A file in view waits for no more bundles than these, and is shown again when another of them finds something in it. */
const MOST_WAITED_FOR = 50;

/** What is done next: a bundle is assembled, some files are shown, or the expectations of an input are compared. */
export type Step =
  | { readonly kind: 'bundle'; readonly bundle: string; readonly isInView: boolean }
  | { readonly kind: 'files'; readonly files: readonly string[]; readonly isInView: boolean }
  | { readonly kind: 'input'; readonly input: string; readonly isInView: boolean };

/** What the queue asks about files. */
export interface ProblemQueuePorts {
  /** True for an input that expects something: what became of that is shown with all else that is told of it. */
  readonly expects: (file: string) => boolean;
  /** True for a bundle of which all is known that it brings about. */
  readonly isChecked: (bundle: string) => boolean;
  /** The bundles that a file is part of. */
  readonly bundlesAround: (file: string) => Iterable<string>;
  /** The files that are in view, the first in sight first. */
  readonly inView: () => readonly string[];
}

/** Bundles to check anew, files to show after that, and then inputs whose expectations to compare before they are shown. */
class Waiting {
  readonly bundles = new Set<string>();
  readonly files = new Set<string>();
  readonly inputs = new Set<string>();

  isEmpty(): boolean {
    return this.bundles.size + this.files.size + this.inputs.size === 0;
  }

  /** Takes in what another has waiting. */
  absorb(other: Waiting): void {
    for (const kind of ['bundles', 'files', 'inputs'] as const) {
      for (const file of other[kind]) this[kind].add(file);
      other[kind].clear();
    }
  }
}

/**
 * What is left to do to show the problems as they are now: of what is in view first, then what the latest change asks for,
 * then what earlier ones have left.
 */
export class ProblemQueue {
  #incoming: ReadonlySet<string>[] = [];
  readonly #inView = new Waiting();
  readonly #next = new Waiting();
  readonly #later = new Waiting();
  /** Where the last step came from. */
  #current = this.#next;

  constructor(private readonly ports: ProblemQueuePorts) {}

  /** Takes in a change of files. */
  take(changed: ReadonlySet<string>): void {
    this.#incoming.push(changed);
  }

  /** Takes in files that are to be shown anew as they are known. */
  takeLater(files: Iterable<string>): void {
    for (const file of files) this.#later.files.add(file);
  }

  /** Takes in that the problems of files may be others by what the last step found. */
  touch(files: Iterable<string>): void {
    for (const file of files) this.#current.files.add(file);
  }

  /** Sorts what came in since; await it before the next step. */
  async sort(slice: TimeSlice): Promise<void> {
    if (this.#incoming.length === 0) return;
    while (this.#incoming.length > 0) {
      const incoming = this.#incoming;
      this.#incoming = [];
      // What was left to do for earlier changes can wait for what this one asks for.
      this.#later.absorb(this.#next);
      for (const changed of incoming)
        for (const file of changed) {
          this.#sortOne(file);
          await slice.pause();
        }
    }
    this.hurry();
  }

  /** What is in view by now goes before all else. */
  hurry(): void {
    for (const file of this.ports.inView()) this.#hurryOne(file);
  }

  /** What to do next; `undefined` where all is shown. */
  next(): Step | undefined {
    const waiting = [this.#inView, this.#next, this.#later].find((one) => !one.isEmpty());
    if (!waiting) return undefined;
    this.#current = waiting;
    const isInView = waiting === this.#inView;
    const { bundles, files, inputs } = waiting;
    const bundle = first(bundles);
    if (bundle !== undefined) {
      bundles.delete(bundle);
      return { kind: 'bundle', bundle, isInView };
    }
    if (files.size > 0) {
      const shown: string[] = [];
      for (const file of files) {
        if (shown.length === SHOWN_AT_ONCE) break;
        shown.push(file);
        files.delete(file);
      }
      return { kind: 'files', files: shown, isInView };
    }
    const input = first(inputs) ?? '';
    inputs.delete(input);
    return { kind: 'input', input, isInView };
  }

  #sortOne(file: string): void {
    for (const waiting of [this.#inView, this.#later])
      for (const kind of ['bundles', 'files', 'inputs'] as const) waiting[kind].delete(file);
    this.#next[this.ports.expects(file) ? 'inputs' : 'files'].add(file);
    if (fileTypeOf(file)?.kind === 'bundle' && !this.ports.isChecked(file)) this.#next.bundles.add(file);
  }

  #hurryOne(file: string): void {
    const queues = [this.#next, this.#later];
    let left = MOST_WAITED_FOR;
    if (queues.some(({ bundles }) => bundles.size > 0))
      for (const bundle of this.ports.bundlesAround(file)) {
        if (left-- === 0) break;
        if (queues.filter(({ bundles }) => bundles.delete(bundle)).length > 0)
          this.#inView.bundles.add(bundle);
      }
    for (const kind of ['files', 'inputs'] as const)
      if (queues.filter((waiting) => waiting[kind].delete(file)).length > 0) this.#inView[kind].add(file);
  }
}

function first(files: ReadonlySet<string>): string | undefined {
  for (const file of files) return file;
  return undefined;
}
