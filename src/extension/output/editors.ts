import {
  CodeAction,
  CodeLens,
  commands,
  InlayHint,
  languages,
  window,
  type CodeActionKind,
  type Disposable,
  type LanguageStatusItem,
  type Position,
  type Range,
  type Uri,
  type ViewColumn,
} from 'vscode';
import { PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { iconText, labelText } from '../../core/output/editorText.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { markdownOf } from './hovers.js';

// The doors around an editor: lenses, inlay hints, quick fixes, the language status, titles of tabs, the status bar.

/** A lens that calls a command, or with an empty one only says something. */
export function lensOf(range: Range, title: string, command: string, given: readonly unknown[]): CodeLens {
  return new CodeLens(range, { title: iconText(title), command, arguments: [...given] });
}

/** An inlay hint behind a place, and what is told of it where somebody points at it. */
export function hintOf(position: Position, label: string, tooltip: readonly MarkdownPart[]): InlayHint {
  const hint = new InlayHint(position, labelText(label));
  hint.paddingLeft = true;
  hint.tooltip = markdownOf(tooltip);
  return hint;
}

/** A row of the language status of our files. */
export class LanguageStatusRow implements Disposable {
  readonly #item: LanguageStatusItem;

  /** The name is what people choose it by to have it in the status bar at all times. */
  constructor(id: string, name: string) {
    this.#item = languages.createLanguageStatusItem(id, { pattern: PROMPT_FILES_GLOB });
    this.#item.name = name;
  }

  /** Shows what is in force, what that is, and the command that changes it. */
  show(text: string, detail: string, title: string, command: string): void {
    this.#item.text = iconText(text);
    this.#item.detail = iconText(detail);
    this.#item.command = { title: iconText(title), command };
    this.#item.accessibilityInformation = { label: labelText(`${detail}: ${text}`) };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

/** A quick fix or another action on code. */
export class TitledAction extends CodeAction {
  constructor(title: string, kind: CodeActionKind) {
    super(labelText(title), kind);
  }
}

/** Opens two documents side by side. */
export async function openDiff(
  left: Uri,
  right: Uri,
  title: string,
  options: { readonly preview: boolean; readonly viewColumn?: ViewColumn | undefined },
): Promise<void> {
  await commands.executeCommand('vscode.diff', left, right, labelText(title), options);
}

/** Names the tab of a page. */
export function setTabTitle(panel: { title: string }, title: string): void {
  panel.title = labelText(title);
}

/**
 * The path of a document that is in no file, whose last part its tab shows. The folder is what its language goes by, whose
 * lines are wrapped; both are in package.json.
 */
export function documentPath(language: 'rendered' | 'snapshot' | 'report', name: string): string {
  return `/prompt-bundles-${language}/${labelText(name).replaceAll(/[/\\]/g, '-')}`;
}

/** Says in the status bar, for some seconds, what was done. */
export function showInStatusBar(icon: 'check' | 'pass', text: string, seconds: number): void {
  window.setStatusBarMessage(`$(${icon}) ${iconText(text)}`, seconds * 1000);
}
