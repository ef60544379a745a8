import { window, type ExtensionContext } from 'vscode';
import { parsePromptFile } from '../core/documents/promptFile.js';
import { registerBraceDecorations } from './braceDecorations.js';
import { Diagnostics } from './diagnostics.js';
import { LazyFeatures } from './lazyFeatures.js';
import type { Platform } from './platform.js';
import { PromptGenerators } from './promptGenerators.js';
import { QuickFixes } from './quickFixes.js';
import { PromptWorkspace } from './workspace/promptWorkspace.js';
import { logError } from './output/log.js';

/**
 * The composition root of what is there from the start; `features.ts` is that of the rest. Everything is given to the
 * context to dispose of. The index is built right after. What is given back is to be called, and waited for, before the
 * host ends.
 */
export function activateExtension(context: ExtensionContext, platform: Platform): () => Promise<void> {
  const log = window.createOutputChannel('Prompt Bundles', { log: true });
  const files = new PromptWorkspace(log, platform);
  const generators = new PromptGenerators(files, platform);
  const diagnostics = new Diagnostics(files, generators, log);
  const fixes = new QuickFixes(context.extensionUri, files, diagnostics);
  const features = new LazyFeatures({
    context,
    platform,
    log,
    files,
    generators,
    diagnostics,
    fixes,
    parsePromptFile,
  });
  context.subscriptions.push(log, files, diagnostics, fixes, registerBraceDecorations(), features);
  files.load().catch((error: unknown) => {
    logError(log, error);
  });
  return () => features.flush();
}
