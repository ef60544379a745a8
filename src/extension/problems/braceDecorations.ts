import { Disposable, Range, ThemeColor, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import { otherBraces } from '../../core/documents/placeholderFindings.js';

/**
 * Marks double braces that are no placeholder, in files of ours alone. The grammar gives them a scope of their own but
 * cannot know a file's name, so a colour there would change other people's Markdown and YAML.
 */
export function registerBraceDecorations(): Disposable {
  const decoration = window.createTextEditorDecorationType({
    color: new ThemeColor('editorWarning.foreground'),
    fontStyle: 'italic',
  });
  const decorate = (editor: TextEditor): void => {
    if (fileTypeOf(editor.document.uri.path)) editor.setDecorations(decoration, rangesIn(editor.document));
  };
  window.visibleTextEditors.forEach(decorate);
  return Disposable.from(
    decoration,
    window.onDidChangeVisibleTextEditors((editors) => {
      editors.forEach(decorate);
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      window.visibleTextEditors.filter((editor) => editor.document === document).forEach(decorate);
    }),
  );
}

function rangesIn(document: TextDocument): Range[] {
  return otherBraces(document.getText()).map(
    ({ start, end }) => new Range(document.positionAt(start), document.positionAt(end)),
  );
}
