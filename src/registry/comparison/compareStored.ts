import * as l10n from '@vscode/l10n';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { TemplateBody } from '../../core/model/template.js';
import type { Publishable } from '../../core/published/planPublication.js';
import { quote } from '../../core/text/quote.js';
import { bundleChanges, templateChanges, type ContentChange } from '../../core/versions/contentChanges.js';
import { storedReference, type StoredBundle, type StoredTemplate } from '../stored/storedVersion.js';
import { areEqualByValue, mapByValue } from './byValue.js';

/** A field that a stored version and another state of it have otherwise. */
export type StoredField = 'role' | 'content' | 'constraints' | 'tags' | 'reference';

/** One thing that differs between what is stored and a file or a published version. */
export interface StoredDifference {
  /** `null` for what is the bundle's own, and for a template by itself. */
  readonly slot: Slot | null;
  readonly field: StoredField;
  /** What changed from what is stored, in a few words. */
  readonly summary: string;
  /** The words that differ, where it is a text. */
  readonly words?: ContentChange['words'];
}

/** How a stored version and another state of it compare (spec, section 8). */
export interface StoredComparison {
  /** Empty where they are equal. */
  readonly differences: readonly StoredDifference[];
  /**
   * False where a template has an adapter version: there is no column for it, so that `template_hash` and `content_hash` of what
   * is stored say nothing.
   */
  readonly areHashesComparable: boolean;
}

/** Compares a stored bundle with a file or a published version: by what it holds, not by hashes. */
export function compareStored(stored: StoredBundle, other: Publishable): StoredComparison {
  const { bundle, parts } = other;
  const tags = bundleChanges({ ...bundle, tags: stored.bundle.tags }, { ...bundle, tags: bundle.tags }).map(
    ({ summary }): StoredDifference => ({ slot: null, field: 'tags', summary }),
  );
  const slots = SLOTS.flatMap((slot) => {
    const { reference, template } = parts[slot];
    const part = stored.parts[slot];
    // A template written in the bundle has no name of its own: what it holds is compared.
    const [was, is] = [storedReference(part), reference ?? storedReference(part)].map(formatReference);
    const name: StoredDifference[] =
      was === is || was === undefined
        ? []
        : [{ slot, field: 'reference', summary: l10n.t('{0} was {1}', slot, quote(was)) }];
    return [...name, ...compareStoredTemplate(part, template).map((found) => ({ ...found, slot }))];
  });
  return {
    differences: [...tags, ...slots],
    areHashesComparable: SLOTS.every((slot) => parts[slot].template.adapter_version === null),
  };
}

/** Compares a stored template with another state of it. */
export function compareStoredTemplate(
  stored: StoredTemplate,
  other: TemplateBody,
): readonly StoredDifference[] {
  const [was, is] = [stored.template, other].map((body) => comparable(body));
  if (!was || !is) return [];
  const differences = templateChanges(was, is).map(({ path, summary, words }): StoredDifference => ({
    slot: null,
    field: path[0] as StoredField,
    summary,
    ...(words && { words }),
  }));
  if (areConstraintsUnread(stored))
    differences.push({
      slot: null,
      field: 'constraints',
      summary: l10n.t('the stored constraints cannot be read'),
    });
  return differences;
}

/** True for constraints that are no mapping, or nested too deep: they are read as none, but no file without any is equal. */
export function areConstraintsUnread({ template, constraintsText }: StoredTemplate): boolean {
  const isNone = constraintsText === null || /^(?:null|\{\})$/.test(constraintsText);
  return template.constraints === null && !isNone;
}

/** What counts of a template, in one form. */
function comparable({ content, role, constraints }: TemplateBody): TemplateBody {
  return {
    content,
    role: role ?? 'system',
    constraints: constraints && mapByValue(constraints),
    adapter_version: null,
  };
}

/** True for templates that would be one row. */
export function isSameRow(a: TemplateBody, b: TemplateBody): boolean {
  return (
    a.content === b.content &&
    (a.role ?? 'system') === (b.role ?? 'system') &&
    areEqualByValue(a.constraints, b.constraints)
  );
}

/** What differs, as the end of a sentence: `content of system, tags`. */
export function differingFields(differences: readonly StoredDifference[]): string {
  return [...new Set(differences.map(({ slot, field }) => (slot ? fieldOf(slot, field) : field)))].join(', ');
}

function fieldOf(slot: Slot, field: StoredField): string {
  return l10n.t({
    message: '{0} of {1}',
    args: [field, slot],
    comment: ['A field of a part of a bundle: content of system'],
  });
}
