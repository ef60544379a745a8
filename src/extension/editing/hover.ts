import { extensions, Hover, type Position, type TextDocument } from 'vscode';
import { hover } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { markdownOf } from '../output/hovers.js';
import { chosenInput } from './chosenInput.js';
import { languageContext, offsetAt } from './languageContext.js';
import type { EditingServices } from './services.js';

/** The extension that shows what the contributed schema says of a key in YAML. */
const YAML_EXTENSION = 'redhat.vscode-yaml';

/** What is known of the place that is pointed at. */
export async function provideHover(
  services: EditingServices,
  document: TextDocument,
  position: Position,
): Promise<Hover | undefined> {
  const { files } = services;
  await files.settled();
  const offset = await offsetAt(services, document, position);
  const file = document.uri.toString();
  const parsed = await files.read(file);
  if (offset === undefined || !parsed) return undefined;
  const found = await hover(languageContext(services), file, offset, {
    input: await chosenInput(services, document.uri),
    isSchemaShown: isSchemaShown(document),
  });
  return found && new Hover(markdownOf(found.parts), toRange(parsed, found.range));
}

/** VS Code itself shows the schema's words in JSON, and an extension may do so in YAML. */
function isSchemaShown({ languageId }: TextDocument): boolean {
  if (languageId === 'json' || languageId === 'jsonc') return true;
  return languageId === 'yaml' && extensions.getExtension(YAML_EXTENSION) !== undefined;
}
