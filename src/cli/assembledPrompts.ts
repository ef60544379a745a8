import { nullAuditSink } from '../core/audit/null.js';
import { loadHashing } from '../core/hashing.js';
import { createPromptGenerator, type PromptGenerator } from '../core/promptGenerator.js';
import { AssembledIndex, scopeSources } from '../language/index.js';
import type { AuditSink } from '../core/audit/sink.js';
import type { CommandLineHost } from './commandLineHost.js';
import type { PromptFolder } from './promptFolder.js';
import { sha256 } from '../node/sha256.js';

/** What renders the bundles of a folder, its files first and what is published then. */
export async function folderGenerator(
  folder: PromptFolder,
  host: CommandLineHost,
  audit: AuditSink = nullAuditSink,
): Promise<PromptGenerator> {
  const sources = scopeSources(folder.scope, folder);
  const hashing = await loadHashing(sha256);
  return createPromptGenerator({ bundles: sources, templates: sources, audit, hashing, now: host.now });
}

/** Checks the assembled prompts of bundle files, with one input or with those that are meant for each. */
export async function checkAssembled(
  folder: PromptFolder,
  bundleFiles: readonly string[],
  host: CommandLineHost,
  input?: string,
): Promise<AssembledIndex> {
  const generator = await folderGenerator(folder, host);
  const index = new AssembledIndex({
    scope: folder.scope,
    files: folder,
    cache: folder.cache,
    generator: () => Promise.resolve(generator),
    ...(input !== undefined && { inputsOf: () => ({ inputs: [input], truncated: false }) }),
  });
  for (const file of bundleFiles) await index.refresh(file);
  return index;
}
