import { freezeConstraints, type Constraints } from './constraints.js';
import { TokenMatcher } from './tokens/tokenMatcher.js';
import { compileTokens, type TokenTable } from './tokens/tokenTable.js';

/**
 * Constraints in the form that texts are checked with: nothing is parsed again, and what it says never changes. Its tokens
 * are compiled with the first text that they are looked for in: most of what is checked is checked for something else.
 */
export class CompiledConstraints {
  /** What it was compiled from: a frozen copy. */
  readonly constraints: Constraints;
  #tokens: TokenTable | undefined;

  /** See {@link compileConstraints}. */
  constructor(constraints: Constraints) {
    this.constraints = freezeConstraints({
      ...constraints,
      forbiddenTokens: [...constraints.forbiddenTokens],
    });
    Object.freeze(this);
  }

  /** A matcher of the forbidden tokens for one reading of a text; `undefined` if there are none. */
  createMatcher(text: string): TokenMatcher | undefined {
    const { forbiddenTokens } = this.constraints;
    if (forbiddenTokens.length === 0) return undefined;
    return new TokenMatcher(text, (this.#tokens ??= compileTokens(forbiddenTokens)));
  }
}

/** Compiles constraints: about a millisecond for a thousand tokens. Keep the result, best in a `CompiledCache`. */
export function compileConstraints(constraints: Constraints): CompiledConstraints {
  return new CompiledConstraints(constraints);
}
