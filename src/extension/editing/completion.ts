import {
  CompletionItemKind,
  CompletionList,
  TextEdit,
  type CancellationToken,
  type CompletionItem,
  type Position,
  type TextDocument,
  type Uri,
} from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { complete, type Completion, type CompletionKind } from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { LabelledCompletion, snippetOf } from '../output/completions.js';
import { defaultInput } from '../preview/defaultInput.js';
import { baseOf, isDraft } from '../preview/draftNames.js';
import { SelectionMemory } from '../preview/selectionMemory.js';
import type { EditingServices } from './services.js';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  placeholder: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** What more there is to say of a completion, once somebody looks at it. */
const undescribed = new WeakMap<CompletionItem, NonNullable<Completion['describe']>>();

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

/** Adds to a completion what only one at a time is asked for. */
export async function describeCompletion(item: CompletionItem): Promise<CompletionItem> {
  const describe = undescribed.get(item);
  if (describe && item instanceof LabelledCompletion) item.describe(await describe());
  return item;
}

function itemOf(parsed: PromptFile, completion: Completion, sortText: string): CompletionItem {
  const { text, stops = [], further, edits = [], commit, describe } = completion;
  const item = new LabelledCompletion(completion, KINDS[completion.kind]);
  item.range = toRange(parsed, completion.range);
  item.insertText = stops.length > 0 ? snippetOf(text, stops) : text;
  // It is indented already.
  item.keepWhitespace = true;
  item.filterText = completion.filterText;
  item.sortText = sortText;
  if (edits.length > 0)
    item.additionalTextEdits = edits.map((edit) => TextEdit.replace(toRange(parsed, edit), edit.text));
  if (commit) item.commitCharacters = [...commit];
  // As if it were typed: no message where there is nothing.
  if (further)
    item.command = { title: '', command: 'editor.action.triggerSuggest', arguments: [{ auto: true }] };
  if (describe) undescribed.set(item, describe);
  return item;
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
