import type { PromptBundle } from '../model/bundle.js';
import type { Reference } from '../model/reference.js';
import type { PromptTemplate } from '../model/template.js';

/** One place that defines a version. */
export interface Definition<Model> {
  /** Where it is: a URI, a path, or another name that the source's owner knows. */
  readonly origin: string;
  /** `undefined` when what stands there is not valid. */
  readonly model: Model | undefined;
}

/** Where bundles come from. Gives every definition of a version: none is unknown, more than one ambiguous. */
export interface BundleSource {
  findBundles(reference: Reference): Promise<readonly Definition<PromptBundle>[]>;
}

/** Where templates come from, likewise. */
export interface TemplateSource {
  findTemplates(reference: Reference): Promise<readonly Definition<PromptTemplate>[]>;
}
