import type { PromptBundle } from '../model/bundle.js';
import type { Reference } from '../model/reference.js';
import type { BySlot } from '../model/slots.js';
import type { UnreadablePlace } from '../model/unreadable.js';
import type { PromptTemplate, TemplateBody } from '../model/template.js';

/** One place that defines a version. */
export interface Definition<Model> {
  /** Where it is: a URI, a path, or another name that the source's owner knows. */
  readonly origin: string;
  /** What people call it, where that is not its origin. */
  readonly name?: string;
  /** `undefined` when what stands there is not valid. */
  readonly model: Model | undefined;
  /** Set when there is no model because the file cannot be read. */
  readonly unreadable?: UnreadablePlace;
}

/** What fills a slot, and where it is defined. */
export interface FoundPart {
  /** `null` for a template written in the bundle itself. */
  readonly reference: Reference | null;
  readonly origin: string;
  readonly template: TemplateBody;
}

/** A bundle; one that is frozen brings its templates, so that none is looked up. */
export interface BundleDefinition extends Definition<PromptBundle> {
  readonly parts?: BySlot<FoundPart>;
}

/** Where bundles come from. Gives every definition of a version: none is unknown, more than one ambiguous. */
export interface BundleSource {
  findBundles(reference: Reference): Promise<readonly BundleDefinition[]>;
}

/** Where templates come from, likewise. */
export interface TemplateSource {
  findTemplates(reference: Reference): Promise<readonly Definition<PromptTemplate>[]>;
}
