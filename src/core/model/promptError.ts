import type { Finding } from './findings.js';

/** Why a render was refused. `bundle_unsupported_model` is the service's own code. */
export type PromptErrorCode =
  | 'invalid_bundle'
  | 'invalid_template'
  | 'invalid_input'
  | 'unknown_bundle'
  | 'ambiguous_bundle'
  | 'unresolved_template'
  | 'bundle_unsupported_model';

/** The one error this project throws on purpose. `findings` say what is wrong and where, when the cause is a text. */
export class PromptError extends Error {
  override readonly name = 'PromptError';
  constructor(
    readonly code: PromptErrorCode,
    message: string,
    readonly findings: readonly Finding[] = [],
  ) {
    super(message);
  }
}
