import * as l10n from '@vscode/l10n';
import { parseJson } from '../../../core/documents/parseJson.js';
import { fileTypeOf } from '../../../core/documents/fileKinds.js';
import type { SourceText } from '../../../core/text/sourceText.js';
import { readDotprompt } from './dotprompt.js';
import { unusable, type ForeignFile, type ImportFormat } from './foreignPrompt.js';
import { readGithubModels } from './githubModels.js';
import { isLangfuse, readLangfuse } from './langfuse.js';
import { readPlainText } from './plainText.js';
import { readPoml } from './poml.js';
import { isPromptLayer, readPromptLayer } from './promptLayer.js';
import { readPrompty } from './prompty.js';

const BY_ENDING: readonly (readonly [RegExp, ImportFormat])[] = [
  [/\.prompty$/i, 'prompty'],
  [/\.prompt$/i, 'dotprompt'],
  [/\.prompt\.ya?ml$/i, 'github-models'],
  [/\.poml$/i, 'poml'],
];

const READERS: Readonly<
  Record<Exclude<ImportFormat, 'langfuse' | 'promptlayer'>, (text: string) => ForeignFile>
> = {
  prompty: readPrompty,
  dotprompt: readDotprompt,
  'github-models': readGithubModels,
  poml: readPoml,
  text: readPlainText,
};

/** The prompts of a file: by its format if that is said, else by how its name ends and, of JSON, by what it holds. Never throws. */
export function readForeign(
  file: string,
  { text }: SourceText,
  said: ImportFormat | undefined,
): { readonly format: ImportFormat; readonly read: ForeignFile } {
  if (said === undefined && fileTypeOf(file))
    return {
      format: 'text',
      read: unusable(l10n.t('This is a prompt file already. Put it into the folder as it is.')),
    };
  const format = said ?? BY_ENDING.find(([ending]) => ending.test(file))?.[1];
  if (format === 'langfuse' || format === 'promptlayer') return readJson(text, format);
  if (format !== undefined) return { format, read: READERS[format](text) };
  if (/\.json$/i.test(file)) return readJson(text, undefined);
  return { format: 'text', read: readPlainText(text) };
}

function readJson(
  text: string,
  said: 'langfuse' | 'promptlayer' | undefined,
): { readonly format: ImportFormat; readonly read: ForeignFile } {
  const { root, findings } = parseJson(text);
  const mistakes = findings.filter(({ severity }) => severity === 'error');
  const format = said ?? (root && isPromptLayer(root) ? 'promptlayer' : 'langfuse');
  if (!root || mistakes.length > 0) return { format, read: { mistakes } };
  if (format === 'promptlayer') return { format, read: readPromptLayer(root) };
  if (said === undefined && !isLangfuse(root))
    return {
      format,
      read: unusable(l10n.t('This JSON is no prompt of Langfuse or PromptLayer.'), {
        start: root.range.start,
        end: root.range.start + 1,
      }),
    };
  return { format, read: readLangfuse(root) };
}
