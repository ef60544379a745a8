import { window, type ExtensionContext } from 'vscode';
import { AuditLog } from './auditLog.js';
import { registerBraceDecorations } from './braceDecorations.js';
import { BundleRenderer } from './bundleRenderer.js';
import { registerCommands } from './commands.js';
import { Diagnostics } from './diagnostics.js';
import type { Platform } from './platform.js';
import { InputDrafts } from './preview/inputDrafts.js';
import { LazyPreviews } from './preview/lazyPreviews.js';
import { SelectionMemory } from './preview/selectionMemory.js';
import { PromptActions } from './promptActions.js';
import { QuickFixes } from './quickFixes.js';
import { PromptWorkspace } from './workspace/promptWorkspace.js';

/** The composition root: makes everything, and gives it to the context to dispose of. The index is built right after. */
export function activateExtension(context: ExtensionContext, platform: Platform): void {
  const log = window.createOutputChannel('Prompt Bundles', { log: true });
  const files = new PromptWorkspace(log);
  const drafts = new InputDrafts(context.workspaceState);
  const renderer = new BundleRenderer(files, drafts, platform);
  const diagnostics = new Diagnostics(files, renderer);
  const actions = new PromptActions(files, renderer, new AuditLog(platform, log));
  const memory = new SelectionMemory(context.workspaceState);
  const previews = new LazyPreviews(async () => {
    const { Previews } = await import('./preview/previews.js');
    return new Previews(
      context.extensionUri,
      { files, renderer, diagnostics, drafts, actions, memory },
      platform.newId,
    );
  });
  const fixes = new QuickFixes(context.extensionUri, files, diagnostics);
  context.subscriptions.push(
    log,
    files,
    diagnostics,
    fixes,
    registerBraceDecorations(),
    actions,
    previews,
    registerCommands({
      extension: context.extensionUri,
      files,
      previews,
      actions,
      memory,
      drafts,
      fixes,
      log,
    }),
  );
  files.load().catch((error: unknown) => {
    log.error(error instanceof Error ? error : String(error));
  });
}
