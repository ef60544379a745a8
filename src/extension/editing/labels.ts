import { CompletionList, Hover, type Position, type TextDocument } from 'vscode';
import { SourceText } from '../../core/text/sourceText.js';
import { completeLabels, hoverLabel } from '../../language/index.js';
import { markdownOf } from '../output/hovers.js';
import { toRange } from '../problems/diagnostic.js';
import { itemOf } from './completionItem.js';
import type { EditingServices } from './services.js';

type Services = Pick<EditingServices, 'files'>;

/** What can be written at a place of a file of labels. */
export async function provideLabelCompletions(
  services: Services,
  document: TextDocument,
  position: Position,
): Promise<CompletionList> {
  const { scope, source, offset } = await placeIn(services, document, position);
  const { items, isIncomplete } = completeLabels(scope, source.text, offset);
  return new CompletionList(
    items.map((item, index) => itemOf({ source }, item, String(index).padStart(5, '0'))),
    isIncomplete,
  );
}

/** What is known of the label that is pointed at. */
export async function provideLabelHover(
  services: Services,
  document: TextDocument,
  position: Position,
): Promise<Hover | undefined> {
  const { scope, source, offset } = await placeIn(services, document, position);
  const found = hoverLabel(scope, source.text, offset);
  return found && new Hover(markdownOf(found.parts), toRange({ source }, found.range));
}

async function placeIn({ files }: Services, document: TextDocument, { line, character }: Position) {
  await files.settled();
  const source = new SourceText(document.getText());
  return {
    scope: files.scopeOf(document.uri.toString()),
    source,
    offset: source.offsetAt({ line, column: character }),
  };
}
