import * as l10n from '@vscode/l10n';
import { canonicalJson } from '../../core/canonicalJson.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type BySlot, type Slot } from '../../core/model/slots.js';
import type { TemplateBody } from '../../core/model/template.js';
import type { Publishable } from '../../core/published/planPublication.js';
import { addAll } from '../../core/text/addAll.js';
import { compareCodePoints } from '../../core/text/codePointOrder.js';
import { quote } from '../../core/text/quote.js';
import { isSameRow } from '../comparison/compareStored.js';
import { inlineIdentity } from '../../core/model/inlineIdentity.js';
import { bundleProblems, templateProblems } from './storableProblems.js';

/** A template as it is to be stored. */
export interface TemplateToStore {
  readonly reference: Reference;
  readonly template: TemplateBody;
  readonly role: string;
  /** JSON text; `null` in words where there are none, as the service writes it. */
  readonly constraintsText: string;
}

/** What publishing a bundle writes, and what of it nobody would guess. */
export interface RegistryPublication {
  readonly reference: Reference;
  /** What was to be published. */
  readonly given: Publishable;
  readonly tagsText: string;
  /** The template of each slot. */
  readonly slots: BySlot<TemplateToStore>;
  /** Each of them once, in the order in which all who publish write: so none waits for another that waits for it. */
  readonly templates: readonly TemplateToStore[];
  /** Sentences to say before it is done: names that inline templates get, and what is not stored. */
  readonly notes: readonly string[];
}

/** What publishing to a registry would write, or why it cannot. Nothing is asked of the registry for it. */
export type RegistryPlan =
  | { readonly kind: 'ready'; readonly publication: RegistryPublication }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** Says what publishing a bundle writes, before anything is written (spec, section 8). */
export function planRegistryPublication({ bundle, parts }: Publishable): RegistryPlan {
  const { bundle_id, semver, tags } = bundle;
  const named = bySlot((slot) => parts[slot].reference ?? inlineIdentity(bundle, slot));
  const reasons = [...bundleProblems(bundle)];
  const known = new Map<string, TemplateBody>();
  for (const slot of SLOTS) {
    const name = formatReference(named[slot]);
    const { template } = parts[slot];
    const other = known.get(name);
    if (!other) {
      known.set(name, template);
      addAll(reasons, templateProblems(named[slot], template));
    } else if (!isSameRow(other, template))
      reasons.push(
        l10n.t(
          'The name {0} would stand for two templates. Give the one of the {1} part another.',
          quote(name),
          slot,
        ),
      );
  }
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const slots = bySlot((slot): TemplateToStore => {
    const { template } = parts[slot];
    return {
      reference: named[slot],
      template,
      role: template.role ?? 'system',
      constraintsText: template.constraints === null ? 'null' : canonicalJson(template.constraints),
    };
  });
  const templates = new Map(SLOTS.map((slot) => [formatReference(named[slot]), slots[slot]]));
  return {
    kind: 'ready',
    publication: {
      reference: { id: bundle_id, semver },
      given: { bundle, parts },
      tagsText: canonicalJson(tags),
      slots,
      templates: [...templates.entries()].sort(byReference).map(([, part]) => part),
      notes: SLOTS.flatMap((slot) => notesOf(slot, parts[slot], slots[slot])),
    },
  };
}

type Entry = readonly [string, TemplateToStore];

function byReference([, { reference: a }]: Entry, [, { reference: b }]: Entry): number {
  return compareCodePoints(a.id, b.id) || compareCodePoints(a.semver, b.semver);
}

function notesOf(
  slot: Slot,
  { reference, template }: Publishable['parts'][Slot],
  { reference: stored }: TemplateToStore,
): readonly string[] {
  const name = quote(formatReference(stored));
  return [
    ...(reference ? [] : [nameNote(slot, name, template)]),
    ...(template.adapter_version === null ? [] : [l10n.t('The adapter version of {0} is not stored.', name)]),
  ];
}

function nameNote(slot: Slot, name: string, { role }: TemplateBody): string {
  return role === null
    ? l10n.t('The template of the {0} part is stored as {1}, with the role `system`.', slot, name)
    : l10n.t('The template of the {0} part is stored as {1}.', slot, name);
}
