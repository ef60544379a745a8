import { l10n } from 'vscode';
import { SLOTS, bySlot, type Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { BaselineMessage, NamedHash } from '../../preview/protocol.js';

const HASHES = ['prompt_hash', 'bundle_hash', 'personality_hash', 'content_hash'] as const;

/** What a hash is made of. */
function coveredBy(hash: (typeof HASHES)[number]): string {
  switch (hash) {
    case 'prompt_hash':
      return l10n.t('The whole prompt: what sha256sum prints for the copied text.');
    case 'bundle_hash':
      return l10n.t('The name and version of the bundle, not its text.');
    case 'personality_hash':
      return l10n.t('The input: traits, levels and task.');
    case 'content_hash':
      return l10n.t('The bundle with its four templates and models.');
  }
}

/** Another render that changes are counted from, and how that is said. */
export interface Baseline {
  /** `undefined` when it cannot be rendered; then `problem` says why. */
  readonly render: Render | undefined;
  readonly problem: string;
  /** A sentence for a prompt that is the same. */
  readonly same: string;
  /** A sentence for one that is not, with the parts that are others: "Changed since 1.2.0 was published: task." */
  readonly changed: (parts: string) => string;
}

/** The first good render since the preview was opened on its bundle. */
export const sinceOpened = (render: Render): Baseline => ({
  render,
  problem: '',
  same: l10n.t('The prompt is as it was when the preview was opened.'),
  changed: (parts) => l10n.t('Changed since the preview was opened: {0}.', parts),
});

/** A published version. */
export const sincePublished = (semver: string, render: Render | undefined): Baseline => ({
  render,
  problem: render ? '' : l10n.t('{0} was published, but does not render with this input.', semver),
  same: l10n.t('The prompt is as it was published in {0}.', semver),
  changed: (parts) => l10n.t('Changed since {0} was published: {1}.', semver, parts),
});

/** Another version in its file; `refusal` says why it does not render. */
export const sinceVersion = (label: string, render: Render | undefined, refusal = ''): Baseline => ({
  render,
  problem: render ? '' : l10n.t('{0} does not render: {1}', label, refusal),
  same: l10n.t('The prompt is as it is in {0}.', label),
  changed: (parts) => l10n.t('Changed since {0}: {1}.', label, parts),
});

/** Whether a part's text is another than in the baseline. */
export function isChanged(baseline: Baseline, render: Render, slot: Slot): boolean {
  return baseline.render !== undefined && render.parts[slot].text !== baseline.render.parts[slot].text;
}

/** The hashes of a render, with their names in the spec and what each covers. */
export function namedHashes(baseline: Baseline, render: Render): NamedHash[] {
  return HASHES.map((name) => ({
    name,
    covers: coveredBy(name),
    value: render[name],
    changed: baseline.render !== undefined && render[name] !== baseline.render[name],
  }));
}

/** In words, which parts make the prompt another one. */
export function describeChanges(baseline: Baseline, render: Render): string {
  if (!baseline.render) return baseline.problem;
  if (render.prompt_hash === baseline.render.prompt_hash) return baseline.same;
  const changed = SLOTS.filter((slot) => isChanged(baseline, render, slot));
  return baseline.changed(changed.join(', '));
}

/** The texts of the baseline, for a page that marks changes in them. */
export function baselineMessage({ render, problem }: Baseline): BaselineMessage {
  return {
    type: 'baseline',
    texts: render ? bySlot((slot) => render.parts[slot].text) : null,
    problem,
  };
}
