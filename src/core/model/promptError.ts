import type { Finding } from './findings.js';
import type { Slot } from './slots.js';

/** Why a render was refused. `bundle_unsupported_model` is the service's own code. */
export type PromptErrorCode =
  | 'unknown_bundle'
  | 'ambiguous_bundle'
  | 'invalid_bundle'
  | 'unresolved_template'
  | 'ambiguous_template'
  | 'invalid_template'
  | 'invalid_input'
  | 'bundle_unsupported_model';

/** What a refused render concerns. */
export interface PromptErrorDetails {
  /** Where the cause stands: the origins of the definitions that are ambiguous or not valid. */
  readonly origins?: readonly string[];
  readonly slot?: Slot;
  /** What is wrong in a text that was given as such. */
  readonly findings?: readonly Finding[];
}

/** The one error this project throws on purpose; the message says what is wrong and what to do. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  readonly origins: readonly string[];
  readonly slot: Slot | undefined;
  readonly findings: readonly Finding[];

  constructor(
    readonly code: PromptErrorCode,
    message: string,
    { origins = [], slot, findings = [] }: PromptErrorDetails = {},
  ) {
    super(message);
    this.origins = origins;
    this.slot = slot;
    this.findings = findings;
  }

  /** Like `instanceof`, but across bundles of this project too, each of which holds a class of its own. */
  static is(error: unknown): error is PromptError {
    return error instanceof Error && error.name === 'PromptError';
  }
}
