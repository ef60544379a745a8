import type { Slot } from '../../core/model/slots.js';
import { SLOTS } from '../../core/model/slots.js';
import { quote } from '../../core/text/quote.js';
import { textOf } from '../fixes/arguments.js';
import type { FixServices } from '../fixes/services.js';
import { choose } from '../output/questions.js';
import { chooseFolder } from './chooseFolder.js';
import { newId } from './newId.js';
import { FIRST_VERSION, newTemplateFile, roleOf, whyNotNamed } from '../../language/index.js';
import { showNewFile, writeFiles } from './writeFiles.js';

/** What each part of a prompt is for. */
const PURPOSES: Readonly<Record<Slot, string>> = {
  system: 'Who the agent is, and what always holds.',
  personality: 'How the traits of the persona show.',
  activity: 'What its activity level and stress mean.',
  task: 'What it is asked to do.',
};

/**
 * Writes a template and shows it, its text selected: a folder's URI, or `{ id, slot }`; asks for what it is not given. There is
 * no preview of it before a bundle uses it.
 */
export async function newTemplate(services: FixServices, argument: unknown): Promise<void> {
  const target = await chooseFolder(services, argument);
  if (!target) return;
  const { scope } = target;
  const slot = await chooseSlot(textOf(argument, 'slot'));
  if (!slot) return;
  const id = await newId(argument, {
    title: 'New prompt template',
    prompt: 'Id of the template. Bundles refer to it by this and its version.',
    value: `my-${slot}`,
    problem: (given) =>
      scope.versions('template', given).length > 0
        ? `There are versions of ${quote(given)} already. Use Create Next Version for another.`
        : whyNotNamed(scope, 'template', { id: given, semver: FIRST_VERSION }),
  });
  if (id === undefined) return;
  const [file] = await writeFiles(target, [newTemplateFile(scope, { id, semver: FIRST_VERSION }, slot)]);
  if (file) await showNewFile(services, file);
}

async function chooseSlot(given: string | undefined): Promise<Slot | undefined> {
  const known = SLOTS.find((slot) => slot === given);
  if (known) return known;
  const entries = SLOTS.map((slot) => ({
    label: slot,
    description: `role ${roleOf(slot)}`,
    detail: PURPOSES[slot],
    slot,
  }));
  return (await choose(entries, 'Part of the prompt that the template is for'))?.slot;
}
