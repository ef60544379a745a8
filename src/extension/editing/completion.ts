import { CompletionList, type CancellationToken, type Position, type TextDocument, type Uri } from 'vscode';
import { complete } from '../../language/index.js';
import { defaultInput } from '../preview/defaultInput.js';
import { baseOf, isDraft } from '../preview/draftNames.js';
import { SelectionMemory } from '../preview/selectionMemory.js';
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
  const input = chosenInput(services, uri);
  const { items, isIncomplete } = await complete(context, file, offset, {
    parse: parsePromptFile,
    yamlTokens,
    describeCode: (code) => describedCode(services, code),
    ...(input !== undefined && { input }),
    ...(trigger !== undefined && { trigger }),
  });
  const digits = String(items.length).length;
  return new CompletionList(
    items.map((item, index) => itemOf(parsed, item, String(index).padStart(digits, '0'))),
    isIncomplete,
  );
}

/** The input that the prompt is shown with in the preview, or would be; `undefined` where nobody has chosen one. */
function chosenInput({ files, state }: EditingServices, uri: Uri): string | undefined {
  const file = uri.toString();
  const scope = files.scopeOf(file);
  const { bundle, input } = new SelectionMemory(state).recall(files.scopeKey(uri));
  const base = input !== undefined && isDraft(input) ? baseOf(input) : input;
  if (base === '' || (base !== undefined && scope.get(base))) return base;
  const shown = scope.get(file)?.kind === 'bundle' ? file : bundle;
  return shown === undefined ? undefined : defaultInput(scope, shown) || undefined;
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
