import { createLRU } from 'lru.min';
import { compileConstraints, type CompiledConstraints } from './compiledConstraints.js';
import type { Constraints } from './constraints.js';

/** How many compiled forms a cache holds if not told otherwise. */
export const DEFAULT_CAPACITY = 256;

/** A compiled form, and how many entries of the cache have it. */
interface SharedForm {
  readonly content: string;
  readonly compiled: CompiledConstraints;
  entries: number;
}

/**
 * Compiled forms, the least recently used dropped first. An entry is keyed by what it belongs to (`template_id@semver`) and
 * by the content of its constraints, so an edit that keeps the version never meets a form of other constraints. Entries
 * with the same content share one form.
 */
export class CompiledCache {
  readonly #entries: ReturnType<typeof createLRU<string, SharedForm>>;
  readonly #forms = new Map<string, SharedForm>();
  /** The content of constraints that can't change any more: writing it out takes longer than finding the entry. */
  readonly #contents = new WeakMap<Constraints, string>();
  #hits = 0;
  #misses = 0;
  #evictions = 0;

  /** `capacity` is a positive number of entries. */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#entries = createLRU<string, SharedForm>({
      max: capacity,
      onEviction: (_key, form) => {
        this.#evictions++;
        form.entries--;
        if (form.entries === 0) this.#forms.delete(form.content);
      },
    });
  }

  /** How often an entry was there, had to be made, and was dropped to make room; and how many are held. */
  get hits(): number {
    return this.#hits;
  }

  get misses(): number {
    return this.#misses;
  }

  get evictions(): number {
    return this.#evictions;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The compiled form of the constraints of whatever `identity` names; compiled now if there is none of that content. */
  get(identity: string, constraints: Constraints): CompiledConstraints {
    const content = this.#contentOf(constraints);
    const key = `${identity.length}:${identity}${content}`;
    const known = this.#entries.get(key);
    if (known) {
      this.#hits++;
      return known.compiled;
    }
    this.#misses++;
    const form = this.#forms.get(content) ?? {
      content,
      compiled: compileConstraints(constraints),
      entries: 0,
    };
    form.entries++;
    this.#forms.set(content, form);
    this.#entries.set(key, form);
    return form.compiled;
  }

  #contentOf(constraints: Constraints): string {
    const isFinal = Object.isFrozen(constraints) && Object.isFrozen(constraints.forbiddenTokens);
    if (!isFinal) return constraintsKey(constraints);
    const known = this.#contents.get(constraints) ?? constraintsKey(constraints);
    this.#contents.set(constraints, known);
    return known;
  }
}

/** All that a compiled form depends on, as a text: the same for the same content, and for no other. */
export function constraintsKey(constraints: Constraints): string {
  const { forbiddenTokens, maxSentenceLength, maxParagraphs, noEmoji, assertivenessLevel } = constraints;
  return JSON.stringify([
    maxSentenceLength ?? null,
    maxParagraphs ?? null,
    noEmoji,
    assertivenessLevel ?? null,
    forbiddenTokens,
  ]);
}
