import { env, l10n, Uri, window, workspace } from 'vscode';
import type { AuditEvent } from '../../core/audit/record.js';
import { bundleReference } from '../../core/model/bundle.js';
import { formatReference } from '../../core/model/reference.js';
import { failureText } from '../../core/text/failureText.js';
import { sentences } from '../../core/text/sentences.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import {
  EXPORT_FORMATS,
  exportBundle,
  fileStem,
  type Exported,
  type ExportFormat,
} from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { CommandServices } from '../commands/commandServices.js';
import type { Done } from '../commands/promptActions.js';
import { folderOfFile } from '../create/freeName.js';
import { showInStatusBar } from '../output/editors.js';
import { showError, showInformation } from '../output/messages.js';
import { choose } from '../output/questions.js';
import { savedPlace } from '../workspace/savedPlace.js';

/** So many sentences on what is not carried fit a message; of more there is a report. */
const TOLD_IN_MESSAGE = 2;

/** What formats are called, and what is written in each. */
function formatTexts(): Readonly<Record<ExportFormat, readonly [label: string, detail: string]>> {
  const request = l10n.t('The body of a request with the rendered prompt, a message for each part.');
  return {
    service: [l10n.t('Service'), l10n.t('The requests that the service is sent, in order. Nothing is lost.')],
    openai: ['OpenAI', request],
    anthropic: ['Anthropic', request],
    promptfoo: ['promptfoo', l10n.t('A configuration with the templates, and the input as a test.')],
    prompty: ['Prompty', l10n.t('A template with its placeholders, and the input as the sample.')],
    dotprompt: ['Dotprompt', l10n.t('A template with its placeholders, and the input as the default.')],
    'github-models': [
      'GitHub Models',
      l10n.t('A template with its placeholders, and the input as test data.'),
    ],
    langfuse: ['Langfuse', l10n.t('The body that creates a chat prompt, with its placeholders.')],
  };
}

type Place = 'editor' | 'file' | 'clipboard';

/** Asks what a version is exported to and where that goes, and tells what the format does not carry. */
export async function exportSelection(
  { actions, reports }: Pick<CommandServices, 'actions' | 'reports'>,
  selection: Selection,
): Promise<Done | undefined> {
  return actions.take(selection, async (render) => {
    const reference = bundleReference(render.bundle);
    const name = formatReference(reference);
    const format = await chooseFormat(name);
    if (!format) return undefined;
    const model = selection.model === '' ? undefined : selection.model;
    const exported = exportBundle(format, { render, model });
    const fileName = `${fileStem(reference.id) || 'prompt'}-${fileStem(reference.semver)}${exported.ending}`;
    const place = await choosePlace(name, fileName);
    const folder = folderOfFile(savedPlace(Uri.parse(selection.bundle)).toString());
    const event = place && (await put(exported, Uri.joinPath(folder, fileName), place));
    if (!event) return undefined;
    const [label] = formatTexts()[format];
    showInStatusBar('check', l10n.t('{0} exported to {1}', name, label), 6);
    const { notes } = exported;
    const told = l10n.t('{0} was exported to {1}.', name, label);
    if (notes.length > TOLD_IN_MESSAGE)
      await reports.show(l10n.t('Export of {0}', name), [
        { text: told },
        { text: '' },
        { text: l10n.t('Not carried, or to be added:') },
        ...notes.map((text) => ({ text: `- ${text}` })),
      ]);
    else if (notes.length > 0)
      void showInformation(notes.reduce((said, note) => sentences(said, note), told));
    return event;
  });
}

async function chooseFormat(name: string): Promise<ExportFormat | undefined> {
  const texts = formatTexts();
  const entries = EXPORT_FORMATS.map((format) => {
    const [label, detail] = texts[format];
    return { label, detail, format };
  });
  return (await choose(entries, l10n.t('Format to export {0} to', name)))?.format;
}

async function choosePlace(name: string, fileName: string): Promise<Place | undefined> {
  const entries = [
    {
      icon: 'go-to-file',
      label: l10n.t('Open in an editor'),
      detail: l10n.t('As a new document that is not saved yet.'),
      place: 'editor',
    },
    { icon: 'save', label: l10n.t('Save as a file…'), detail: fileName, place: 'file' },
    {
      icon: 'copy',
      label: l10n.t('Copy'),
      detail: l10n.t('To the clipboard, byte for byte.'),
      place: 'clipboard',
    },
  ] as const;
  return (await choose(entries, l10n.t('Where {0} goes', name)))?.place;
}

/** Gives what is recorded of it; nothing where nothing was done. `suggested` is where a file would go. */
async function put(
  { text, ending }: Exported,
  suggested: Uri,
  place: Place,
): Promise<AuditEvent | undefined> {
  if (place === 'clipboard') {
    await env.clipboard.writeText(text);
    return 'copy';
  }
  if (place === 'editor') {
    const document = await workspace.openTextDocument({ content: text, language: languageOf(ending) });
    await window.showTextDocument(document, { preview: false });
    return 'open';
  }
  const file = await window.showSaveDialog({
    title: l10n.t('Export bundle'),
    saveLabel: l10n.t('Export'),
    defaultUri: suggested,
  });
  if (!file) return undefined;
  try {
    await workspace.fs.writeFile(file, encodeUtf8(text));
  } catch (error) {
    void showError(l10n.t('The file could not be written: {0}', failureText(error)));
    return undefined;
  }
  await window.showTextDocument(file, { preview: false });
  return 'save';
}

function languageOf(ending: string): string {
  if (ending.endsWith('json')) return 'json';
  return /ya?ml$/.test(ending) ? 'yaml' : 'markdown';
}
