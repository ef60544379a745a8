import { renderFiles } from '../../rendering.js';
import type { Render } from '../../../../src/core/render.js';
import { SLOTS, type Slot } from '../../../../src/core/model/slots.js';

/** A part of a bundle that is rendered: its content, or more. */
type Part = string | { readonly content: string; readonly role?: string; readonly constraints?: object };

/** A render of a bundle with its templates in it; a part that is not named is its slot's name. */
export function renderParts(
  parts: Partial<Record<Slot, Part>>,
  {
    input = {},
    ...others
  }: { readonly input?: object; readonly tags?: readonly string[]; readonly description?: string } = {},
): Promise<Render> {
  const templates = Object.fromEntries(
    SLOTS.map((slot) => {
      const part = parts[slot] ?? slot;
      return [slot, typeof part === 'string' ? { content: part } : part];
    }),
  );
  return renderFiles(
    { 'b.prompt-bundle.json': JSON.stringify({ bundle_id: 'b', semver: '1.0.0', ...others, templates }) },
    'b@1.0.0',
    JSON.stringify(input),
  );
}
