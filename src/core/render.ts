import type { InputTexts } from './hashes.js';
import type { PromptBundle } from './model/bundle.js';
import type { Reference } from './model/reference.js';
import type { RenderInput } from './model/renderInput.js';
import type { BySlot } from './model/slots.js';
import type { TemplateBody } from './model/template.js';
import type { Provenance } from './renderer.js';

/** What fills one slot of a render. */
export interface RenderedPart {
  /** `null` for a template written in the bundle itself. */
  readonly reference: Reference | null;
  /** Where the template is defined; the bundle's own place for an inline one. */
  readonly origin: string;
  readonly template: TemplateBody;
  readonly template_hash: string;
  readonly text: string;
}

/** A prompt as the service would send it, with all that names and explains it. */
export interface Render {
  readonly bundle: PromptBundle;
  readonly input: RenderInput;
  readonly parts: BySlot<RenderedPart>;
  readonly rendered_prompt: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly prompt_hash: string;
  readonly content_hash: string;
  readonly template_hashes: BySlot<string>;
  /** The canonical JSON text that `personality_hash` covers. */
  readonly canonical_input: string;
  /** The texts that stand for the placeholders. */
  readonly values: InputTexts['values'];
  /** Computed when asked for: where every character of the prompt comes from. */
  provenance(): Provenance;
}
