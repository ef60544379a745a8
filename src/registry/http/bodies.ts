import { canonicalJson } from '../../core/canonicalJson.js';
import type { JsonValue } from '../../core/model/jsonValue.js';
import type { Reference } from '../../core/model/reference.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { SLOTS, type BySlot } from '../../core/model/slots.js';
import type { PromptTemplate } from '../../core/model/template.js';

// What the service is sent. Canonical JSON keeps `1.0` a float, which JSON.stringify would write as `1`.

/** The body that makes a template. There is no field for an adapter version. */
export function templateBody({ template_id, semver, role, content, constraints }: PromptTemplate): string {
  return body({ template_id, semver, role, content, constraints });
}

/** A bundle without its templates. */
export interface BundleToStore {
  readonly reference: Reference;
  readonly tags: readonly string[];
}

/** The body that makes a bundle of templates that the service has, by their UUIDs. */
export function bundleBody({ reference, tags }: BundleToStore, templates: BySlot<string>): string {
  const ids = Object.fromEntries(SLOTS.map((slot) => [`${slot}_template_id`, templates[slot]]));
  return body({ bundle_id: reference.id, semver: reference.semver, tags, ...ids });
}

/** The body that renders a bundle. The version is always said: without one the service takes 0.1.0. */
export function renderBody({ id, semver }: Reference, input: RenderInput): string {
  const { semantic_traits, activity_level, stress, task, model_type } = input;
  return body({
    bundle_id: id,
    semver,
    semantic_traits,
    activity_level,
    stress,
    task,
    ...(model_type !== undefined && { model_type }),
  });
}

function body(fields: Readonly<Record<string, JsonValue>>): string {
  return canonicalJson(new Map(Object.entries(fields)));
}
