import { quote } from '../../core/text/quote.js';

/** Why a file does not belong to the files of a root. Folders and files are named by their paths from the root. */
export type LeftOut =
  /** In a folder of this name nobody keeps prompt files of their own. */
  | { readonly kind: 'skipped'; readonly name: string }
  /** By a glob of a setting or an option, which `by` names. */
  | { readonly kind: 'excluded'; readonly by: string; readonly glob: string }
  /** By a line of a file of git's. */
  | { readonly kind: 'ignored'; readonly by: string; readonly pattern: string }
  /** In a linked git worktree: another state of the same files. */
  | { readonly kind: 'worktree'; readonly folder: string }
  /** By way of a symbolic link, to a folder or to a file that is there without it, too. */
  | { readonly kind: 'link'; readonly link: string; readonly target?: string | undefined };

/** What is told of a file that is left out, and looked at all the same: why it is alone. */
export function aloneText(reason: LeftOut): string {
  return `This file is ${leftOutText(reason)}. It is checked on its own, and no other file uses it.`;
}

/** The reason, as what follows after `it is`. */
export function leftOutText(reason: LeftOut): string {
  switch (reason.kind) {
    case 'skipped':
      return `left out: nothing in a folder ${quote(reason.name)} is read`;
    case 'excluded':
    case 'ignored':
      return `left out by ${quote(reason.by)} (${quote(reason.kind === 'excluded' ? reason.glob : reason.pattern)})`;
    case 'worktree':
      return `left out: ${quote(reason.folder)} is a linked git worktree, another state of the same files`;
    case 'link':
      return reason.target === undefined
        ? `left out: the symbolic link ${quote(reason.link)} is not followed`
        : `left out: by the symbolic link ${quote(reason.link)} it is ${quote(reason.target)} once more`;
  }
}
