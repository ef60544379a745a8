import { bundleReference } from '../../core/model/bundle.js';
import type { Render } from '../../core/promptGenerator.js';
import { compareRenders, type RegistryRender, type Verification } from '../verification.js';
import type { PromptService } from './promptService.js';
import { whyNotRendered } from './whyNotRendered.js';

/** Told before the first of them: over HTTP there is no way to render that leaves no trace. */
export const RENDER_IS_RECORDED =
  'To verify over HTTP, the service renders the prompt and keeps it in its audit table, with the task and the traits in it.';

/**
 * Has the service render what was rendered here, and compares. Writes a row in its audit table. Rejects with a
 * `RegistryError`.
 */
export async function verifyOverHttp(
  service: Pick<PromptService, 'render'>,
  ours: Pick<Render, 'bundle' | 'input'> & RegistryRender,
): Promise<Verification> {
  const reason = whyNotRendered(ours.input, ours.rendered_prompt);
  if (reason !== undefined) return { kind: 'refused', reason };
  const result = await service.render(bundleReference(ours.bundle), ours.input);
  if (result.kind === 'done') return compareRenders(ours, result.value);
  const { status, message } = result.refusal;
  return status === 404 ? { kind: 'missing' } : { kind: 'refused', reason: message };
}
