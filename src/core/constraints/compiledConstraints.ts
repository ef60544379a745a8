import { freezeConstraints, type Constraints } from './constraints.js';
import { TokenMatcher } from './tokens/tokenMatcher.js';
import { compileTokens, type TokenTable } from './tokens/tokenTable.js';

/** Constraints in the form that texts are checked with: nothing is parsed again, and nothing in it ever changes. */
export class CompiledConstraints {
  /** What it was compiled from: a frozen copy. */
  readonly constraints: Constraints;
  readonly #tokens: TokenTable | undefined;

  /** See {@link compileConstraints}. */
  constructor(constraints: Constraints) {
    this.constraints = freezeConstraints({
      ...constraints,
      forbiddenTokens: [...constraints.forbiddenTokens],
    });
    const tokens = this.constraints.forbiddenTokens;
    this.#tokens = tokens.length > 0 ? compileTokens(tokens) : undefined;
    Object.freeze(this);
  }

  /** A matcher of the forbidden tokens for one reading of a text; `undefined` if there are none. */
  createMatcher(text: string): TokenMatcher | undefined {
    return this.#tokens && new TokenMatcher(text, this.#tokens);
  }
}

/** Compiles constraints: about a millisecond for a thousand tokens. Keep the result, best in a `CompiledCache`. */
export function compileConstraints(constraints: Constraints): CompiledConstraints {
  return new CompiledConstraints(constraints);
}
