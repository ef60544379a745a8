import * as l10n from '@vscode/l10n';
import { CONSTRAINT_KEYS } from '../model/constraints.js';
import type { Finding } from '../model/findings.js';
import { didYouMean } from './didYouMean.js';
import { entryOf, type ValueNode } from './valueNode.js';
import { quote } from '../text/quote.js';
import { sentences } from '../text/sentences.js';

const KNOWN: ReadonlySet<string> = new Set(CONSTRAINT_KEYS);

/** Findings for constraints that nothing checks: the service takes them, so they are no error. */
export function unknownConstraintFindings(constraints: ValueNode | undefined): Finding[] {
  const entries = constraints?.kind === 'mapping' ? constraints.entries : [];
  const unused = CONSTRAINT_KEYS.filter((known) => !entryOf(constraints, known));
  return entries
    .filter(({ key }) => !KNOWN.has(key))
    .map(({ key, keyRange }) => {
      const meant = didYouMean(key, unused);
      const advice =
        meant === undefined
          ? l10n.t('It is kept, but nothing checks it. Check its spelling, or remove it.')
          : l10n.t('Did you mean {0}?', quote(meant));
      return {
        code: 'unknown-constraint',
        severity: 'warning',
        message: sentences(l10n.t('Unknown constraint {0}.', quote(key)), advice),
        range: keyRange,
        ...(meant !== undefined && { replacement: meant }),
      };
    });
}
