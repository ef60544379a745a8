import { extensionId } from './project.mjs';

/** Quiet and the same every time: nothing asks, updates, reports or saves by itself. */
const SETTINGS = {
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Where the extension runs: in the Node extension host (its `main`), or in the browser's web worker (its `browser`).
 * @typedef {'node' | 'web'} HostKind
 */

/**
 * @param {HostKind} kind
 * @returns {Readonly<Record<string, unknown>>}
 */
export function workbenchSettings(kind) {
  // The one way that works: `extensionKind` in the manifest and in the address leave the extension in the Node host.
  return kind === 'web' ? { ...SETTINGS, 'remote.extensionKind': { [extensionId]: ['web'] } } : SETTINGS;
}
