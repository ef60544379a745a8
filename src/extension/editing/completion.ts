import { CompletionList, type CancellationToken, type Position, type TextDocument } from 'vscode';
import { complete } from '../../language/index.js';
import { chosenInput } from './chosenInput.js';
import { itemOf } from './completionItem.js';
import type { EditingServices } from './services.js';

/** What can be written at a place of a document, of which what the editor shows counts. */
export async function provideCompletions(
  services: EditingServices,
  document: TextDocument,
  position: Position,
  token: CancellationToken,
  trigger: string | undefined,
): Promise<CompletionList | undefined> {
  const { files, context, parsePromptFile, yamlTokens } = services;
  const { uri } = document;
  await files.include(uri);
  const file = uri.toString();
  const parsed = await files.read(file);
  if (!parsed || token.isCancellationRequested) return undefined;
  const offset = parsed.source.offsetAt({ line: position.line, column: position.character });
  const { items, isIncomplete } = await complete(context, file, offset, {
    parse: parsePromptFile,
    yamlTokens,
    describeCode: (code) => describedCode(services, code),
    chosenInput: () => chosenInput(services, uri),
    ...(trigger !== undefined && { trigger }),
  });
  const digits = String(items.length).length;
  return new CompletionList(
    items.map((item, index) => itemOf(parsed, item, String(index).padStart(digits, '0'))),
    isIncomplete,
  );
}

/** What the setting of a rule says of its code. */
function describedCode({ manifest }: EditingServices, code: string): string | undefined {
  const { contributes } = manifest as {
    readonly contributes: {
      readonly configuration: {
        readonly properties: Readonly<
          Record<
            string,
            { readonly properties?: Readonly<Record<string, { readonly markdownDescription?: string }>> }
          >
        >;
      };
    };
  };
  return contributes.configuration.properties['promptBundles.rules']?.properties?.[code]?.markdownDescription;
}
