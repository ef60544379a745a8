import { unifiedDiff } from '../core/compare/unifiedDiff.js';
import type { RenderInput } from '../core/model/renderInput.js';
import type { Render } from '../core/promptGenerator.js';

/** The fields that the service answers a render with, by its own names. */
const FIELDS = ['rendered_prompt', 'bundle_hash', 'personality_hash'] as const;

/** One of them. */
export type VerifiedField = (typeof FIELDS)[number];

/** What is rendered from a registry. */
export type RegistryRender = Pick<Render, VerifiedField>;

/** Whether a registry gives what is rendered here. */
export type Verification =
  | { readonly kind: 'same'; readonly theirs: RegistryRender }
  | {
      readonly kind: 'differs';
      /** What is not the same. */
      readonly fields: readonly VerifiedField[];
      readonly theirs: RegistryRender;
      /** From our prompt to the registry's, as `diff -u` writes it. */
      readonly diff: readonly string[];
    }
  /** The registry has no such version. */
  | { readonly kind: 'missing' }
  /** The registry does not render it, or nobody asked it, since it could not. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * An input without anything of a user's: `{{task}}` gives itself back, and the others give values that no template has by
 * accident. What is rendered with it shows the joined templates.
 */
export const PROBE_INPUT: RenderInput = {
  task: '{{task}}',
  activity_level: 0.12345678901,
  stress: 0.98765432109,
  semantic_traits: new Map([['probe', 'semantic_traits']]),
};

/** Compares both prompts and both of the service's hashes. */
export function compareRenders(ours: RegistryRender, theirs: RegistryRender): Verification {
  const fields = FIELDS.filter((field) => theirs[field] !== ours[field]);
  if (fields.length === 0) return { kind: 'same', theirs };
  return { kind: 'differs', fields, theirs, diff: unifiedDiff(ours.rendered_prompt, theirs.rendered_prompt) };
}
