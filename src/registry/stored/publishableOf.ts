import { bySlot } from '../../core/model/slots.js';
import type { Publishable } from '../../core/published/planPublication.js';
import { inlineIdentity } from '../../core/model/inlineIdentity.js';
import { storedReference, type StoredBundle } from './storedVersion.js';

/**
 * A stored bundle as files have it: a template that is stored by the name that templates get which a bundle holds itself is
 * held by the bundle again (spec, section 8).
 */
export function publishableOf({ bundle, parts: stored }: StoredBundle): Publishable {
  const parts = bySlot((slot): Publishable['parts'][typeof slot] => {
    const { template } = stored[slot];
    const reference = storedReference(stored[slot]);
    const inline = inlineIdentity(bundle, slot);
    if (reference.id !== inline.id || reference.semver !== inline.semver) return { reference, template };
    const { content, role, constraints, adapter_version } = template;
    return {
      reference: null,
      template: { content, role: role === 'system' ? null : role, constraints, adapter_version },
    };
  });
  const templates = bySlot((slot): Publishable['bundle']['templates'][typeof slot] => {
    const { reference, template } = parts[slot];
    return reference ? { kind: 'reference', reference } : { kind: 'inline', template };
  });
  return { bundle: { ...bundle, templates }, parts };
}
