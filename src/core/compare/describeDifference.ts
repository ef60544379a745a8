import { canonicalJson } from '../canonicalJson.js';
import type { RenderedPart } from '../promptGenerator.js';
import type { PromptBundle } from '../model/bundle.js';
import { SLOTS, type BySlot, type Slot } from '../model/slots.js';
import { excerpt, listed } from '../text/quote.js';
import type { ComparedVersion } from './comparison.js';

/** What two versions are told apart by: a row of the table, or a snapshot. */
interface Row extends Pick<ComparedVersion, 'semver' | 'template_hashes' | 'problem'> {
  readonly rendered: {
    readonly render:
      { readonly bundle: Pick<PromptBundle, 'tags'>; readonly parts: BySlot<Part> } | undefined;
  };
}

type Part = Pick<RenderedPart, 'reference' | 'template'>;

/** The sections whose templates differ; none when one of the two does not render. */
export function differingSlots(from: Row, to: Row): readonly Slot[] {
  const [a, b] = [from.template_hashes, to.template_hashes];
  return a && b ? SLOTS.filter((slot) => a[slot] !== b[slot]) : [];
}

/** Why the prompts of two versions differ, in one sentence or two. */
export function describeDifference(from: Row, to: Row): string {
  const [a, b] = [from.rendered.render, to.rendered.render];
  if (!a || !b) {
    const broken = [from, to].filter(({ rendered }) => !rendered.render);
    return broken
      .map(({ semver, problem = '' }) => `${excerpt(semver)} does not render: ${problem}`)
      .join(' ');
  }
  const changes = differingSlots(from, to).map((slot) => ({ slot, from: a.parts[slot], to: b.parts[slot] }));
  const renamed = SLOTS.filter(
    (slot) =>
      nameOf(a.parts[slot]) !== nameOf(b.parts[slot]) && !changes.some((change) => change.slot === slot),
  );
  const tags = canonicalJson(a.bundle.tags) !== canonicalJson(b.bundle.tags);
  return [
    ...(changes.length > 0 ? [changedSentence(changes)] : []),
    ...renamed.map(
      (slot) => `The ${slot} has another name and the same content: ${step(a.parts[slot], b.parts[slot])}.`,
    ),
    ...(tags ? [`The tags differ: ${list(a.bundle.tags)} → ${list(b.bundle.tags)}.`] : []),
    ...(changes.length + renamed.length === 0 && !tags
      ? [from.semver === to.semver ? 'Nothing differs.' : 'Nothing but the version differs.']
      : []),
  ].join(' ');
}

interface Change {
  readonly slot: Slot;
  readonly from: Part;
  readonly to: Part;
}

function changedSentence(changes: readonly Change[]): string {
  const names = changes.map(({ slot }) => `the ${slot}`);
  const steps = changes.map(({ from, to }) => step(from, to) + fieldsNote(from, to)).join('; ');
  if (changes.length === SLOTS.length) return `All four sections differ: ${steps}.`;
  if (changes.length === 1) return `Only ${names.join('')} differs: ${steps}.`;
  return sentence(`${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} differ: ${steps}.`);
}

/** `support-persona 1.2.0 → 1.3.0`, or what stands there where it is no other version of the same template. */
function step(from: Part, to: Part): string {
  const [a, b] = [from.reference, to.reference];
  if (b && a?.id === b.id) {
    return a.semver === b.semver
      ? `${excerpt(a.id)} ${excerpt(a.semver)}, edited`
      : `${excerpt(a.id)} ${excerpt(a.semver)} → ${excerpt(b.semver)}`;
  }
  if (!a && !b) return 'a text of the bundle itself';
  return `${nameOf(from)} → ${nameOf(to)}`;
}

/** A prompt stays as it is when the text does: worth telling. */
function fieldsNote({ template: from }: Part, { template: to }: Part): string {
  if (from.content !== to.content) return '';
  const fields = [
    ...(from.role === to.role ? [] : ['role']),
    ...(canonicalJson(from.constraints) === canonicalJson(to.constraints) ? [] : ['constraints']),
    ...(from.adapter_version === to.adapter_version ? [] : ['adapter version']),
  ];
  return ` (${fields.join(' and ')} alone; the text is the same)`;
}

function nameOf({ reference }: Part): string {
  return reference ? `${excerpt(reference.id)} ${excerpt(reference.semver)}` : 'a text of the bundle itself';
}

function list(tags: readonly string[]): string {
  return tags.length > 0 ? listed(tags.map((tag) => excerpt(tag))) : 'none';
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
