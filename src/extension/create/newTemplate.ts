import { commands, l10n } from 'vscode';
import { quote } from '../../core/text/quote.js';
import { textOf } from '../fixes/arguments.js';
import type { FixServices } from '../fixes/services.js';
import { chooseFolder } from './chooseFolder.js';
import { chooseSlot } from './chooseSlot.js';
import { newId } from './newId.js';
import { FIRST_VERSION, newTemplateFile, whyNotNamed } from '../../language/index.js';
import { showNewFile, writeFiles } from './writeFiles.js';

/**
 * Writes a template and shows it, its text selected, with its preview: a folder's URI, or `{ id, slot }`; asks for what it is not
 * given.
 */
export async function newTemplate(services: FixServices, argument: unknown): Promise<void> {
  const target = await chooseFolder(services, argument);
  if (!target) return;
  const { scope } = target;
  const slot = await chooseSlot(textOf(argument, 'slot'));
  if (!slot) return;
  const id = await newId(argument, {
    title: l10n.t('New prompt template'),
    prompt: l10n.t('Id of the template. Bundles refer to it by this and its version.'),
    value: `my-${slot}`,
    problem: (given) =>
      scope.versions('template', given).length > 0
        ? l10n.t('There are versions of {0} already. Use Create Next Version for another.', quote(given))
        : whyNotNamed(scope, 'template', { id: given, semver: FIRST_VERSION }),
  });
  if (id === undefined) return;
  const [file] = await writeFiles(target, [newTemplateFile(scope, { id, semver: FIRST_VERSION }, slot)]);
  if (!file) return;
  await showNewFile(services, file);
  await commands.executeCommand('promptBundles.openPreviewToSide', file);
}
