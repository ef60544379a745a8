import { contentHash, templateHash } from '../hashes.js';
import type { Hashing } from '../hashing.js';
import type { BundlePart, PromptBundle } from '../model/bundle.js';
import type { JsonValue } from '../model/jsonValue.js';
import type { Reference } from '../model/reference.js';
import { bySlot, SLOTS, type BySlot } from '../model/slots.js';
import type { TemplateBody } from '../model/template.js';
import { prettyJson } from '../prettyJson.js';

/** What a slot of a published bundle holds: the template in full, and the version it was referred to by. */
export interface SnapshotPart {
  /** `null` for a template written in the bundle itself. */
  readonly reference: Reference | null;
  readonly template: TemplateBody;
  readonly template_hash: string;
}

/**
 * A published bundle version (spec, section 6). It holds what its `content_hash` covers and nothing else, so that no
 * byte of it can change unseen: the description, which is for people and in no hash, stays in the workspace.
 */
export interface Snapshot {
  readonly bundle: PromptBundle;
  readonly parts: BySlot<SnapshotPart>;
  readonly content_hash: string;
}

/** What is frozen of a bundle: nothing but what its content is. */
export function createSnapshot(
  { bundle_id, semver, tags }: Pick<PromptBundle, 'bundle_id' | 'semver' | 'tags'>,
  given: BySlot<Pick<SnapshotPart, 'reference' | 'template'>>,
  hashing: Pick<Hashing, 'sha256'>,
): Snapshot {
  const parts = bySlot((slot): SnapshotPart => {
    const { reference, template } = given[slot];
    return { reference, template, template_hash: templateHash(hashing, template) };
  });
  const bundle: PromptBundle = {
    bundle_id,
    semver,
    tags,
    templates: bySlot((slot) => bundlePart(parts[slot])),
  };
  return { bundle, parts, content_hash: contentHash(hashing, bundle, parts) };
}

function bundlePart({ reference, template }: SnapshotPart): BundlePart {
  return reference ? { kind: 'reference', reference } : { kind: 'inline', template };
}

/** The bytes of a snapshot: the same on every machine, whatever the files it was made from looked like. */
export function snapshotText({ bundle, parts, content_hash }: Snapshot): string {
  const { bundle_id, semver, tags } = bundle;
  const templates = SLOTS.map((slot): [string, JsonValue] => {
    const { reference, template } = parts[slot];
    const { adapter_version, constraints, content, role } = template;
    return [
      slot,
      mapping({
        adapter_version,
        constraints,
        content,
        role,
        semver: reference?.semver ?? null,
        template_id: reference?.id ?? null,
      }),
    ];
  });
  const whole = mapping({
    bundle: mapping({ bundle_id, semver, tags }),
    content_hash,
    templates: new Map(templates),
  });
  return `${prettyJson(whole)}\n`;
}

function mapping(fields: Readonly<Record<string, JsonValue>>): JsonValue {
  return new Map(Object.entries(fields));
}
