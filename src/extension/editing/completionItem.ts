import { CompletionItemKind, TextEdit, type CompletionItem } from 'vscode';
import type { SourceText } from '../../core/text/sourceText.js';
import type { Completion, CompletionKind } from '../../language/index.js';
import { LabelledCompletion, snippetOf } from '../output/completions.js';
import { toRange } from '../problems/diagnostic.js';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  placeholder: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** What more there is to say of a completion, once somebody looks at it. */
const undescribed = new WeakMap<CompletionItem, NonNullable<Completion['describe']>>();

/** A completion as VS Code lists it; `sortText` keeps the order. */
export function itemOf(
  file: { readonly source: SourceText },
  completion: Completion,
  sortText: string,
): CompletionItem {
  const { text, stops = [], further, edits = [], commit, describe } = completion;
  const item = new LabelledCompletion(completion, KINDS[completion.kind]);
  item.range = toRange(file, completion.range);
  item.insertText = stops.length > 0 ? snippetOf(text, stops) : text;
  // It is indented already.
  item.keepWhitespace = true;
  item.filterText = completion.filterText;
  item.sortText = sortText;
  if (edits.length > 0)
    item.additionalTextEdits = edits.map((edit) => TextEdit.replace(toRange(file, edit), edit.text));
  if (commit) item.commitCharacters = [...commit];
  // As if it were typed: no message where there is nothing.
  if (further)
    item.command = { title: '', command: 'editor.action.triggerSuggest', arguments: [{ auto: true }] };
  if (describe) undescribed.set(item, describe);
  return item;
}

/** Adds to a completion what only one at a time is asked for. */
export async function describeCompletion(item: CompletionItem): Promise<CompletionItem> {
  const describe = undescribed.get(item);
  if (describe && item instanceof LabelledCompletion) item.describe(await describe());
  return item;
}
