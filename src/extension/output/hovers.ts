import { MarkdownString } from 'vscode';
import { markdownParts, type MarkdownPart } from '../../core/output/markdownText.js';

/** What hovers and tooltips show: words and blocks of code, in which nothing is a link, an image, an icon or HTML. */
export function markdownOf(parts: readonly MarkdownPart[]): MarkdownString {
  return new MarkdownString(markdownParts(parts));
}
