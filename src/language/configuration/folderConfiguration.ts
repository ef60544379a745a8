import { ExcludeGlobs } from '../belonging/excludeGlobs.js';
import { pathWithin } from '../belonging/folderRule.js';
import type { RuleSeverities } from '../../core/model/findings.js';
import { CONFIGURATION_FILE, type Configuration, type FolderConfiguration } from './configuration.js';
import type { GivenRecord } from '../../core/documents/recordFile.js';
import { budgetsOf } from './budgetOf.js';
import { readConfiguration } from './readConfiguration.js';

/** A configuration that is read. */
export interface GivenConfiguration {
  readonly text: GivenRecord;
  /** The path of its folder from the root that is listed; empty for that root. */
  readonly folder: string;
  /** The key of its file; its path when absent. */
  readonly file?: string;
  /** What it said when it could be read last: that holds as long as it cannot be read, or is no JSON. */
  readonly before?: Configuration | undefined;
}

/** Reads the configuration of a folder. */
export function folderConfiguration({ text, folder, file, before }: GivenConfiguration): FolderConfiguration {
  const read = readConfiguration(text);
  const configuration = read.isReadable ? read.configuration : (before ?? read.configuration);
  const { exclude, useGitignore, budgets = [] } = configuration;
  // Most configurations have none, and a bundle is asked about with each render.
  let budgetOf: FolderConfiguration['budgetOf'] | undefined;
  const by = [folder, ...CONFIGURATION_FILE].filter((step) => step !== '').join('/');
  return {
    ...read,
    configuration,
    file: file ?? by,
    folder,
    useGitignore,
    isKnown: read.isReadable || before !== undefined,
    rulesFor: rulesIn(configuration, folder),
    budgetOf: (bundle) => (budgetOf ??= budgetsOf(budgets))(bundle),
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
