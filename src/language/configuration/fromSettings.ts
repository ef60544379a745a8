import { parse } from 'jsonc-parser';
import type { Configuration } from './configuration.js';
import { readConfiguration } from './readConfiguration.js';

/** The keys of a configuration, and the settings of the editor that say the same for one person, or one checkout. */
const SETTINGS = {
  rules: 'promptBundles.rules',
  exclude: 'promptBundles.exclude',
  useGitignore: 'promptBundles.useGitignore',
  maxFileSize: 'promptBundles.maxFileSize',
} as const;

/**
 * What the settings in a text such as that of `.vscode/settings.json`, JSON with comments, say that a configuration can say, too.
 * What is wrong in them is left out. Never throws.
 */
export function configurationFromSettings(text: string): Configuration {
  const settings: unknown = parse(text.replace(/^\uFEFF/, ''));
  const set = typeof settings === 'object' && settings !== null ? settings : {};
  const valueOf = (name: string): unknown =>
    Object.hasOwn(set, name) ? (set as Readonly<Record<string, unknown>>)[name] : undefined;
  const said = {
    ...Object.fromEntries(Object.entries(SETTINGS).map(([key, name]) => [key, valueOf(name)])),
    audit: { mode: valueOf('promptBundles.audit.mode'), folder: valueOf('promptBundles.audit.folder') },
  };
  const { audit, ...configuration } = readConfiguration(JSON.stringify(said).toWellFormed()).configuration;
  const isAudited = audit?.mode !== undefined || audit?.folder !== undefined;
  return isAudited ? { ...configuration, audit } : configuration;
}
