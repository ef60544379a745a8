import { bundleReference, type PromptBundle } from '../../core/model/bundle.js';
import type { JsonMap } from '../../core/model/jsonValue.js';
import { formatReference } from '../../core/model/reference.js';
import { bySlot, SLOTS, type Slot } from '../../core/model/slots.js';
import type { TemplateBody } from '../../core/model/template.js';
import type { Publishable } from '../../core/published/planPublication.js';
import { inlineIdentity } from '../../core/model/inlineIdentity.js';
import { publishableOf } from '../stored/publishableOf.js';
import { storedReference, type StoredBundle, type StoredTemplate } from '../stored/storedVersion.js';
import { areEqualByValue } from './byValue.js';
import { areConstraintsUnread, compareStored, compareStoredTemplate } from './compareStored.js';

type Part = Publishable['parts'][Slot];

/**
 * The words that files use for what a registry stores otherwise, though it is the same (spec, section 8): how a number is
 * written, a role that is not said, an adapter version, a template without a name. In these words what is equal has the
 * same hashes, and what differs has other ones where it differs, and nowhere else.
 */
export class FilesTerms {
  readonly #versions = new Map<string, Publishable[]>();
  readonly #templates = new Map<string, Set<TemplateBody>>();

  /** Of several states of a version those that come first are looked at first. */
  constructor(states: Iterable<Publishable>) {
    for (const state of states) {
      listIn(this.#versions, nameOf(state.bundle)).push(state);
      for (const slot of SLOTS) {
        const { reference, template } = state.parts[slot];
        const name = formatReference(reference ?? inlineIdentity(state.bundle, slot));
        const known = this.#templates.get(name);
        if (known) known.add(template);
        else this.#templates.set(name, new Set([template]));
      }
    }
  }

  /** A stored bundle in these words. */
  of(stored: StoredBundle): Publishable {
    const states = this.#versions.get(nameOf(stored.bundle)) ?? [];
    const same = states.find((state) => compareStored(stored, state).differences.length === 0);
    if (same) return { bundle: same.bundle, parts: same.parts };
    const given = publishableOf(stored);
    const parts = bySlot((slot): Part => this.#part(stored.parts[slot], given.parts[slot], states, slot));
    const templates = bySlot((slot): PromptBundle['templates'][Slot] => {
      const { reference, template } = parts[slot];
      return reference ? { kind: 'reference', reference } : { kind: 'inline', template };
    });
    return { bundle: { ...given.bundle, templates }, parts };
  }

  /** A part in the words of one that is the same, else of one that has its name. */
  #part(stored: StoredTemplate, given: Part, states: readonly Publishable[], slot: Slot): Part {
    const name = formatReference(storedReference(stored));
    const known = [
      ...states
        .map(({ parts }): Part => parts[slot])
        .filter(({ reference }) => reference === null || formatReference(reference) === name),
      ...[...(this.#templates.get(name) ?? [])].map((template): Part => ({ ...given, template })),
    ];
    const same = known.find(({ template }) => compareStoredTemplate(stored, template).length === 0);
    if (same) return same;
    const named = known.find(({ reference }) => reference !== null || given.reference === null);
    return { ...given, template: inWords(stored, named?.template ?? given.template) };
  }
}

/** What is stored of a template, said as another state of it says what both have in common. */
function inWords(stored: StoredTemplate, { role, constraints, adapter_version }: TemplateBody): TemplateBody {
  const { template } = stored;
  return {
    content: template.content,
    role: (role ?? 'system') === template.role ? role : template.role,
    constraints: constraintsOf(stored, constraints),
    adapter_version,
  };
}

/** Constraints that cannot be read are those of no file, and so no file's hash is theirs. */
function constraintsOf(stored: StoredTemplate, others: JsonMap | null): JsonMap | null {
  if (areConstraintsUnread(stored)) return new Map([['unreadable', stored.constraintsText]]);
  const { constraints } = stored.template;
  return areEqualByValue(constraints, others) ? others : constraints;
}

function nameOf(bundle: PromptBundle): string {
  return formatReference(bundleReference(bundle));
}

function listIn<Item>(map: Map<string, Item[]>, key: string): Item[] {
  const known = map.get(key);
  if (known) return known;
  const list: Item[] = [];
  map.set(key, list);
  return list;
}
