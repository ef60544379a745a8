import {
  MarkupKind,
  type MarkupContent,
  type Diagnostic,
  type DocumentSymbol,
  type SymbolKind,
  type Range,
} from 'vscode-languageserver';
import { labelText, linesText } from '../core/output/editorText.js';
import { markdownParts, type MarkdownPart } from '../core/output/markdownText.js';

// The door to whatever client there is: what it shows of files is made safe here, what it writes is exact.

/** A text of one line, where it is shown as it is. */
export function shownText(text: string): string {
  return labelText(text);
}

/** A name in a list, which has to have one. */
export function shownName(name: string): string {
  const text = labelText(name);
  return text.trim() === '' ? '(no name)' : text;
}

/** Words and blocks, as Markdown in which nothing acts, or as plain text for clients that show no other. */
export function shownParts(parts: readonly MarkdownPart[], kind: MarkupKind): MarkupContent {
  const value =
    kind === MarkupKind.Markdown
      ? markdownParts(parts)
      : parts.map((part) => ('words' in part ? labelText(part.words) : linesText(part.block))).join('\n\n');
  return { kind, value };
}

/** A problem. */
export function shownProblem(problem: Diagnostic & { readonly message: string }): Diagnostic {
  const { relatedInformation = [] } = problem;
  return {
    ...problem,
    message: labelText(problem.message),
    relatedInformation: relatedInformation.map((one) => ({ ...one, message: labelText(one.message) })),
  };
}

/** A row of an outline. */
export function outlineRow(
  { name, detail }: { readonly name: string; readonly detail: string },
  kind: SymbolKind,
  range: Range,
  selectionRange: Range,
  children: DocumentSymbol[],
): DocumentSymbol {
  return { name: shownName(name), detail: labelText(detail), kind, range, selectionRange, children };
}
