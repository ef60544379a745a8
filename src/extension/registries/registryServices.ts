import type { Memento, Uri, ViewColumn } from 'vscode';
import type { PromptLanguage } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { PromptDocuments } from '../commands/promptDocuments.js';
import type { BundleRenderer } from '../rendering/bundleRenderer.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { Registries } from './registries.js';
import type { RegistryFiles } from './registryFiles.js';

/** The registries that are set, and their versions as files. */
export interface RegistryAccess {
  readonly registries: Registries;
  readonly files: RegistryFiles;
}

/** What the view of registries and its commands need of the extension. */
export interface RegistryServices {
  readonly files: PromptWorkspace;
  readonly language: PromptLanguage;
  readonly renderer: BundleRenderer;
  readonly documents: PromptDocuments;
  readonly state: Memento;
  /** What a command is about: what belongs to a file, or is selected; `undefined` where the user chooses nothing. */
  readonly select: (file: Uri | undefined, placeHolder: string) => Promise<Selection | undefined>;
  /** Opens the table of a bundle's versions, with a registry's among them. */
  readonly compare: (selection: Selection, registry: string) => Promise<void>;
  readonly preview: (file: Uri, column: ViewColumn.Active | ViewColumn.Beside) => Promise<void>;
}
