import type { Database, Row, Statement } from './database.js';
import type { Page } from '../registry.js';
import { pageOf } from './listVersions.js';
import { textOf, timeText } from './selectVersions.js';

// The renders that the service and others recorded. A row names a version and an input by their hashes, and holds the prompt, but
// no input: so it cannot be replayed.

/** A recorded render, without its prompt. */
export interface AuditRow {
  /** The primary key: a UUID. */
  readonly id: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  /** `null` for all that the service records itself. */
  readonly engine_version: string | null;
  readonly adapter_version: string | null;
  /** ISO 8601, UTC, microseconds. */
  readonly created_at: string;
}

/** Why a row of the database cannot be replayed. */
export const NO_REPLAY =
  'The registry keeps no input, so this render cannot be replayed. Compare its hashes with those of another render.';

/** Which rows, and from where on. */
export interface AuditQuery {
  /** Those of one version alone: found by an index, however many others there are. */
  readonly bundleHash?: string;
  /** The last row of the page before. */
  readonly after?: Pick<AuditRow, 'id' | 'created_at'>;
  readonly limit?: number;
}

const DEFAULT_PAGE = 200;

/** The statement of a page. */
export function auditStatement({ bundleHash, after, limit = DEFAULT_PAGE }: AuditQuery): Statement {
  const values: (string | number)[] = [limit];
  const parameter = (value: string): string => `$${values.push(value)}`;
  const conditions = [
    ...(bundleHash === undefined ? [] : [`bundle_hash = ${parameter(bundleHash)}`]),
    ...(after
      ? [`(created_at, id) < (${parameter(after.created_at)}::timestamptz, ${parameter(after.id)}::uuid)`]
      : []),
  ];
  const where = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  return {
    text: `select id, bundle_hash, personality_hash, engine_version, adapter_version, \
${timeText('a.created_at')} as created_at from prompt_audit a${where} order by a.created_at desc, a.id desc limit $1`,
    values,
  };
}

/** A page of recorded renders, the newest first. */
export async function listAudit(
  database: Database,
  query: AuditQuery = {},
): Promise<Page<AuditRow, AuditRow>> {
  const limit = query.limit ?? DEFAULT_PAGE;
  const rows = await database.read(auditStatement({ ...query, limit: limit + 1 }));
  return pageOf(rows.map(auditRow), limit);
}

/** The prompt of a recorded render; `undefined` where it is not there any more. */
export async function auditPrompt(
  database: Database,
  { id }: Pick<AuditRow, 'id'>,
): Promise<string | undefined> {
  const [row] = await database.read({
    text: 'select rendered_prompt from prompt_audit where id = $1::uuid',
    values: [id],
  });
  return row && textOf(row, 'rendered_prompt');
}

function auditRow(row: Row): AuditRow {
  return {
    id: textOf(row, 'id'),
    bundle_hash: textOf(row, 'bundle_hash'),
    personality_hash: textOf(row, 'personality_hash'),
    engine_version: row['engine_version'] ?? null,
    adapter_version: row['adapter_version'] ?? null,
    created_at: textOf(row, 'created_at'),
  };
}
