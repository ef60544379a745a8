import { TreeItem, type MarkdownString, type TreeItemCollapsibleState } from 'vscode';
import { labelText, linesText } from '../../core/output/editorText.js';

// The door to the rows of views. What is a link or an icon elsewhere is text in them.

/** What a row shows beside its label. */
export interface ShownRow extends Pick<TreeItem, 'id' | 'iconPath' | 'command' | 'contextValue'> {
  readonly description?: string | undefined;
  /** Lines of text, or what hovers show. */
  readonly tooltip?: string | MarkdownString | undefined;
  /** What is read out instead of the label. */
  readonly spoken?: string | undefined;
}

/** A row of a view. */
export class LabelledRow extends TreeItem {
  constructor(
    label: string,
    state: TreeItemCollapsibleState,
    { description, tooltip, spoken, ...shown }: ShownRow,
  ) {
    super(labelText(label), state);
    Object.assign(this, shown);
    if (description !== undefined) this.description = labelText(description);
    if (tooltip !== undefined) this.tooltip = typeof tooltip === 'string' ? linesText(tooltip) : tooltip;
    if (spoken !== undefined) this.accessibilityInformation = { label: labelText(spoken) };
  }
}

/** Lines of text as the tooltip of a row. */
export function setTooltip(row: TreeItem, lines: readonly string[]): void {
  row.tooltip = lines.map(labelText).join('\n');
}
