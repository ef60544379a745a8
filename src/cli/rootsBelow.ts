import type { PromptFolder } from '../node/folder/promptFolder.js';

/** Where a version, or any of a bundle, is that a root does not have: in a root below it. Empty where it is not there either. */
export function whereBelow(folder: PromptFolder, id: string, semver?: string): string {
  const home = folder.rootsBelow().find((one) => {
    const versions = folder.below(one).scope.versions('bundle', id);
    return semver === undefined ? versions.length > 0 : versions.includes(semver);
  });
  return home === undefined ? '' : ` It is in ${home}, a root of its own: name it by --root.`;
}
