import type { PromptBundle } from './bundle.js';
import type { Reference } from './reference.js';
import type { Slot } from './slots.js';

/** The name that a template written in a bundle is stored by. */
export function inlineIdentity(
  { bundle_id, semver }: Pick<PromptBundle, 'bundle_id' | 'semver'>,
  slot: Slot,
): Reference {
  return { id: `${bundle_id}.${slot}`, semver };
}
