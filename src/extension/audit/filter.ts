import * as l10n from '@vscode/l10n';
import type { RecordFilter } from '../../core/audit/listRecords.js';
import type { DateSpan } from './dates.js';
import { eventText } from './events.js';

/** What of the log is shown; what is absent leaves none out. */
export interface AuditFilter {
  /** `bundle_id`, or `bundle_id@semver`. */
  readonly bundle?: string;
  /** What made the render deliberate, as records have it. */
  readonly event?: string;
  /** The first digits of any hash of a record. */
  readonly hash?: string;
  readonly dates?: DateSpan;
}

/** The first digits of a hash, as people write or paste them; `undefined` when they are none. */
export function readHashDigits(text: string): string | undefined {
  const digits = text.trim().toLowerCase();
  return /^[0-9a-f]{1,64}$/.test(digits) ? digits : undefined;
}

/** True when the filter lets everything through. */
export function isEmpty({ bundle, event, hash, dates }: AuditFilter): boolean {
  return bundle === undefined && event === undefined && hash === undefined && dates === undefined;
}

/** The filter in words. */
export function describeFilter({ bundle, event, hash, dates }: AuditFilter): string {
  return [
    ...(bundle === undefined ? [] : [l10n.t('bundle {0}', bundle)]),
    ...(event === undefined ? [] : [l10n.t('event {0}', eventText(event))]),
    ...(hash === undefined ? [] : [l10n.t('hash {0}…', hash)]),
    ...(dates === undefined ? [] : [l10n.t('date {0}', dates.text)]),
  ].join(', ');
}

/** The filter as the log is read by. */
export function toRecordFilter({ bundle, event, hash, dates }: AuditFilter): RecordFilter {
  return {
    ...(bundle !== undefined && { bundle }),
    ...(event !== undefined && { event }),
    ...(hash !== undefined && { hash }),
    ...(dates?.since !== undefined && { since: dates.since }),
    ...(dates?.until !== undefined && { until: dates.until }),
  };
}
