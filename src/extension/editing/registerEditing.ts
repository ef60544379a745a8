import { Disposable, languages, type Position, type TextDocument } from 'vscode';
import { PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { LABELS_FILE } from '../../language/index.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import type { EditingServices } from './services.js';

/** Signs behind which there may be something to choose. */
const TRIGGERS = ['{', '"', "'", ' ', '@', ':'];

const load = () => import('./index.js');

type Editing = Awaited<ReturnType<typeof load>>;
/** A function of the module without the services that it is given. */
type Provided<F> = F extends (services: EditingServices, ...asked: infer Asked) => infer Answer
  ? (...asked: Asked) => Answer
  : never;

/** Registers what helps in the editors of prompt files. What it does is a module of its own, read when it is first asked for. */
export function registerEditing(services: EditingServices): Disposable {
  const later =
    (name: keyof Editing) =>
    async (...asked: readonly unknown[]): Promise<unknown> => {
      const provide = (await load())[name] as (...given: readonly unknown[]) => unknown;
      return provide(services, ...asked);
    };
  /** A provider of functions that the module has under the same names. */
  const providing = <Name extends keyof Editing>(...names: Name[]): { [N in Name]: Provided<Editing[N]> } =>
    Object.fromEntries(names.map((name) => [name, later(name)])) as never;
  const files = { pattern: PROMPT_FILES_GLOB };
  const labels = { pattern: `**/${LABELS_FILE.join('/')}` };
  return Disposable.from(
    languages.registerCompletionItemProvider(
      files,
      {
        provideCompletionItems: async (document, position, token, { triggerCharacter }) => {
          if (!isWithinReach(document.uri) || isInWords(document, position, triggerCharacter))
            return undefined;
          return (await load()).provideCompletions(services, document, position, token, triggerCharacter);
        },
        resolveCompletionItem: async (item) => (await load()).describeCompletion(item),
      },
      ...TRIGGERS,
    ),
    languages.registerHoverProvider(files, providing('provideHover')),
    languages.registerCompletionItemProvider(
      labels,
      {
        provideCompletionItems: async (document, position) =>
          (await load()).provideLabelCompletions(services, document, position),
      },
      '"',
    ),
    languages.registerHoverProvider(labels, {
      provideHover: async (document, position) =>
        (await load()).provideLabelHover(services, document, position),
    }),
    languages.registerDefinitionProvider(files, providing('provideDefinition')),
    languages.registerReferenceProvider(files, providing('provideReferences')),
    languages.registerDocumentHighlightProvider(files, providing('provideDocumentHighlights')),
    languages.registerDocumentLinkProvider(files, providing('provideDocumentLinks')),
    languages.registerRenameProvider(files, providing('prepareRename', 'provideRenameEdits')),
    languages.registerDocumentSymbolProvider(files, providing('provideDocumentSymbols'), {
      label: 'Prompt Bundles',
    }),
    languages.registerWorkspaceSymbolProvider(providing('provideWorkspaceSymbols', 'resolveWorkspaceSymbol')),
    languages.registerFoldingRangeProvider(files, providing('provideFoldingRanges')),
    languages.registerSelectionRangeProvider(files, providing('provideSelectionRanges')),
    languages.registerCallHierarchyProvider(
      files,
      providing(
        'prepareCallHierarchy',
        'provideCallHierarchyIncomingCalls',
        'provideCallHierarchyOutgoingCalls',
      ),
    ),
  );
}

/** True for a blank that was typed behind a word: most of them are, and nothing is to be chosen there. */
function isInWords(document: TextDocument, position: Position, trigger: string | undefined): boolean {
  if (trigger !== ' ') return false;
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return !/[:,[-] +$/.test(before);
}
