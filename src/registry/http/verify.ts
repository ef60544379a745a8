import { unifiedDiff } from '../../core/compare/unifiedDiff.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Refusal } from './answers.js';
import type { PromptService, ServiceRender } from './promptService.js';
import { whyNotRendered } from './whyNotRendered.js';

/** Whether the service renders what we render. */
export type Verification =
  | { readonly kind: 'same'; readonly theirs: ServiceRender }
  | {
      readonly kind: 'differs';
      /** What is not the same. */
      readonly fields: readonly (keyof ServiceRender)[];
      readonly theirs: ServiceRender;
      /** From our prompt to the service's, as `diff -u` writes it. */
      readonly diff: readonly string[];
    }
  /** The service has no such version. */
  | { readonly kind: 'missing' }
  /** The service does not render it, or nobody asked it, since it could not answer. */
  | { readonly kind: 'refused'; readonly reason: string; readonly refusal?: Refusal };

/** Told before the first of them: the service has no way to render that leaves no trace. */
export const RENDER_IS_RECORDED =
  'To verify, the service renders the prompt and keeps it in its audit table, with the task and the traits in it.';

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

/**
 * Has the service render what was rendered here, and compares both prompts and both of the service's hashes. Rejects with a
 * `RegistryError`.
 */
export async function verifyRender(
  service: Pick<PromptService, 'render'>,
  ours: Pick<Render, 'bundle' | 'input' | 'rendered_prompt' | 'bundle_hash' | 'personality_hash'>,
): Promise<Verification> {
  const reason = whyNotRendered(ours.input, ours.rendered_prompt);
  if (reason !== undefined) return { kind: 'refused', reason };
  const result = await service.render(bundleReference(ours.bundle), ours.input);
  if (result.kind === 'refused') {
    const { refusal } = result;
    if (refusal.status === 404) return { kind: 'missing' };
    return { kind: 'refused', reason: refusal.message, refusal };
  }
  const theirs = result.value;
  const fields = FIELDS.filter((field) => theirs[field] !== ours[field]);
  if (fields.length === 0) return { kind: 'same', theirs };
  return { kind: 'differs', fields, theirs, diff: unifiedDiff(ours.rendered_prompt, theirs.rendered_prompt) };
}

const FIELDS = ['rendered_prompt', 'bundle_hash', 'personality_hash'] as const;
