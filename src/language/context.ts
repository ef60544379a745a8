import type { CompiledCache } from '../core/constraints/index.js';
import type { PromptGenerator } from '../core/promptGenerator.js';
import type { PromptFileReader } from './scopes/indexSources.js';
import type { ScopeIndex } from './scopes/scopeIndex.js';

/** The prompt files that there are, by their keys: what editors show first, then what is stored. */
export interface LanguageFiles extends PromptFileReader {
  /** The index of the root that a file belongs to. */
  scopeOf(file: string): ScopeIndex;
  /** The indexes of all roots, by the keys of their folders. */
  scopes(): ReadonlyMap<string, ScopeIndex>;
}

/** Files some of whose text is told to no other file before it is saved. */
export interface HeldBackFiles {
  /** The files as others are told of them: without what is held back. */
  readonly told: PromptFileReader;
  /** The files of a scope whose text is held back at this moment. */
  heldBack(scope: ScopeIndex): readonly string[];
}

/** Whether files can hold back some of their text. */
export function canHoldBack(files: LanguageFiles): files is LanguageFiles & HeldBackFiles {
  return 'told' in files && files.heldBack !== undefined;
}

/** What a capability works with: each is a function of it, of a file's key, and of offsets into the text of that file. */
export interface LanguageContext {
  readonly files: LanguageFiles;
  /** Compiled constraints of the files. */
  readonly cache: CompiledCache;
  /** What renders the bundles of the root that a file belongs to. */
  generatorOf(file: string): Promise<PromptGenerator>;
}
