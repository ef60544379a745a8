import { Disposable, languages, type Position, type TextDocument } from 'vscode';
import { PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { isWithinReach } from '../workspace/ownFiles.js';
import type { EditingServices } from './services.js';

const SELECTOR = { pattern: PROMPT_FILES_GLOB };

/** Signs behind which there may be something to choose. */
const TRIGGERS = ['{', '"', "'", ' ', '@', ':'];

/** Registers what helps to write prompt files. What it does is a module of its own, read when it is first asked for. */
export function registerEditing(services: EditingServices): Disposable {
  return Disposable.from(
    languages.registerCompletionItemProvider(
      SELECTOR,
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
  );
}

/** True for a blank that was typed behind a word: most of them are, and nothing is to be chosen there. */
function isInWords(document: TextDocument, position: Position, trigger: string | undefined): boolean {
  if (trigger !== ' ') return false;
  const before = document.lineAt(position.line).text.slice(0, position.character);
  return !/[:,[-] +$/.test(before);
}

const load = () => import('./index.js');
