import * as translated from '@vscode/l10n';
import { canonicalJson } from '../canonicalJson.js';
import type { RenderedPart } from '../promptGenerator.js';
import type { PromptBundle } from '../model/bundle.js';
import { SLOTS, type BySlot, type Slot } from '../model/slots.js';
import type { Texts } from '../text/english.js';
import { excerpt, listed } from '../text/quote.js';
import { sentencesIn } from '../text/sentences.js';
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
export function describeDifference(from: Row, to: Row, l10n: Texts = translated): string {
  const [a, b] = [from.rendered.render, to.rendered.render];
  if (!a || !b) {
    const broken = [from, to].filter(({ rendered }) => !rendered.render);
    return sentencesIn(
      l10n,
      broken.map(({ semver, problem = '' }) => l10n.t('{0} does not render: {1}', excerpt(semver), problem)),
    );
  }
  const changes = differingSlots(from, to).map((slot) => ({ slot, from: a.parts[slot], to: b.parts[slot] }));
  const renamed = SLOTS.filter(
    (slot) =>
      nameOf(a.parts[slot], l10n) !== nameOf(b.parts[slot], l10n) &&
      !changes.some((change) => change.slot === slot),
  );
  const tags = canonicalJson(a.bundle.tags) !== canonicalJson(b.bundle.tags);
  return sentencesIn(l10n, [
    ...(changes.length > 0 ? [changedSentence(changes, l10n)] : []),
    ...renamed.map((slot) =>
      l10n.t(
        'The {0} has another name and the same content: {1}.',
        slot,
        step(a.parts[slot], b.parts[slot], l10n),
      ),
    ),
    ...(tags ? [tagSentence(a.bundle.tags, b.bundle.tags, l10n)] : []),
    ...(changes.length + renamed.length === 0 && !tags
      ? [from.semver === to.semver ? l10n.t('Nothing differs.') : l10n.t('Nothing but the version differs.')]
      : []),
  ]);
}

interface Change {
  readonly slot: Slot;
  readonly from: Part;
  readonly to: Part;
}

function changedSentence(changes: readonly Change[], l10n: Texts): string {
  const steps = changes.map(({ from, to }) => stepOf(from, to, l10n)).join('; ');
  const [first = '', second = '', third = '', fourth] = changes.map(({ slot }) => slot);
  if (fourth !== undefined) return l10n.t('All four sections differ: {0}.', steps);
  if (third !== '') return l10n.t('The {0}, the {1} and the {2} differ: {3}.', first, second, third, steps);
  return second === ''
    ? l10n.t('Only the {0} differs: {1}.', first, steps)
    : l10n.t('The {0} and the {1} differ: {2}.', first, second, steps);
}

/** What of a section differs; that the text is the same is worth telling, since then a prompt stays as it is. */
function stepOf(from: Part, to: Part, l10n: Texts): string {
  const steps = step(from, to, l10n);
  if (from.template.content !== to.template.content) return steps;
  const [first = '', second = '', third = ''] = fieldsOf(from.template, to.template, l10n);
  if (third !== '')
    return l10n.t('{0} ({1} and {2} and {3} alone; the text is the same)', steps, first, second, third);
  return second === ''
    ? l10n.t('{0} ({1} alone; the text is the same)', steps, first)
    : l10n.t('{0} ({1} and {2} alone; the text is the same)', steps, first, second);
}

/** `support-persona 1.2.0 → 1.3.0`, or what stands there where it is no other version of the same template. */
function step(from: Part, to: Part, l10n: Texts): string {
  const [a, b] = [from.reference, to.reference];
  if (b && a?.id === b.id) {
    return a.semver === b.semver
      ? l10n.t('{0} {1}, edited', excerpt(a.id), excerpt(a.semver))
      : `${excerpt(a.id)} ${excerpt(a.semver)} → ${excerpt(b.semver)}`;
  }
  if (!a && !b) return ownText(l10n);
  return `${nameOf(from, l10n)} → ${nameOf(to, l10n)}`;
}

/** What differs of two templates beside their texts. */
function fieldsOf(from: Part['template'], to: Part['template'], l10n: Texts): readonly string[] {
  return [
    ...(from.role === to.role ? [] : [l10n.t('role')]),
    ...(canonicalJson(from.constraints) === canonicalJson(to.constraints) ? [] : [l10n.t('constraints')]),
    ...(from.adapter_version === to.adapter_version ? [] : [l10n.t('adapter version')]),
  ];
}

function nameOf({ reference }: Part, l10n: Texts): string {
  return reference ? `${excerpt(reference.id)} ${excerpt(reference.semver)}` : ownText(l10n);
}

function ownText(l10n: Texts): string {
  return l10n.t('a text of the bundle itself');
}

function tagSentence(was: readonly string[], is: readonly string[], l10n: Texts): string {
  const [before, after] = [was, is].map((tags) =>
    listed(
      tags.map((tag) => excerpt(tag)),
      undefined,
      l10n,
    ),
  );
  if (!before) return l10n.t('The tags differ: none → {0}.', after ?? '');
  return after
    ? l10n.t('The tags differ: {0} → {1}.', before, after)
    : l10n.t('The tags differ: {0} → none.', before);
}
