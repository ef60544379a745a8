import { workspace } from 'vscode';

const SECTION = 'promptBundles';

/** The name of the connection that references are looked up in; empty where none is set. */
export function fallbackName(): string {
  const configuration = workspace.getConfiguration(SECTION);
  const name = configuration.get<unknown>('registry.fallback');
  return typeof name === 'string' ? name.trim() : '';
}

/** True when an event changes which connection that is. */
export function changesFallback(event: { affectsConfiguration(section: string): boolean }): boolean {
  return event.affectsConfiguration(`${SECTION}.registry.fallback`);
}
