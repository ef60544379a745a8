import * as l10n from '@vscode/l10n';
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
  return l10n.t(
    'This file is {0}. It is checked on its own, and no other file uses it.',
    leftOutText(reason),
  );
}

/** The reason, as what follows after `it is`. */
export function leftOutText(reason: LeftOut): string {
  switch (reason.kind) {
    case 'skipped':
      return l10n.t('left out: nothing in a folder {0} is read', quote(reason.name));
    case 'excluded':
    case 'ignored':
      return l10n.t(
        'left out by {0} ({1})',
        quote(reason.by),
        quote(reason.kind === 'excluded' ? reason.glob : reason.pattern),
      );
    case 'worktree':
      return l10n.t(
        'left out: {0} is a linked git worktree, another state of the same files',
        quote(reason.folder),
      );
    case 'link':
      return reason.target === undefined
        ? l10n.t('left out: the symbolic link {0} is not followed', quote(reason.link))
        : l10n.t(
            'left out: by the symbolic link {0} it is {1} once more',
            quote(reason.link),
            quote(reason.target),
          );
  }
}
