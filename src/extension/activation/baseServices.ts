import type { EventEmitter, ExtensionContext, LogOutputChannel } from 'vscode';
import type { PromptLanguage } from '../../language/index.js';
import type { Diagnostics } from '../problems/diagnostics.js';
import type { LazyRegistries } from '../registries/lazyRegistries.js';
import type { SelectionMemory } from '../selection/selectionMemory.js';
import type { Platform } from '../workspace/platform.js';
import type { OpenFile } from '../fixes/services.js';
import type { QuickFixes } from '../fixes/quickFixes.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What is there from the start, and keeps the problems live. */
export interface BaseServices {
  readonly context: ExtensionContext;
  readonly platform: Platform;
  readonly log: LogOutputChannel;
  readonly files: PromptWorkspace;
  readonly language: PromptLanguage;
  readonly diagnostics: Diagnostics;
  readonly fixes: QuickFixes;
  /** Documents that are checked as answers of the model, by their URIs, as their fixes take them. */
  readonly answers: Map<string, () => OpenFile>;
  /** What is chosen to be shown. */
  readonly memory: SelectionMemory;
  /** Fires with the folder in which an input is edited in no file. */
  readonly draftsChanged: EventEmitter<string>;
  /** Absent where no registry can be reached: in a browser. */
  readonly registries?: LazyRegistries;
}
