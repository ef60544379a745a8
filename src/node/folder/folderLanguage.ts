import type { AuditSink } from '../../core/audit/sink.js';
import { loadHashing } from '../../core/hashing.js';
import { createPromptLanguage, type LanguageContext, type PromptLanguage } from '../../language/index.js';
import { sha256 } from '../sha256.js';

/** What commands differ in. */
interface LanguageOptions {
  /** Where renders are recorded; nowhere when absent. */
  readonly audit?: AuditSink;
  /** The one input to check bundles with, in place of those that are meant for each. */
  readonly input?: string | undefined;
}

/** The language over the files of a folder: its files first, and what is published then. */
export function folderLanguage(
  folder: LanguageContext['files'] & Pick<LanguageContext, 'cache'>,
  { now }: { readonly now: () => Date },
  { audit, input }: LanguageOptions = {},
): PromptLanguage {
  return createPromptLanguage({
    files: folder,
    cache: folder.cache,
    loadHashing: () => loadHashing(sha256),
    now,
    loadTokenizer: async (encoding) => (await import('./loadTokenizer.js')).loadTokenizer(encoding),
    ...(audit && { audit }),
    ...(input !== undefined && { inputsOf: () => ({ inputs: [input], truncated: false }) }),
  });
}
