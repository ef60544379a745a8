import { LRUCache } from 'lru-cache';
import { compileConstraints, type CompiledConstraints } from './compiledConstraints.js';
import type { Constraints } from './constraints.js';

/** How many compiled forms a cache holds if not told otherwise. */
export const DEFAULT_CAPACITY = 256;

/**
 * Compiled forms, the least recently used dropped first. An entry is keyed by what it belongs to (`template_id@semver`) and
 * by the content of its constraints, so an edit that keeps the version never meets a form of other constraints.
 */
export class CompiledCache {
  readonly #entries: LRUCache<string, CompiledConstraints>;
  /** The key last made for constraints that can't change any more: making one takes longer than finding the entry. */
  readonly #keys = new WeakMap<Constraints, { readonly identity: string; readonly key: string }>();
  #hits = 0;
  #misses = 0;
  #evictions = 0;

  /** `capacity` is a positive number of entries. */
  constructor(capacity = DEFAULT_CAPACITY) {
    this.#entries = new LRUCache({
      max: capacity,
      dispose: (_form, _key, reason) => {
        if (reason === 'evict') this.#evictions++;
      },
    });
  }

  /** How often a form was there, had to be compiled, and was dropped to make room; and how many are held. */
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

  /** The compiled form of the constraints of whatever `identity` names; compiled now if it is not there. */
  get(identity: string, constraints: Constraints): CompiledConstraints {
    const key = this.#keyOf(identity, constraints);
    const known = this.#entries.get(key);
    if (known) {
      this.#hits++;
      return known;
    }
    this.#misses++;
    const compiled = compileConstraints(constraints);
    this.#entries.set(key, compiled);
    return compiled;
  }

  #keyOf(identity: string, constraints: Constraints): string {
    const isFinal = Object.isFrozen(constraints) && Object.isFrozen(constraints.forbiddenTokens);
    const known = isFinal ? this.#keys.get(constraints) : undefined;
    if (known?.identity === identity) return known.key;
    const key = JSON.stringify([identity, ...contentOf(constraints)]);
    if (isFinal) this.#keys.set(constraints, { identity, key });
    return key;
  }
}

/** All that a compiled form depends on. */
function contentOf(constraints: Constraints): unknown[] {
  const { forbiddenTokens, maxSentenceLength, maxParagraphs, noEmoji, assertivenessLevel } = constraints;
  return [
    maxSentenceLength ?? null,
    maxParagraphs ?? null,
    noEmoji,
    assertivenessLevel ?? null,
    forbiddenTokens,
  ];
}
