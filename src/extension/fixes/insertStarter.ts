import { l10n } from 'vscode';
import { starterEdit } from '../../language/index.js';
import { fileName } from '../workspace/fileName.js';
import { showError } from '../output/messages.js';
import { fileOf } from './arguments.js';
import { applyTo, openFile } from './openFile.js';
import type { FixServices } from './services.js';

/** Fills a file that says nothing yet with what a file of its kind begins with: a file's URI, else the active editor's. */
export async function insertStarter(services: FixServices, argument: unknown): Promise<void> {
  const uri = fileOf(argument);
  if (uri) await services.files.include(uri);
  const file = uri && (await openFile(services, uri));
  const edit = file && starterEdit(file.subject);
  if (file && edit && (await applyTo(file, [edit]))) return;
  void showError(
    file
      ? l10n.t(
          '{0} is not empty, so nothing was inserted. Create a new file for another template, bundle or input.',
          fileName(file.uri),
        )
      : l10n.t('Open an empty template, bundle or input file to insert starter content.'),
  );
}
