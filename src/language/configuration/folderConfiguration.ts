import { ExcludeGlobs } from '../belonging/excludeGlobs.js';
import { pathWithin } from '../belonging/folderRule.js';
import type { RuleSeverities } from '../../core/model/findings.js';
import { CONFIGURATION_FILE, type Configuration, type FolderConfiguration } from './configuration.js';
import { readConfiguration } from './readConfiguration.js';

/** Reads the configuration of a folder, which is given by its path from the root that is listed. */
export function folderConfiguration(text: string, folder: string): FolderConfiguration {
  const file = readConfiguration(text);
  const { exclude } = file.configuration;
  const by = [folder, ...CONFIGURATION_FILE].filter((step) => step !== '').join('/');
  return {
    ...file,
    folder,
    useGitignore: file.configuration.useGitignore,
    rulesFor: rulesIn(file.configuration, folder),
    globs: exclude && new ExcludeGlobs([{ by, globs: exclude }]),
  };
}

function rulesIn({ rules, overrides }: Configuration, folder: string): FolderConfiguration['rulesFor'] {
  const matched = overrides.map((override) => ({
    rules: override.rules,
    globs: new ExcludeGlobs([{ by: '', globs: override.files }]),
  }));
  return (path, personal) => {
    const own = pathWithin(folder, path);
    const merged: RuleSeverities = { ...personal, ...rules };
    for (const override of matched) if (override.globs.match(own)) Object.assign(merged, override.rules);
    return merged;
  };
}
