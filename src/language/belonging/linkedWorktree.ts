/**
 * True for the text of a `.git` file that makes its folder a linked worktree: another state of the files of a repository.
 * A submodule has such a file too, and is no copy.
 */
export function isLinkedWorktree(gitFile: string): boolean {
  const [, gitFolder = ''] = /^gitdir: *(.+?)[\s/\\]*$/.exec(gitFile) ?? [];
  const [repository, worktrees] = gitFolder.split(/[/\\]/).slice(-3);
  return worktrees === 'worktrees' && repository !== 'modules';
}
