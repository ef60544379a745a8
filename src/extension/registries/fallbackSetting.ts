import { Uri, workspace } from 'vscode';
import { CONFIGURATION_FILE, isConfigurationFile } from '../../language/index.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

const SECTION = 'promptBundles';

/** Which connection references are looked up in, and what names it. */
export interface Fallback {
  /** Empty where none is named. */
  readonly name: string;
  readonly by: 'configuration' | 'setting';
}

/**
 * The connection that references are looked up in: the one that the configuration of a workspace folder names, of several the
 * first, else the one that is set. There is one for a window, since what is found in it answers for all folders.
 */
export function namedFallback(files: Pick<PromptWorkspace, 'configurationAt'>): Fallback {
  for (const { uri } of workspace.workspaceFolders ?? []) {
    const place = Uri.joinPath(uri, ...CONFIGURATION_FILE).toString();
    const name = files.configurationAt(place)?.configuration.registry?.fallback;
    if (name !== undefined) return { name, by: 'configuration' };
  }
  const configuration = workspace.getConfiguration(SECTION);
  const name = configuration.get<unknown>('registry.fallback');
  return { name: typeof name === 'string' ? name.trim() : '', by: 'setting' };
}

/** True when an event changes which connection is set. */
export function changesFallback(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.registry.fallback`);
}

/** True when one of some files may name another connection by now. */
export function mayNameFallback(files: Iterable<string>): boolean {
  for (const file of files) if (isConfigurationFile(file)) return true;
  return false;
}
