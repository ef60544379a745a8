import { SLOTS, bySlot, type Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { BaselineMessage, NamedHash } from '../../preview/protocol.js';

const HASHES = [
  { name: 'prompt_hash', covers: 'The whole prompt: what sha256sum prints for the copied text.' },
  { name: 'bundle_hash', covers: 'The name and version of the bundle, not its text.' },
  { name: 'personality_hash', covers: 'The input: traits, levels and task.' },
  { name: 'content_hash', covers: 'The bundle with its four templates and models.' },
] as const;

/** Another render that changes are counted from, and how that is said. */
export interface Baseline {
  /** `undefined` when it cannot be rendered; then `problem` says why. */
  readonly render: Render | undefined;
  readonly problem: string;
  /** A sentence for a prompt that is the same. */
  readonly same: string;
  /** The beginning of a sentence for one that is not: "Changed since 1.2.0 was published". */
  readonly changed: string;
}

/** The first good render since the preview was opened on its bundle. */
export const sinceOpened = (render: Render): Baseline => ({
  render,
  problem: '',
  same: 'The prompt is as it was when the preview was opened.',
  changed: 'Changed since the preview was opened',
});

/** A published version. */
export const sincePublished = (semver: string, render: Render | undefined): Baseline => ({
  render,
  problem: render ? '' : `${semver} was published, but does not render with this input.`,
  same: `The prompt is as it was published in ${semver}.`,
  changed: `Changed since ${semver} was published`,
});

/** Another version in its file; `refusal` says why it does not render. */
export const sinceVersion = (label: string, render: Render | undefined, refusal = ''): Baseline => ({
  render,
  problem: render ? '' : `${label} does not render: ${refusal}`,
  same: `The prompt is as it is in ${label}.`,
  changed: `Changed since ${label}`,
});

/** Whether a part's text is another than in the baseline. */
export function isChanged(baseline: Baseline, render: Render, slot: Slot): boolean {
  return baseline.render !== undefined && render.parts[slot].text !== baseline.render.parts[slot].text;
}

/** The hashes of a render, with their names in the spec and what each covers. */
export function namedHashes(baseline: Baseline, render: Render): NamedHash[] {
  return HASHES.map(({ name, covers }) => ({
    name,
    covers,
    value: render[name],
    changed: baseline.render !== undefined && render[name] !== baseline.render[name],
  }));
}

/** In words, which parts make the prompt another one. */
export function describeChanges(baseline: Baseline, render: Render): string {
  if (!baseline.render) return baseline.problem;
  if (render.prompt_hash === baseline.render.prompt_hash) return baseline.same;
  const changed = SLOTS.filter((slot) => isChanged(baseline, render, slot));
  return `${baseline.changed}: ${changed.join(', ')}.`;
}

/** The texts of the baseline, for a page that marks changes in them. */
export function baselineMessage({ render, problem }: Baseline): BaselineMessage {
  return {
    type: 'baseline',
    texts: render ? bySlot((slot) => render.parts[slot].text) : null,
    problem,
  };
}
