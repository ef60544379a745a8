import { bySlot, type BySlot } from '../../../src/core/model/slots.js';
import {
  storedBundle,
  storedTemplate,
  type StoredBundle,
  type StoredTemplate,
  type TemplateValues,
} from '../../../src/registry/stored/storedVersion.js';

const created_at = '2026-01-02T03:04:05.000006Z';

/** A template as a row has it. */
export function storedRow(values: Partial<TemplateValues> = {}): StoredTemplate {
  return storedTemplate({
    id: '00000000-0000-4000-8000-000000000000',
    template_id: 't',
    semver: '1.0.0',
    role: 'system',
    content: 'x',
    constraints: 'null',
    created_at,
    ...values,
  });
}

/** The row of a bundle `b@1.0.0` with templates named after the slots, but for what is given. */
export function storedBundleRow(
  values: Partial<BySlot<Partial<TemplateValues>>> = {},
  tags = '[]',
): StoredBundle {
  return storedBundle(
    { id: '00000000-0000-4000-8000-000000000001', bundle_id: 'b', semver: '1.0.0', tags, created_at },
    bySlot((slot) => storedRow({ template_id: `b-${slot}`, content: `${slot} of b`, ...values[slot] })),
  );
}
