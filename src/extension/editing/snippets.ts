import type { CompletionItem, Position, TextDocument } from 'vscode';
import { SourceText } from '../../core/text/sourceText.js';
import { newTextCompletions } from '../../language/index.js';
import { itemOf } from './completionItem.js';

/** What a text without a name, of a language that prompt files are written in, can begin with. */
export function provideSnippets(document: TextDocument, position: Position): CompletionItem[] {
  const source = new SourceText(document.getText());
  const { languageId } = document;
  const syntax = languageId === 'markdown' ? 'markdown' : languageId === 'yaml' ? 'yaml' : 'json';
  const offset = source.offsetAt({ line: position.line, column: position.character });
  return newTextCompletions(syntax, source.text, offset).map((item, index) =>
    itemOf({ source }, item, String(index)),
  );
}
