import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { parsePromptFile } from '../../core/documents/promptFile.js';
import type { Diagnostics } from '../problems/diagnostics.js';
import type { Platform } from './platform.js';
import type { PromptGenerators } from '../rendering/promptGenerators.js';
import type { QuickFixes } from '../fixes/quickFixes.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** What is there from the start, and keeps the problems live. */
export interface BaseServices {
  readonly context: ExtensionContext;
  readonly platform: Platform;
  readonly log: LogOutputChannel;
  readonly files: PromptWorkspace;
  readonly generators: PromptGenerators;
  readonly diagnostics: Diagnostics;
  readonly fixes: QuickFixes;
  /** Handed on, since the parsers are large and need not be read twice. */
  readonly parsePromptFile: typeof parsePromptFile;
}
