import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { showsSomething } from '../text/visible.js';
import { entryOf, stringOf, type ValueNode } from './valueNode.js';

/** The items of a file's `suppress` list, whole or not. */
export function suppressEntries(root: ValueNode | undefined): readonly ValueNode[] {
  const list = entryOf(root, 'suppress')?.value;
  return list?.kind === 'list' ? list.items : [];
}

/** Findings for reasons that nobody can read: blank ones, and such of invisible characters. An empty one is told by the schema. */
export function blankReasonFindings(root: ValueNode): Finding[] {
  return suppressEntries(root).flatMap((entry): Finding[] => {
    const reason = stringOf(entry, 'reason');
    if (!reason || reason.value === '' || showsSomething(reason.value)) return [];
    const message = l10n.t(
      'The reason is blank, so nothing is suppressed. Say why the finding is right here.',
    );
    return [{ code: 'schema', severity: 'error', message, range: reason.range }];
  });
}
