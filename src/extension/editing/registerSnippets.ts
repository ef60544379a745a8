import { languages, type Disposable } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';

const LANGUAGES = ['yaml', 'json', 'jsonc', 'markdown'];

/**
 * Registers the snippets of the three kinds for texts that have no name yet. Contributed by package.json they would stand in
 * every file of these languages, beside what is offered in those of ours.
 */
export function registerSnippets(): Disposable {
  return languages.registerCompletionItemProvider(
    LANGUAGES.map((language) => ({ scheme: 'untitled', language })),
    {
      provideCompletionItems: async (document, position) => {
        const isOurs = fileTypeOf(document.uri.path) !== undefined;
        if (isOurs || document.lineCount > 3 || document.getText().trim().length > 32) return undefined;
        return (await import('./index.js')).provideSnippets(document, position);
      },
    },
  );
}
