import { env, Uri, window, workspace } from 'vscode';
import type { AuditEvent } from '../../core/audit/record.js';
import { bundleReference } from '../../core/model/bundle.js';
import { formatReference } from '../../core/model/reference.js';
import { failureText } from '../../core/text/failureText.js';
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

const FORMATS: Readonly<Record<ExportFormat, readonly [label: string, detail: string]>> = {
  service: ['Service', 'The requests that the service is sent, in order. Nothing is lost.'],
  openai: ['OpenAI', 'The body of a request with the rendered prompt, a message for each part.'],
  anthropic: ['Anthropic', 'The body of a request with the rendered prompt, a message for each part.'],
  promptfoo: ['promptfoo', 'A configuration with the templates, and the input as a test.'],
  prompty: ['Prompty', 'A template with its placeholders, and the input as the sample.'],
  dotprompt: ['Dotprompt', 'A template with its placeholders, and the input as the default.'],
  'github-models': ['GitHub Models', 'A template with its placeholders, and the input as test data.'],
  langfuse: ['Langfuse', 'The body that creates a chat prompt, with its placeholders.'],
};

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
    const [label] = FORMATS[format];
    showInStatusBar('check', `${name} exported to ${label}`, 6);
    const { notes } = exported;
    if (notes.length > TOLD_IN_MESSAGE)
      await reports.show(`Export of ${name}`, [
        { text: `${name} was exported to ${label}.` },
        { text: '' },
        { text: 'Not carried, or to be added:' },
        ...notes.map((text) => ({ text: `- ${text}` })),
      ]);
    else if (notes.length > 0) void showInformation(`${name} was exported to ${label}. ${notes.join(' ')}`);
    return event;
  });
}

async function chooseFormat(name: string): Promise<ExportFormat | undefined> {
  const entries = EXPORT_FORMATS.map((format) => {
    const [label, detail] = FORMATS[format];
    return { label, detail, format };
  });
  return (await choose(entries, `Format to export ${name} to`))?.format;
}

async function choosePlace(name: string, fileName: string): Promise<Place | undefined> {
  const entries = [
    {
      icon: 'go-to-file',
      label: 'Open in an editor',
      detail: 'As a new document that is not saved yet.',
      place: 'editor',
    },
    { icon: 'save', label: 'Save as a file…', detail: fileName, place: 'file' },
    { icon: 'copy', label: 'Copy', detail: 'To the clipboard, byte for byte.', place: 'clipboard' },
  ] as const;
  return (await choose(entries, `Where ${name} goes`))?.place;
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
    title: 'Export bundle',
    saveLabel: 'Export',
    defaultUri: suggested,
  });
  if (!file) return undefined;
  try {
    await workspace.fs.writeFile(file, encodeUtf8(text));
  } catch (error) {
    void showError(`The file could not be written: ${failureText(error)}`);
    return undefined;
  }
  await window.showTextDocument(file, { preview: false });
  return 'save';
}

function languageOf(ending: string): string {
  if (ending.endsWith('json')) return 'json';
  return /ya?ml$/.test(ending) ? 'yaml' : 'markdown';
}
