import { randomUUID } from 'node:crypto';
import assert from 'node:assert/strict';
import type { PromptBundle } from '../../src/core/model/bundle.js';
import type { Reference } from '../../src/core/model/reference.js';
import { bySlot, type BySlot, type Slot } from '../../src/core/model/slots.js';
import type { TemplateBody } from '../../src/core/model/template.js';
import type { Publishable } from '../../src/core/published/planPublication.js';
import {
  planRegistryPublication,
  type RegistryPublication,
} from '../../src/registry/publication/planRegistryPublication.js';
import type { RegistryPublished } from '../../src/registry/publication/outcome.js';
import { publish } from '../../src/registry/postgres/publish.js';
import type { Database } from '../../src/registry/postgres/database.js';

export interface PartGiven extends Partial<TemplateBody> {
  /** `null` for a template written in the bundle; else, by default, a template named after the slot. */
  readonly reference?: Reference | null;
}

/** A bundle to publish, of templates named after their slots where nothing else is said. */
export function publishable(
  {
    id,
    semver = '1.0.0',
    tags = [],
  }: { readonly id: string; readonly semver?: string; readonly tags?: readonly string[] },
  given: Partial<BySlot<PartGiven>> = {},
): Publishable {
  const parts = bySlot((slot: Slot) => {
    const { reference = { id: `${id}-${slot}`, semver }, ...body } = given[slot] ?? {};
    const template: TemplateBody = {
      content: `${slot} of ${id}`,
      role: reference ? 'system' : null,
      constraints: null,
      adapter_version: null,
      ...body,
    };
    return { reference, template };
  });
  const bundle: PromptBundle = {
    bundle_id: id,
    semver,
    tags,
    templates: bySlot((slot) => {
      const { reference, template } = parts[slot];
      return reference ? { kind: 'reference', reference } : { kind: 'inline', template };
    }),
  };
  return { bundle, parts };
}

/** What publishing it writes. */
export function planOf(given: Publishable): RegistryPublication {
  const plan = planRegistryPublication(given);
  assert.equal(plan.kind, 'ready', plan.kind === 'refused' ? plan.reasons.join(' ') : '');
  return plan.publication;
}

/** Publishes it. */
export function publishTo(database: Database, given: Publishable): Promise<RegistryPublished> {
  return publish(database, planOf(given), { newId: randomUUID });
}
