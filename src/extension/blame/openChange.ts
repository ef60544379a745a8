import { commands, l10n, Uri } from 'vscode';
import type { FileRevision, SentenceChange } from '../../language/index.js';
import { openDiff } from '../output/editors.js';
import { isDraft } from '../selection/draftNames.js';
import { fileName } from '../workspace/fileName.js';
import type { SeenHistories } from '../workspace/fileHistories.js';
import { gitApi } from './gitExtension.js';

/** As many digits of a commit as are shown. */
const SHOWN_DIGITS = 8;
/** What is checked out, as git calls it. */
const CHECKED_OUT = 'HEAD';

/** Whether VS Code can show what changed: its git extension knows the repository, and there is something to compare. */
export async function canOpenChange({ place, revision, before }: SentenceChange): Promise<boolean> {
  if (isDraft(place.file) || revision.kind === 'version') return false;
  if (revision.kind === 'uncommitted' && before === undefined) return false;
  const api = await gitApi();
  return Boolean(api?.getRepository(Uri.parse(place.file)));
}

/** Shows the change of a file in a commit, or since the last one, by VS Code's git extension; false where it cannot. */
export async function openChange(
  { place: { file }, revision }: SentenceChange,
  { history, uriAt }: SeenHistories,
): Promise<boolean> {
  const api = await gitApi();
  const uri = Uri.parse(file);
  if (!api?.getRepository(uri)) return false;
  if (revision.kind === 'uncommitted') {
    const title = l10n.t('{0} (not committed yet)', fileName(uri));
    await openDiff(api.toGitUri(uri, CHECKED_OUT), uri, title, { preview: true });
    return true;
  }
  if (revision.kind !== 'commit' || !history) return false;
  const { hash } = revision.commit;
  const [then, before] = await namesAround(history.revisions(file), hash);
  const there = then && uriAt(file, then.name);
  if (!there) return false;
  const was = before && uriAt(file, before.name);
  const title = `${fileName(there)} (${hash.slice(0, SHOWN_DIGITS)})`;
  if (was) await openDiff(api.toGitUri(was, `${hash}^`), api.toGitUri(there, hash), title, { preview: true });
  // The commit made the file.
  else await commands.executeCommand('vscode.open', api.toGitUri(there, hash), { preview: true }, title);
  return true;
}

/** A file as a commit left it, and as it was before. */
async function namesAround(
  revisions: AsyncIterable<FileRevision>,
  hash: string,
): Promise<readonly FileRevision[]> {
  const found: FileRevision[] = [];
  for await (const revision of revisions) {
    if (found.length > 0 || revision.commit.hash === hash) found.push(revision);
    if (found.length === 2) break;
  }
  return found;
}
