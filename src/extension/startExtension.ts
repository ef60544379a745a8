import { window, type ExtensionContext } from 'vscode';
import { yamlTokens } from '../core/documents/composeYaml.js';
import { parsePromptFile } from '../core/documents/promptFile.js';
import type { BaseServices } from './activation/baseServices.js';
import { registerBraceDecorations } from './problems/braceDecorations.js';
import { Diagnostics } from './problems/diagnostics.js';
import { registerEditing } from './editing/registerEditing.js';
import { logError } from './output/log.js';
import type { Platform } from './activation/platform.js';
import { PromptGenerators } from './rendering/promptGenerators.js';
import { QuickFixes } from './fixes/quickFixes.js';
import { PromptWorkspace } from './workspace/promptWorkspace.js';

/**
 * The composition root of what keeps the problems live; `features.ts` is that of what a person asks for. Read when the
 * first prompt file is there, or something is asked for. Everything is given to the context to dispose of, and the index
 * is built right after.
 */
export function startExtension(context: ExtensionContext, platform: Platform): BaseServices {
  const log = window.createOutputChannel('Prompt Bundles', { log: true });
  const files = new PromptWorkspace(log, platform);
  const generators = new PromptGenerators(files, platform);
  const diagnostics = new Diagnostics(files, generators, log);
  const fixes = new QuickFixes(context.extensionUri, files, diagnostics, platform);
  const editing = registerEditing({
    files,
    context: { files, cache: files.cache, generatorOf: (file) => generators.of(file) },
    state: context.workspaceState,
    parsePromptFile,
    yamlTokens,
    manifest: context.extension.packageJSON,
  });
  context.subscriptions.push(log, files, diagnostics, fixes, editing, registerBraceDecorations());
  files.load().catch((error: unknown) => {
    logError(log, error);
  });
  return { context, platform, log, files, generators, diagnostics, fixes, parsePromptFile };
}
