import { SLOTS, type Slot } from '../../core/model/slots.js';
import { roleOf } from '../../language/index.js';
import { choose } from '../output/questions.js';

/** What each part of a prompt is for. */
const PURPOSES: Readonly<Record<Slot, string>> = {
  system: 'Who the agent is, and what always holds.',
  personality: 'How the traits of the persona show.',
  activity: 'What its activity level and stress mean.',
  task: 'What it is asked to do.',
};

/** The part of a prompt that a template is for: as it is given, or one that the user picks; the likely one comes first. */
export async function chooseSlot(given: string | undefined, likely?: Slot): Promise<Slot | undefined> {
  const known = SLOTS.find((slot) => slot === given);
  if (known) return known;
  const ordered = likely ? [likely, ...SLOTS.filter((slot) => slot !== likely)] : SLOTS;
  const entries = ordered.map((slot) => ({
    label: slot,
    description: `role ${roleOf(slot)}`,
    detail: PURPOSES[slot],
    slot,
  }));
  return (await choose(entries, 'Part of the prompt that the template is for'))?.slot;
}
