import { l10n } from 'vscode';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { roleOf } from '../../language/index.js';
import { choose } from '../output/questions.js';

/** What each part of a prompt is for. */
function purposes(): Readonly<Record<Slot, string>> {
  return {
    system: l10n.t('Who the agent is, and what always holds.'),
    personality: l10n.t('How the traits of the persona show.'),
    activity: l10n.t('What its activity level and stress mean.'),
    task: l10n.t('What it is asked to do.'),
  };
}

/** The part of a prompt that a template is for: as it is given, or one that the user picks; the likely one comes first. */
export async function chooseSlot(given: string | undefined, likely?: Slot): Promise<Slot | undefined> {
  const known = SLOTS.find((slot) => slot === given);
  if (known) return known;
  const ordered = likely ? [likely, ...SLOTS.filter((slot) => slot !== likely)] : SLOTS;
  const details = purposes();
  const entries = ordered.map((slot) => ({
    label: slot,
    description: l10n.t('role {0}', roleOf(slot)),
    detail: details[slot],
    slot,
  }));
  return (await choose(entries, l10n.t('Part of the prompt that the template is for')))?.slot;
}
