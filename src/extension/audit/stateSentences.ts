import { l10n } from 'vscode';
import { counted } from '../../core/text/quote.js';

/** What there is to say of the audit logs above their records. */
interface AuditState {
  /** The filter in words; empty without one. */
  readonly filter: string;
  /** How many records there are, and how many of them the filter lets through. */
  readonly total: number;
  readonly matching: number;
  /** How many logs are damaged, are not as an anchor has them, or have a torn last line. */
  readonly broken: number;
  readonly unanchored: number;
  readonly torn: number;
  /** Whether there is more to verify than is verified unasked. */
  readonly isLarge: boolean;
  /** Whether nothing more is recorded. */
  readonly isOff: boolean;
}

/** The state of the audit logs in sentences; what is as it should be is not said. */
export function stateSentences(state: AuditState): string[] {
  const { filter, broken, unanchored, torn } = state;
  return [
    ...(filter === '' ? [] : [matchSentence(state)]),
    ...(broken > 0 ? [damagedSentence(broken)] : []),
    ...(unanchored > 0
      ? [
          unanchored === 1
            ? l10n.t('1 log is not as anchored.')
            : l10n.t('{0} logs are not as anchored.', counted(unanchored)),
        ]
      : []),
    ...(torn > 0
      ? [
          torn === 1
            ? l10n.t('1 log has a torn last line.')
            : l10n.t('{0} logs have a torn last line.', counted(torn)),
        ]
      : []),
    ...(state.isLarge ? [l10n.t('The logs are large: they are verified when you ask.')] : []),
    ...(state.isOff ? [l10n.t('The audit log is off: nothing more is recorded.')] : []),
  ];
}

function damagedSentence(broken: number): string {
  return broken === 1 ? l10n.t('1 log is damaged.') : l10n.t('{0} logs are damaged.', counted(broken));
}

function matchSentence({ filter, total, matching }: AuditState): string {
  if (total === 1)
    return matching === 0
      ? l10n.t('None of 1 record matches the filter: {0}.', filter)
      : l10n.t('1 of 1 record matches the filter: {0}.', filter);
  const all = counted(total);
  if (matching === 0) return l10n.t('None of {0} records matches the filter: {1}.', all, filter);
  return matching === 1
    ? l10n.t('1 of {0} records matches the filter: {1}.', all, filter)
    : l10n.t('{0} of {1} records match the filter: {2}.', counted(matching), all, filter);
}
