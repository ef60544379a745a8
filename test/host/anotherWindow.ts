import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { window, type LogOutputChannel, type Uri } from 'vscode';
import { loadHashing } from '../../src/core/hashing.js';
import { realPath } from '../../src/extension/desktop/files.js';
import { KeptFiles } from '../../src/extension/desktop/keptFiles.js';
import { Diagnostics, type ShownProblem } from '../../src/extension/problems/diagnostics.js';
import { PromptWorkspace } from '../../src/extension/workspace/promptWorkspace.js';
import { createPromptLanguage } from '../../src/language/index.js';
import { readSmallFile } from '../../src/node/readSmallFile.js';
import { sha256 } from '../../src/node/sha256.js';
import { becomes } from './support.js';

/** What a window has shown of the workspace once all of it was checked. */
export interface Loaded {
  /** By file; files without problems, too. */
  readonly shown: ReadonlyMap<string, readonly ShownProblem[]>;
  /** The files that were read. */
  readonly reads: ReadonlySet<string>;
  readonly told: readonly string[];
}

/** How long a window stays open that may have nothing new to keep, in milliseconds. */
const KEPT_WITHIN = 1_500;

/**
 * Loads the workspace as another window would that is opened at this moment, in which later times are told; from what the last one
 * kept in `storage`, where it is named. One that keeps what it knows is open until it has, or may have.
 */
export async function openAnotherWindow(
  storage: string | undefined,
  how?: 'keeps' | 'may keep',
): Promise<Loaded> {
  const before = storage === undefined ? [] : keptIn(storage);
  const reads = new Set<string>();
  const told: string[] = [];
  const channel = window.createOutputChannel('Kept files', { log: true });
  const log = Object.assign(Object.create(channel) as LogOutputChannel, {
    warn: (text: string) => told.push(text),
    error: (text: string) => told.push(text),
  });
  const files = new PromptWorkspace(log, {
    loadSha256: () => Promise.resolve(sha256),
    realPath,
    readQuickly: (file: Uri, limit: number) => {
      reads.add(file.toString());
      return readSmallFile(file.fsPath, limit);
    },
  });
  const language = createPromptLanguage({
    files,
    cache: files.cache,
    loadHashing: () => loadHashing(sha256),
    now: () => new Date(),
  });
  const diagnostics = new Diagnostics(files, language, log);
  const looked = new Set<string>();
  const following = diagnostics.onDidShow((some) => {
    for (const file of some) looked.add(file);
  });
  if (storage !== undefined)
    files.useCache(
      (services) => Promise.resolve(new KeptFiles(storage, services, () => Date.now() + 60_000)),
      { language, onDidCheck: diagnostics.onDidCheck, isChecked: () => diagnostics.isChecked() },
    );
  try {
    await files.load();
    await files.settled();
    await becomes('Whether all is checked', () => diagnostics.isChecked(), true);
    if (storage !== undefined && how === 'keeps')
      await becomes('Whether it was kept', () => isOther(before, keptIn(storage)), true);
    if (how === 'may keep') await pause(KEPT_WITHIN);
    for (const scope of files.scopes().values()) for (const file of scope.files()) looked.add(file);
    const shown = new Map([...looked].sort().map((file) => [file, diagnostics.problems(file)]));
    return { shown, reads, told };
  } finally {
    for (const one of [following, diagnostics, files, channel]) one.dispose();
  }
}

/** True where something is kept, and something else than before. */
export const isOther = (before: readonly string[], now: readonly string[]): boolean =>
  now.length > 0 && JSON.stringify(now) !== JSON.stringify(before);

/** What is kept, to be told from what takes its place. */
export function keptIn(storage: string): readonly string[] {
  return readdirSync(storage)
    .filter((name) => name.endsWith('.cache'))
    .map((name) => `${name} ${statSync(path.join(storage, name)).ino}`);
}
