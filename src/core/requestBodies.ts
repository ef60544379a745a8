import type { JsonMap, JsonValue } from './model/jsonValue.js';
import type { Reference } from './model/reference.js';
import type { RenderInput } from './model/renderInput.js';
import { SLOTS, type BySlot } from './model/slots.js';
import type { PromptTemplate } from './model/template.js';

// What the service is sent. Write it as canonical JSON, or as JSON for people: both keep `1.0` a float, which JSON.stringify
// would write as `1`.

/** Where the service's prompt API is; `templates`, `bundles` and `render` are below it. */
export const PROMPTS_PATH = '/api/v1/prompts';

/** The body that makes a template. There is no field for an adapter version. */
export function templateBody({ template_id, semver, role, content, constraints }: PromptTemplate): JsonMap {
  return body({ template_id, semver, role, content, constraints });
}

/** A bundle without its templates. */
export interface BundleToStore {
  readonly reference: Reference;
  readonly tags: readonly string[];
}

/** The body that makes a bundle of templates that the service has, by their UUIDs. */
export function bundleBody({ reference, tags }: BundleToStore, templates: BySlot<string>): JsonMap {
  const ids = Object.fromEntries(SLOTS.map((slot) => [`${slot}_template_id`, templates[slot]]));
  return body({ bundle_id: reference.id, semver: reference.semver, tags, ...ids });
}

/** The body that renders a bundle. The version is always said: without one the service takes 0.1.0. */
export function renderBody({ id, semver }: Reference, input: RenderInput): JsonMap {
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

function body(fields: Readonly<Record<string, JsonValue>>): JsonMap {
  return new Map(Object.entries(fields));
}
