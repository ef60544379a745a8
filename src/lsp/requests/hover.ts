import type { Hover, HoverParams } from 'vscode-languageserver';
import { hover } from '../../language/index.js';
import { shownParts } from '../output.js';
import { askedFile, offsetIn, ownRange, type Services } from './asked.js';
import { inputFor } from './inputFor.js';

/** What is known of the place that is pointed at. */
export async function provideHover(services: Services, params: HoverParams): Promise<Hover | null> {
  const asked = await askedFile(services, params.textDocument);
  if (!asked) return null;
  const { language, file } = asked;
  const input = inputFor(asked);
  const found = await hover(language, file, offsetIn(asked, params.position), { input });
  if (!found) return null;
  const contents = shownParts(found.parts, services.abilities.hoverKind);
  return { contents, range: ownRange(asked, found.range) };
}
