import { l10n } from 'vscode';
import { SHOWN_DIGITS } from '../../core/compare/comparisonMarkdown.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { AuditRow } from '../../registry/registry.js';

/** A render that a registry recorded. */
export interface StoredRender {
  readonly registry: string;
  readonly row: AuditRow;
  /** Its version, where the workspace has it. */
  readonly reference: Reference | undefined;
}

/** What a render of a registry is called. */
export function renderName({ row, reference }: StoredRender): string {
  return reference
    ? formatReference(reference)
    : l10n.t('bundle {0}', row.bundle_hash.slice(0, SHOWN_DIGITS));
}

/** The render of a row, or of what a command was called with. */
export function storedIn(argument: unknown): StoredRender | undefined {
  if (typeof argument !== 'object' || argument === null || !('stored' in argument)) return undefined;
  const { stored } = argument;
  // Rows and their commands alone hold one.
  return typeof stored === 'object' && stored !== null && 'row' in stored
    ? (stored as StoredRender)
    : undefined;
}
