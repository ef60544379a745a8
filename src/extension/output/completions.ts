import { CompletionItem, SnippetString, type CompletionItemKind, type CompletionItemLabel } from 'vscode';
import { iconText, labelText } from '../../core/output/editorText.js';
import { snippetText } from '../../core/output/snippetText.js';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import type { TextRange } from '../../core/model/findings.js';
import { markdownOf } from './hovers.js';

// The door to the list of completions: what it shows is made safe, what it writes is exact.

/** What a completion shows. */
export interface ShownCompletion {
  readonly label: string;
  readonly detail?: string;
  readonly documentation?: readonly MarkdownPart[];
}

/** A completion with its label. An icon may stand in the label itself, and nowhere else. */
export class LabelledCompletion extends CompletionItem {
  constructor({ label, detail, documentation }: ShownCompletion, kind: CompletionItemKind) {
    // What is known of it later is shown beside a label that stands alone.
    const shown: CompletionItemLabel | string =
      detail === undefined ? iconText(label) : { label: iconText(label), description: labelText(detail) };
    super(shown, kind);
    if (documentation) this.documentation = markdownOf(documentation);
  }

  /** Adds what is known of it by now. */
  describe({ detail, documentation }: Omit<ShownCompletion, 'label'>): void {
    if (detail !== undefined) this.detail = labelText(detail);
    if (documentation) this.documentation = markdownOf(documentation);
  }
}

/** A text that is written as it is, with the places where the cursor goes, one after the other. */
export function snippetOf(text: string, stops: readonly TextRange[]): SnippetString {
  return new SnippetString(snippetText(text, stops));
}
