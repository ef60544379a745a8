import * as l10n from '@vscode/l10n';
import { language } from '../../webview/page/l10n.js';
import type { ShownRevision } from '../protocol.js';

/** As many digits of a commit as are shown. */
const SHOWN_DIGITS = 8;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The longest first, with their lengths in milliseconds. */
const UNITS = [
  ['year', 365.25 * DAY],
  ['month', 30.44 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
const absolute = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });

/** The first digits of a commit. */
export function shortHash(hash: string): string {
  return hash.slice(0, SHOWN_DIGITS);
}

/** "3 weeks ago"; the date as it was given where it is none. */
export function relativeDate(date: string, now: number): string {
  const by = Date.parse(date) - now;
  if (Number.isNaN(by)) return date;
  const unit = UNITS.find(([, length]) => Math.abs(by) >= length);
  return unit ? relative.format(Math.trunc(by / unit[1]), unit[0]) : l10n.t('just now');
}

/** A date and time where the reader is; the date as it was given where it is none. */
export function absoluteDate(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : absolute.format(time);
}

/** What last changed a text, in a few words. */
export function revisionInWords(revision: ShownRevision, now: number): string {
  switch (revision.kind) {
    case 'uncommitted':
      return l10n.t('Not committed yet');
    case 'version':
      return l10n.t('Published in {0}', revision.semver);
    case 'commit': {
      const { hash, author, date, subject } = revision;
      return l10n.t({
        message: '{0}, {1}: {2} ({3})',
        args: [relativeDate(date, now), author, subject, shortHash(hash)],
        comment: ['A commit: how long ago, by whom, its message, its hash'],
      });
    }
  }
}
