import type { FileType } from '../core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../core/documents/promptFile.js';
import type { LanguageFiles } from './context.js';
import type { CompiledCache } from '../core/constraints/index.js';
import type { GeneratorPorts } from './prompts/generators.js';
import { PromptIndex } from './promptIndex.js';
import type { ScopeIndex } from './scopes/scopeIndex.js';

/** What is drafted: the key of the file, what people call it, and its text. */
export interface DraftedFile {
  readonly file: string;
  readonly name: string;
  readonly type: FileType;
  readonly text: string;
}

/** A root as it would be with another text in one of its files, or with one file more. */
export interface Draft<Language> {
  readonly language: Language;
  readonly scope: ScopeIndex;
  /** The file with the other text. */
  readonly parsed: PromptFile;
}

/** The files as they are, and what makes the language of others. */
export interface DraftPorts<Language> {
  readonly files: Pick<LanguageFiles, 'read'>;
  readonly loadHashing: GeneratorPorts['loadHashing'];
  readonly create: (ports: GeneratorPorts & { readonly cache: CompiledCache }) => Language;
}

/** Reads the files of a root into an index of their own, one of them with another text. Nothing else is told of it. */
export async function draftFile<Language>(
  stored: ScopeIndex,
  { file, name, type, text }: DraftedFile,
  { files: live, loadHashing, create }: DraftPorts<Language>,
): Promise<Draft<Language>> {
  const { configuration, alone } = stored.surroundings;
  const index = new PromptIndex({
    rootOf: () => '',
    nameOf: (key) => (key === file ? name : stored.nameOf(key)),
    ...(configuration && { configuration }),
    ...(alone && { alone }),
  });
  const parsed = parsePromptFile(type, { text });
  const files = new Map<string, PromptFile>();
  for (const key of stored.files()) {
    const read = key === file ? undefined : await live.read(key);
    if (read) files.set(key, read);
  }
  files.set(file, parsed);
  for (const [key, read] of files) index.load(key, read, key === file ? name : stored.nameOf(key));
  const scope = index.of(file);
  for (const snapshot of stored.published.files()) scope.updateSnapshot(snapshot);
  scope.updateLabels(stored.labels.file);
  scope.updateBaseline(stored.baseline.file);
  const drafted: LanguageFiles = {
    read: (key) => Promise.resolve(files.get(key)),
    scopeOf: () => scope,
    scopes: () => index.all(),
  };
  // Nothing is recorded of a draft: no time is asked for.
  const language = create({ files: drafted, cache: index.cache, loadHashing, now: () => new Date(0) });
  return { language, scope, parsed };
}
