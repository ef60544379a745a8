import type { AuditQuery, AuditRow, Page } from '../registry.js';
import type { Database, Row, Statement } from './database.js';
import { pageOf } from './listVersions.js';
import { textOf, timeText } from './selectVersions.js';

// The renders that the service and others recorded. A row names a version and an input by their hashes, and holds the prompt, but
// no input. Rows are found by the hashes, which have an index each; nothing there orders them by time.

/** Rows of one page of some, and of all. */
const PAGE = 2_000;
const PAGE_OF_ALL = 10_000;

const COLUMNS = `id, bundle_hash, personality_hash, engine_version, adapter_version, ${timeText('a.created_at')} as created_at`;

/** Collects the values of a statement; gives each the name of its place. */
class Values {
  readonly list: (string | number | readonly string[])[] = [];

  add(value: string | number | readonly string[]): string {
    return `$${this.list.push(value)}`;
  }
}

/** What a query asks of rows, as conditions; those of the hashes come first. */
function conditionsOf({ bundleHashes, hash, since, until }: AuditQuery, values: Values): readonly string[] {
  const conditions: string[] = [];
  if (bundleHashes) conditions.push(`a.bundle_hash = any(${values.add(bundleHashes)}::text[])`);
  if (hash !== undefined) {
    const [from, to] = [values.add(hash), values.add(`${hash}${BEHIND_ALL_DIGITS}`)];
    const begins = (column: string): string => `(a.${column} >= ${from} and a.${column} < ${to})`;
    conditions.push(`(${begins('bundle_hash')} or ${begins('personality_hash')})`);
  }
  const time = timeText('a.created_at');
  if (since !== undefined) conditions.push(`${time} collate "C" >= ${values.add(since)}`);
  if (until !== undefined)
    conditions.push(`left(${time}, ${values.add(until.length)}::int) collate "C" <= ${values.add(until)}`);
  return conditions;
}

/** A letter that is behind those of every hash, in any order of letters. */
const BEHIND_ALL_DIGITS = 'g';

/** The statement of a page of those that are asked for, the newest first. */
export function auditStatement(query: AuditQuery, limit: number): Statement {
  const values = new Values();
  const conditions = [...conditionsOf(query, values)];
  if (query.after) {
    const [time, id] = [values.add(query.after.created_at ?? ''), values.add(query.after.id)];
    conditions.push(`(a.created_at, a.id) < (${time}::timestamptz, ${id}::uuid)`);
  }
  return {
    text: `select ${COLUMNS} from prompt_audit a where ${conditions.join(' and ')} \
order by a.created_at desc, a.id desc limit ${values.add(limit)}`,
    values: values.list,
  };
}

/** The statement of how many there are. */
export function auditCountStatement(query: AuditQuery): Statement {
  const values = new Values();
  const conditions = conditionsOf(query, values);
  return {
    text: `select count(*)::text as count from prompt_audit a where ${conditions.join(' and ')}`,
    values: values.list,
  };
}

/** The statement of a page of all, in the order of their primary keys. */
export function allAuditStatement(after: string | undefined, limit: number): Statement {
  const text = `select ${COLUMNS} from prompt_audit a`;
  return after === undefined
    ? { text: `${text} order by a.id limit $1`, values: [limit] }
    : { text: `${text} where a.id > $2::uuid order by a.id limit $1`, values: [limit, after] };
}

/** A page of the recorded renders that are asked for, the newest first. */
export async function findAudit(database: Database, query: AuditQuery): Promise<Page<AuditRow, AuditRow>> {
  if (isEmpty(query)) return { items: [] };
  const limit = query.limit ?? PAGE;
  const rows = await database.read(auditStatement(query, limit + 1));
  return pageOf(rows.map(auditRow), limit);
}

/** How many there are of them. */
export async function countAudit(database: Database, query: AuditQuery): Promise<number> {
  if (isEmpty(query)) return 0;
  const [row] = await database.read(auditCountStatement(query));
  return Number(row ? textOf(row, 'count') : 0);
}

/** A page of all recorded renders, in no order of time. */
export async function listAudit(
  database: Database,
  after?: Pick<AuditRow, 'id'>,
  limit = PAGE_OF_ALL,
): Promise<Page<AuditRow, AuditRow>> {
  const rows = await database.read(allAuditStatement(after?.id, limit + 1));
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

/** True for a query that no row answers, so that nobody needs to ask. */
function isEmpty({ bundleHashes, hash }: AuditQuery): boolean {
  return bundleHashes?.length === 0 || (hash !== undefined && !/^[0-9a-f]+$/.test(hash));
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
