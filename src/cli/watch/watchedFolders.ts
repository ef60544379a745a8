import path from 'node:path';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { inside, repositoryOf, type Place } from '../../node/folder/folderFacts.js';

/** The folders in which anything may change that concerns a root: those listed with their records, and those above that say what belongs. */
export function watchedFolders(root: string, listed: readonly Place[]): readonly Place[] {
  const [records, published] = PUBLISHED_FOLDER;
  const own = listed.flatMap((folder) => {
    const kept = inside(folder, records);
    return [folder, kept, inside(kept, published)];
  });
  return [...own, ...foldersAbove(root)];
}

/** The folders in which something stands that says which files below belong: ignore files, and where the root itself is made. */
function foldersAbove(root: string): readonly string[] {
  const { above, name } = repositoryOf(root);
  const folders = [path.dirname(root)];
  for (let i = 1; i < above.length; i++) folders.push(path.dirname(folders.at(-1) ?? root));
  const top = above.length > 0 ? folders.at(-1) : root;
  return name === '' || top === undefined ? folders : [...folders, path.join(top, '.git', 'info')];
}
