import {
  DocumentHighlight,
  DocumentHighlightKind,
  Range,
  Uri,
  type DocumentLink,
  type Location,
  type LocationLink,
  type Position,
  type ReferenceContext,
  type TextDocument,
} from 'vscode';
import { define, findReferences, highlight, links, type Place } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { linkTo } from '../output/symbols.js';
import { chosenInput } from './chosenInput.js';
import { languageContext, locationOf, offsetAt, present, rangeIn } from './languageContext.js';
import type { EditingServices } from './services.js';

/** Where that which stands at a position is defined. */
export async function provideDefinition(
  services: EditingServices,
  document: TextDocument,
  position: Position,
): Promise<LocationLink[]> {
  const { files } = services;
  await files.settled();
  const offset = await offsetAt(services, document, position);
  const parsed = await files.read(document.uri.toString());
  if (offset === undefined || !parsed) return [];
  const input = await chosenInput(services, document.uri);
  const found = await define(languageContext(services), document.uri.toString(), offset, input);
  if (!found) return [];
  const originSelectionRange = toRange(parsed, found.origin);
  return present(
    found.places.map(async (place): Promise<LocationLink | undefined> => {
      const location = await locationOf(services, place);
      return location && { originSelectionRange, targetUri: location.uri, targetRange: location.range };
    }),
  );
}

/** Every place that names what stands at a position. */
export async function provideReferences(
  services: EditingServices,
  document: TextDocument,
  position: Position,
  { includeDeclaration }: ReferenceContext,
): Promise<Location[]> {
  await services.files.settled();
  const offset = await offsetAt(services, document, position);
  if (offset === undefined) return [];
  const places = await findReferences(languageContext(services), document.uri.toString(), offset, {
    withDefinitions: includeDeclaration,
    input: await chosenInput(services, document.uri),
  });
  return present(places.map((place) => locationOf(services, place)));
}

/** The places of a document that name the same. */
export async function provideDocumentHighlights(
  services: EditingServices,
  document: TextDocument,
  position: Position,
): Promise<DocumentHighlight[]> {
  const file = document.uri.toString();
  const parsed = await services.files.read(file);
  const offset = await offsetAt(services, document, position);
  if (offset === undefined || !parsed) return [];
  const found = await highlight(languageContext(services), file, offset);
  return found.map(
    ({ range, kind }) =>
      new DocumentHighlight(
        toRange(parsed, range),
        kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      ),
  );
}

/** The names in a document that lead to other files. */
export async function provideDocumentLinks(
  services: EditingServices,
  { uri }: TextDocument,
): Promise<DocumentLink[]> {
  const { files } = services;
  await files.settled();
  const parsed = await files.read(uri.toString());
  if (!parsed) return [];
  const found = await links(languageContext(services), uri.toString());
  return Promise.all(
    found.map(async ({ range, title, target }) =>
      linkTo(toRange(parsed, range), title, await uriOf(services, target)),
    ),
  );
}

/** A file with the line to show, as links have it. */
async function uriOf(services: EditingServices, { file, range }: Place): Promise<Uri> {
  const { start } = (await rangeIn(services, file, range)) ?? new Range(0, 0, 0, 0);
  return Uri.parse(file).with({ fragment: `L${start.line + 1},${start.character + 1}` });
}
