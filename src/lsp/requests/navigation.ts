import {
  DocumentHighlightKind,
  type DefinitionParams,
  type DocumentHighlight,
  type DocumentHighlightParams,
  type DocumentLink,
  type DocumentLinkParams,
  type Location,
  type LocationLink,
  type ReferenceParams,
} from 'vscode-languageserver';
import { define, findReferences, highlight, links } from '../../language/index.js';
import { shownText } from '../output.js';
import { askedFile, locationOf, offsetIn, ownRange, type Services } from './asked.js';
import { inputFor } from './inputFor.js';

/** Where that which stands at a position is defined. */
export async function provideDefinition(
  services: Services,
  params: DefinitionParams,
): Promise<LocationLink[] | Location[]> {
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return [];
  const { language, file } = asked;
  const found = await define(language, file, offsetIn(asked, params.position), inputFor(asked));
  if (!found) return [];
  const locations = found.places.flatMap((place) => locationOf(services, asked, place) ?? []);
  if (!services.abilities.hasDefinitionLinks) return locations;
  const originSelectionRange = ownRange(asked, found.origin);
  return locations.map(({ uri, range }) => ({
    originSelectionRange,
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

/** Every place that names what stands at a position. */
export async function provideReferences(services: Services, params: ReferenceParams): Promise<Location[]> {
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return [];
  const { language, file } = asked;
  const places = await findReferences(language, file, offsetIn(asked, params.position), {
    withDefinitions: params.context.includeDeclaration,
    input: inputFor(asked),
  });
  return places.flatMap((place) => locationOf(services, asked, place) ?? []);
}

/** The places of a document that name the same. */
export async function provideHighlights(
  services: Services,
  params: DocumentHighlightParams,
): Promise<DocumentHighlight[]> {
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return [];
  const found = await highlight(asked.language, asked.file, offsetIn(asked, params.position));
  return found.map(({ range, kind }) => ({
    range: ownRange(asked, range),
    kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}

/** The names in a document that lead to other files, each to its line. */
export async function provideLinks(services: Services, params: DocumentLinkParams): Promise<DocumentLink[]> {
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return [];
  const found = await links(asked.language, asked.file);
  return found.flatMap(({ range, title, target }) => {
    const location = locationOf(services, asked, target);
    if (!location) return [];
    const { uri, range: there } = location;
    return {
      range: ownRange(asked, range),
      target: `${uri}#L${there.start.line + 1},${there.start.character + 1}`,
      tooltip: shownText(title),
    };
  });
}
