import type { Memento } from 'vscode';
import type { yamlTokens } from '../../core/documents/composeYaml.js';
import type { parsePromptFile } from '../../core/documents/promptFile.js';
import type { LanguageContext, PromptLanguage } from '../../language/index.js';
import type { Platform } from '../workspace/platform.js';
import type { SelectionMemory } from '../selection/selectionMemory.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What the help in editors works with: handed in, so that its module holds none of it once more. */
export interface EditingServices {
  readonly files: PromptWorkspace;
  readonly context: LanguageContext & Pick<PromptLanguage, 'rereadAs'>;
  readonly platform: Pick<Platform, 'isLocked'>;
  /** What is chosen to be shown, and where edited inputs are kept. */
  readonly memory: SelectionMemory;
  readonly state: Memento;
  readonly parsePromptFile: typeof parsePromptFile;
  readonly yamlTokens: typeof yamlTokens;
  /** The extension's own package.json. */
  readonly manifest: unknown;
}
