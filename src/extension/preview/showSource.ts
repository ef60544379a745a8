import {
  ColorThemeKind,
  commands,
  Selection,
  TabInputText,
  TextEditorRevealType,
  ThemeColor,
  ViewColumn,
  window,
  type Range,
  type TextEditor,
  type Uri,
} from 'vscode';

/** How long the range that was asked for is marked, in milliseconds. */
const FLASH_MS = 1200;

/** Where a source is shown: `beside` is the group of what it is shown from. */
export interface SourceOptions {
  readonly beside: ViewColumn | undefined;
  readonly isReadOnly: boolean;
}

/**
 * Shows a range of a file in the group where the file is open already, in sight or hidden, or else beside: the cursor goes
 * to its start, nothing is selected, and the range is marked for a moment.
 */
export async function showSource(
  uri: Uri,
  range: Range,
  { beside, isReadOnly }: SourceOptions,
): Promise<void> {
  const viewColumn = columnOf(uri) ?? (beside === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One);
  const editor = await window.showTextDocument(uri, { viewColumn });
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  flash(editor, range);
  // Not while somebody edits it all the same.
  if (isReadOnly && !editor.document.isDirty)
    await commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
}

/** The group that a file is open in: first one that shows it, then one that has it in a hidden tab. */
function columnOf(uri: Uri): ViewColumn | undefined {
  const key = uri.toString();
  const shown = window.visibleTextEditors.find(
    ({ document, viewColumn }) => viewColumn !== undefined && document.uri.toString() === key,
  );
  if (shown) return shown.viewColumn;
  return window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === key),
  )?.viewColumn;
}

function flash(editor: TextEditor, range: Range): void {
  const { HighContrast, HighContrastLight } = ColorThemeKind;
  const hasBorders = [HighContrast, HighContrastLight].includes(window.activeColorTheme.kind);
  const mark = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.symbolHighlightBackground'),
    ...(hasBorders && { border: '1px solid', borderColor: new ThemeColor('contrastActiveBorder') }),
    isWholeLine: range.isEmpty,
  });
  editor.setDecorations(mark, [range]);
  setTimeout(() => {
    mark.dispose();
  }, FLASH_MS);
}
