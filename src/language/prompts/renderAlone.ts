import type { PromptBundle } from '../../core/model/bundle.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { bySlot, type Slot } from '../../core/model/slots.js';
import { templateReference, type PromptTemplate, type TemplateBody } from '../../core/model/template.js';
import type { PromptGenerator, Render } from '../../core/promptGenerator.js';

/** The part that a template is rendered as while no bundle says which one it is. */
export const SLOT_ALONE: Slot = 'system';

const NOTHING: TemplateBody = { content: '', role: null, constraints: null, adapter_version: null };
const NO_BUNDLE: PromptBundle = {
  bundle_id: '',
  semver: '',
  tags: [],
  templates: bySlot(() => ({ kind: 'inline', template: NOTHING })),
};

/**
 * Renders a template that no bundle uses: one part of the render is its text with the values filled in, the others are empty.
 * What names a bundle or the whole prompt means nothing in it. `origin` is where the template is defined.
 */
export function renderAlone(
  generator: Pick<PromptGenerator, 'renderInline'>,
  template: PromptTemplate,
  origin: string,
  input: RenderInput | undefined,
): Promise<Render> {
  return generator.renderInline({
    bundle: NO_BUNDLE,
    origin,
    parts: bySlot((slot) =>
      slot === SLOT_ALONE
        ? { reference: templateReference(template), origin, template }
        : { reference: null, origin, template: NOTHING },
    ),
    ...(input && { input }),
    model: '',
  });
}
