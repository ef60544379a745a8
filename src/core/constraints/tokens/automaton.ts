import { NO_PIECE } from './pieces.js';

/** The state of having read nothing that matters. */
export const ROOT = 0;

/**
 * An Aho-Corasick automaton over numbered pieces. It reads tokens backwards: fed the pieces of a text from last to first,
 * it knows at each piece all tokens that begin there, longest first, and its work is linear in the number of pieces.
 */
export class Automaton {
  /** By state: the token that is complete, or -1, and how many pieces were read to get there. */
  readonly #tokens: number[] = [-1];
  readonly #depths: number[] = [0];
  /** By state: where to go on when no edge fits; the nearest state, this one included, that completes a token (else 0). */
  readonly #fallbacks: number[] = [ROOT];
  readonly #outputs: number[] = [ROOT];
  readonly #edges = new EdgeTable();

  /** Takes the pieces of each token, first piece first; of equal ones the first counts. */
  constructor(tokens: readonly (readonly number[])[]) {
    const parents: number[] = [-1];
    const labels: number[] = [NO_PIECE];
    for (const [index, pieces] of tokens.entries()) {
      let state = ROOT;
      for (let i = pieces.length - 1; i >= 0; i--) {
        const piece = pieces[i] ?? 0;
        let next = this.#edges.get(state, piece);
        if (next === ROOT) {
          next = this.#tokens.push(-1) - 1;
          this.#depths.push(pieces.length - i);
          parents.push(state);
          labels.push(piece);
          this.#edges.set(state, piece, next);
        }
        state = next;
      }
      if (state !== ROOT && this.#tokens[state] === -1) this.#tokens[state] = index;
    }
    this.#link(parents, labels);
  }

  /** The state after one more piece. */
  step(state: number, piece: number): number {
    for (;;) {
      const next = this.#edges.get(state, piece);
      if (next !== ROOT || state === ROOT) return next;
      state = this.#fallbacks[state] ?? ROOT;
    }
  }

  /** The state of the longest token that begins at the piece read last; {@link ROOT} if none does. */
  longest(state: number): number {
    return this.#outputs[state] ?? ROOT;
  }

  /** The state of the next shorter token that begins there. */
  nextShorter(output: number): number {
    return this.longest(this.#fallbacks[output] ?? ROOT);
  }

  /** The token that an output state completes, and how many pieces it has. */
  token(output: number): number {
    return this.#tokens[output] ?? -1;
  }

  pieces(output: number): number {
    return this.#depths[output] ?? 0;
  }

  /** Sets fallbacks and outputs, states with fewer pieces first. */
  #link(parents: readonly number[], labels: readonly number[]): void {
    const byDepth = this.#depths.map((_, state) => state).sort((a, b) => this.pieces(a) - this.pieces(b));
    for (const state of byDepth) {
      const parent = parents[state] ?? -1;
      const fallback = parent <= ROOT ? ROOT : this.step(this.#fallbacks[parent] ?? ROOT, labels[state] ?? 0);
      this.#fallbacks[state] = fallback;
      this.#outputs[state] = this.#tokens[state] === -1 ? this.longest(fallback) : state;
    }
  }
}

/** Edges of a graph by state and label, in open addressing: a `Map` would need one number made of both. */
class EdgeTable {
  #states = new Int32Array(64);
  #labels = new Int32Array(64);
  #targets = new Int32Array(64);
  #count = 0;

  /** Where the edge leads; 0 if there is none. */
  get(state: number, label: number): number {
    const mask = this.#states.length - 1;
    for (let slot = hashOf(state, label) & mask; ; slot = (slot + 1) & mask) {
      const target = this.#targets[slot] ?? 0;
      if (target === 0 || (this.#states[slot] === state && this.#labels[slot] === label)) return target;
    }
  }

  /** Adds an edge that is not there yet. */
  set(state: number, label: number, target: number): void {
    if (++this.#count * 2 > this.#states.length) this.#grow();
    const mask = this.#states.length - 1;
    let slot = hashOf(state, label) & mask;
    while (this.#targets[slot] !== 0) slot = (slot + 1) & mask;
    this.#states[slot] = state;
    this.#labels[slot] = label;
    this.#targets[slot] = target;
  }

  #grow(): void {
    const states = this.#states;
    const labels = this.#labels;
    const targets = this.#targets;
    this.#states = new Int32Array(states.length * 4);
    this.#labels = new Int32Array(states.length * 4);
    this.#targets = new Int32Array(states.length * 4);
    this.#count = 1;
    for (const [slot, target] of targets.entries()) {
      if (target !== 0) this.set(states[slot] ?? 0, labels[slot] ?? 0, target);
    }
  }
}

function hashOf(state: number, label: number): number {
  const hash = Math.imul(Math.imul(state, 0x9e3779b1) ^ label, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
