import { l10n, type Uri } from 'vscode';
import { window } from 'vscode';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { textOf, fileOf } from '../fixes/arguments.js';
import type { FixServices } from '../fixes/services.js';
import { folderOf } from '../fixes/versionActions.js';
import { choose } from '../output/questions.js';
import {
  type FixFolder,
  type FixSubject,
  slotAt,
  type SlotContent,
  slotContent,
} from '../../language/index.js';
import { showError } from '../output/messages.js';

/** A slot of a bundle that something is done with. */
export interface ChosenSlot {
  readonly uri: Uri;
  readonly folder: FixFolder;
  readonly bundle: FixSubject;
  readonly slot: Slot;
}

/**
 * The slot that a command is about: `{ file, slot }`, the one the cursor is in, the only one whose content is of a kind, or one
 * that the user picks.
 */
export async function chosenSlot(
  services: FixServices,
  argument: unknown,
  kind: SlotContent['kind'],
): Promise<ChosenSlot | undefined> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const folder = uri && folderOf(services, uri);
  const bundle = await folder?.subject(uri?.toString() ?? '');
  const slots = bundle ? SLOTS.filter((slot) => slotContent(bundle.file, slot)?.kind === kind) : [];
  if (!uri || !folder || !bundle || slots.length === 0) {
    void showError(
      kind === 'inline'
        ? l10n.t('Open a bundle that has a template written in it, to extract one.')
        : l10n.t('Open a bundle that refers to a template, to write one into it.'),
    );
    return undefined;
  }
  const slot = await oneOf(slots, textOf(argument, 'slot') ?? cursorSlot(uri, bundle));
  return slot && { uri, folder, bundle, slot };
}

function cursorSlot(uri: Uri, { file }: FixSubject): Slot | undefined {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.toString() !== uri.toString()) return undefined;
  const { line, character } = editor.selection.active;
  return slotAt(file, file.source.offsetAt({ line, column: character }));
}

async function oneOf(slots: readonly Slot[], meant: string | undefined): Promise<Slot | undefined> {
  const known = slots.find((slot) => slot === meant);
  if (known ?? slots.length === 1) return known ?? slots[0];
  return (
    await choose(
      slots.map((slot) => ({ label: slot, slot })),
      l10n.t('Part of the prompt'),
    )
  )?.slot;
}
