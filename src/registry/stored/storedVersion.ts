import type { PromptBundle } from '../../core/model/bundle.js';
import { normaliseConstraints } from '../../core/model/constraints.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import type { Reference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type BySlot } from '../../core/model/slots.js';
import type { PromptTemplate, Role } from '../../core/model/template.js';
import { readStoredJson } from './storedJson.js';

/** A template as its row says it. */
export interface StoredTemplate {
  /** The primary key: a UUID. */
  readonly id: string;
  /** Its role may be none of ours: the database checks none, and the service renders it all the same. */
  readonly template: PromptTemplate;
  /** `constraints` as PostgreSQL writes them, which files could not always hold; `null` for SQL NULL. */
  readonly constraintsText: string | null;
  /** ISO 8601, UTC, microseconds. */
  readonly created_at: string;
}

/** A bundle as its row says it, with the rows of its four templates. */
export interface StoredBundle {
  readonly id: string;
  readonly bundle: PromptBundle;
  readonly parts: BySlot<StoredTemplate>;
  /** `tags` as PostgreSQL writes them. */
  readonly tagsText: string;
  readonly created_at: string;
}

/** The values of a template's row, as the server writes them. */
export interface TemplateValues {
  readonly id: string;
  readonly template_id: string;
  readonly semver: string;
  readonly role: string;
  readonly content: string;
  readonly constraints: string | null;
  readonly created_at: string;
}

/** Reads the row of a template. What the service renders is never refused: `storedFindings` tells what is odd. */
export function storedTemplate(row: TemplateValues): StoredTemplate {
  const { id, template_id, semver, role, content, constraints, created_at } = row;
  return {
    id,
    template: {
      template_id,
      semver,
      role: role as Role,
      content,
      constraints: constraintsOf(constraints),
      // There is no column for it.
      adapter_version: null,
    },
    constraintsText: constraints,
    created_at,
  };
}

/** SQL NULL, JSON null and an empty mapping are none; what is no mapping is none either, and told. */
function constraintsOf(text: string | null): JsonMap | null {
  const value = text === null || text === 'null' ? null : readStoredJson(text);
  return value !== undefined && isJsonMap(value) ? normaliseConstraints(value) : null;
}

/** The values of a bundle's row. */
export interface BundleValues {
  readonly id: string;
  readonly bundle_id: string;
  readonly semver: string;
  readonly tags: string;
  readonly created_at: string;
}

/** Reads the row of a bundle, joined with its templates. */
export function storedBundle(row: BundleValues, parts: BySlot<StoredTemplate>): StoredBundle {
  const { id, bundle_id, semver, tags, created_at } = row;
  return {
    id,
    bundle: {
      bundle_id,
      semver,
      templates: bySlot((slot) => ({ kind: 'reference', reference: storedReference(parts[slot]) })),
      tags: tagsOf(tags),
    },
    parts,
    tagsText: tags,
    created_at,
  };
}

function tagsOf(text: string): readonly string[] {
  const value: JsonValue | undefined = text === '[]' ? [] : readStoredJson(text);
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === 'string');
}

/** `template_id@semver` of a stored template. */
export function storedReference({ template: { template_id, semver } }: StoredTemplate): Reference {
  return { id: template_id, semver };
}

/** How much a stored version holds, in characters about: what a cache counts by. */
export function sizeOf(stored: StoredBundle | StoredTemplate): number {
  if ('template' in stored)
    return ROW + stored.template.content.length + 2 * (stored.constraintsText?.length ?? 0);
  return SLOTS.reduce((sum, slot) => sum + sizeOf(stored.parts[slot]), ROW + stored.tagsText.length);
}

/** What a row takes beside its texts. */
const ROW = 500;
