import { workspace, type Uri } from 'vscode';
import { ExcludeGlobs } from '../../language/index.js';

/** What the settings of a folder leave out. */
export interface Exclusions {
  /** By VS Code's own setting, in any case. */
  readonly globs: ExcludeGlobs;
  /** By ours, and whether ignore files count: where no configuration says so. */
  readonly personal: ExcludeGlobs;
  readonly useGitignore: boolean;
}

/** Reads the settings of a workspace folder. */
export function exclusionsOf(folder: Uri): Exclusions {
  const configuration = workspace.getConfiguration('promptBundles', folder);
  const hidden = keysThatAreTrue(workspace.getConfiguration('files', folder).get('exclude'));
  return {
    globs: new ExcludeGlobs([{ by: 'files.exclude', globs: hidden }]),
    personal: new ExcludeGlobs([
      { by: 'promptBundles.exclude', globs: textsIn(configuration.get('exclude')) },
    ]),
    useGitignore: configuration.get<unknown>('useGitignore') !== false,
  };
}

/** What is set wrongly counts as not set. Globs that depend on other files are VS Code's own. */
function keysThatAreTrue(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([glob, isSet]) => (isSet === true ? [glob] : []));
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((glob): glob is string => typeof glob === 'string') : [];
}
