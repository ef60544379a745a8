import type { FileType } from '../core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../core/documents/promptFile.js';
import {
  createPromptLanguage,
  type LanguageFiles,
  PromptIndex,
  type PromptLanguage,
  type ScopeIndex,
} from '../language/index.js';
import type { AgentRoot } from './agentRoots.js';

/** A root as it would be with another text in one of its files, or with one file more. */
export interface Draft {
  readonly language: PromptLanguage;
  readonly scope: ScopeIndex;
  /** The file with the other text. */
  readonly parsed: PromptFile;
}

/** What is drafted: the key of the file, what people call it, and its text. */
export interface DraftedFile {
  readonly file: string;
  readonly name: string;
  readonly type: FileType;
  readonly text: string;
}

/** Reads the files of a root into an index of their own, one of them with another text. Nothing else is told of it. */
export async function draftOf(root: AgentRoot, { file, name, type, text }: DraftedFile): Promise<Draft> {
  const { scope: stored, language: live } = root;
  const { configuration, alone } = stored.surroundings;
  const index = new PromptIndex({
    rootOf: () => root.root,
    nameOf: (key) => (key === file ? name : stored.nameOf(key)),
    ...(configuration && { configuration }),
    ...(alone && { alone }),
  });
  const parsed = parsePromptFile(type, { text });
  const files = new Map<string, PromptFile>();
  for (const key of stored.files()) {
    const read = key === file ? undefined : await live.files.read(key);
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
  const language = createPromptLanguage({
    files: drafted,
    cache: index.cache,
    loadHashing: () => live.hashing(),
    // Nothing is recorded of a draft: no time is asked for.
    now: () => new Date(0),
  });
  return { language, scope, parsed };
}
