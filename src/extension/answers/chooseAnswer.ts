import { env, l10n, window, workspace, type TextDocument, type TextEditor, type Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { choose, type Choice } from '../output/questions.js';
import { fileName } from '../workspace/fileName.js';

/** A place that an answer can be taken from. */
interface Source extends Choice {
  readonly open: () => Thenable<TextDocument>;
}

/** Asks where the answer is: selected, in an editor, on the clipboard, or yet to be pasted. Gives the document that holds it. */
export async function chooseAnswer(bundle: string): Promise<TextDocument | undefined> {
  const editors = [...new Set([window.activeTextEditor, ...window.visibleTextEditors])]
    .filter((editor) => editor !== undefined)
    .filter(({ document }) => canBeAnswer(document.uri));
  const copied = await env.clipboard.readText();
  const sources: Source[] = [
    ...editors.filter(({ selection }) => !selection.isEmpty).map(selected),
    ...editors.map(({ document }) => ({
      icon: 'file',
      label: fileName(document.uri),
      description: l10n.t('As it is in its editor'),
      open: () => Promise.resolve(document),
    })),
    ...(copied.trim() === ''
      ? []
      : [
          {
            icon: 'clippy',
            label: l10n.t('Clipboard'),
            description: l10n.t('In a new document'),
            open: () => untitled(copied),
          },
        ]),
    {
      icon: 'new-file',
      label: l10n.t('New document'),
      description: l10n.t('To paste or write the answer into'),
      open: () => untitled(''),
    },
  ];
  return (await choose(sources, l10n.t('Where is the answer of {0}?', bundle)))?.open();
}

/** Whether a document may be an answer: it is no prompt file, and shows no output or settings. */
export function canBeAnswer({ scheme, path }: Uri): boolean {
  const isText = scheme === 'untitled' || workspace.fs.isWritableFileSystem(scheme) !== undefined;
  return isText && fileTypeOf(path) === undefined;
}

function selected({ document, selection }: TextEditor): Source {
  return {
    icon: 'selection',
    label: l10n.t('Selection in {0}', fileName(document.uri)),
    description: l10n.t('In a new document'),
    open: () => untitled(document.getText(selection), document.languageId),
  };
}

function untitled(content: string, language = 'markdown'): Thenable<TextDocument> {
  return workspace.openTextDocument({ content, language });
}
