import { EventEmitter, window, type ExtensionContext } from 'vscode';
import { yamlTokens } from '../core/documents/composeYaml.js';
import { loadHashing } from '../core/hashing.js';
import { createPromptLanguage } from '../language/index.js';
import type { BaseServices } from './activation/baseServices.js';
import { registerBraceDecorations } from './problems/braceDecorations.js';
import { Diagnostics } from './problems/diagnostics.js';
import { registerEditing } from './editing/registerEditing.js';
import { logError } from './output/log.js';
import type { Platform } from './workspace/platform.js';
import { QuickFixes } from './fixes/quickFixes.js';
import { LazyLenses } from './lenses/lazyLenses.js';
import { LazyTesting } from './testing/lazyTesting.js';
import { followFallback } from './registries/followFallback.js';
import { LazyRegistries, type RegistriesCode } from './registries/lazyRegistries.js';
import { SelectionMemory } from './selection/selectionMemory.js';
import { PromptWorkspace } from './workspace/promptWorkspace.js';

/**
 * The composition root of what keeps the problems live; `features.ts` is that of what a person asks for. Read when the
 * first prompt file is there, or something is asked for. Everything is given to the context to dispose of, and the index
 * is built right after.
 */
export function startExtension(
  context: ExtensionContext,
  platform: Platform,
  registriesCode?: RegistriesCode,
): BaseServices {
  const log = window.createOutputChannel('Prompt Bundles', { log: true });
  const files = new PromptWorkspace(log, platform);
  const language = createPromptLanguage({
    files,
    cache: files.cache,
    loadHashing: async () => loadHashing(await platform.loadSha256()),
    now: () => new Date(),
    loadTokenizer: platform.loadTokenizer,
  });
  const diagnostics = new Diagnostics(files, language, log);
  if (platform.openCache)
    files.useCache(platform.openCache, {
      language,
      onDidCheck: diagnostics.onDidCheck,
      isChecked: () => diagnostics.isChecked(),
    });
  const answers: BaseServices['answers'] = new Map();
  const fixes = new QuickFixes(context.extensionUri, { files, language, diagnostics, platform, answers });
  const memory = new SelectionMemory(context.workspaceState);
  const editing = registerEditing({
    files,
    context: language,
    platform,
    memory,
    state: context.workspaceState,
    parsePromptFile: language.parse,
    yamlTokens,
    manifest: context.extension.packageJSON,
  });
  const draftsChanged = new EventEmitter<string>();
  const registries =
    registriesCode && new LazyRegistries(registriesCode, { context, platform, log, language });
  const base: BaseServices = {
    context,
    platform,
    log,
    files,
    language,
    diagnostics,
    fixes,
    answers,
    memory,
    draftsChanged,
    ...(registries && { registries }),
  };
  const lenses = new LazyLenses(base);
  const testing = new LazyTesting(base);
  const kept = [log, files, diagnostics, fixes, memory, draftsChanged, editing, lenses, testing];
  if (registries) context.subscriptions.push(registries, followFallback(registries, base));
  for (const one of [...kept, registerBraceDecorations()]) context.subscriptions.push(one);
  const tellFault = (error: unknown): void => {
    logError(log, error);
  };
  files.load().catch(tellFault);
  platform
    .offerServers?.()
    .then((offered) => context.subscriptions.push(offered))
    .catch(tellFault);
  return base;
}
