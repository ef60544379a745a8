import { l10n, Uri, window } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { choose } from '../output/questions.js';
import { fileName } from '../workspace/fileName.js';

/** How files of other tools end. */
const ENDINGS = ['prompty', 'prompt', 'yml', 'yaml', 'json', 'poml', 'md', 'markdown', 'txt'];

/** What to import: what is selected in a tree of VS Code, the file that is given, that of the active editor, or what the user picks. */
export async function chooseSources(argument: unknown, selected: unknown): Promise<readonly Uri[]> {
  const several = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri) : [];
  if (several.length > 0) return several;
  if (argument instanceof Uri) return [argument];
  const active = window.activeTextEditor?.document.uri;
  if (!active || !canBeImported(active)) return pickFiles();
  const entries = [
    { icon: 'file', label: fileName(active), description: l10n.t('As it is in its editor'), files: [active] },
    { icon: 'folder-opened', label: l10n.t('Choose files…'), files: undefined },
  ];
  const chosen = await choose(entries, l10n.t('What to import'));
  return chosen ? (chosen.files ?? pickFiles()) : [];
}

/** Whether an editor may show a prompt of another tool: it shows a file, or one that is not saved yet, and none of ours. */
function canBeImported({ path, scheme }: Uri): boolean {
  const ending = path.split('.').at(-1)?.toLowerCase() ?? '';
  return fileTypeOf(path) === undefined && (ENDINGS.includes(ending) || scheme === 'untitled');
}

async function pickFiles(): Promise<readonly Uri[]> {
  const title = l10n.t('Prompts of other tools');
  const files = await window.showOpenDialog({
    title,
    openLabel: l10n.t('Import'),
    canSelectMany: true,
    filters: { [title]: ENDINGS, [l10n.t('All files')]: ['*'] },
  });
  return files ?? [];
}
