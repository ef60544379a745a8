import type { JsonMap } from './jsonValue.js';
import type { Reference } from './reference.js';

/** Who a template speaks as. */
export type Role = 'system' | 'developer' | 'user';

/** What one part of a bundle is made of; an inline template has these and no identity of its own. */
export interface TemplateBody {
  readonly content: string;
  readonly role: Role | null;
  /** Normalised (spec, section 4.1); `null` when absent or empty. */
  readonly constraints: JsonMap | null;
  readonly adapter_version: string | null;
}

/** One version of one PromptTemplate. */
export interface PromptTemplate extends TemplateBody {
  readonly template_id: string;
  readonly semver: string;
  readonly role: Role;
}

/** `template_id@semver` of a template as a reference. */
export function templateReference(template: PromptTemplate): Reference {
  return { id: template.template_id, semver: template.semver };
}
