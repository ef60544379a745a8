import type { Reference } from './reference.js';
import type { BySlot } from './slots.js';
import type { TemplateBody } from './template.js';

/** What fills a slot: a template named by exact version, or one written in the bundle itself. */
export type BundlePart =
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'inline'; readonly template: TemplateBody };

/** One version of one PromptBundle. */
export interface PromptBundle {
  readonly bundle_id: string;
  readonly semver: string;
  readonly templates: BySlot<BundlePart>;
  /** The models the bundle serves: trimmed, without empty ones, repeats and those over 64 characters. */
  readonly tags: readonly string[];
  readonly description?: string;
}

/** `bundle_id@semver` of a bundle as a reference. */
export function bundleReference(bundle: PromptBundle): Reference {
  return { id: bundle.bundle_id, semver: bundle.semver };
}
