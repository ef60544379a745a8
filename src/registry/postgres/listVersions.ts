import type { Reference } from '../../core/model/reference.js';
import { compareSemver } from '../../core/model/semver.js';
import type { ListedKind, ListedVersion, Page } from '../registry.js';
import { isStorable } from '../stored/storable.js';
import type { Database, Row, Statement } from './database.js';
import { textOf, timeText } from './selectVersions.js';

// What is in a database, page by page: each page begins behind the last key of the one before, so that the last costs no more
// than the first, and is read by an index.

const DEFAULT_PAGE = 5_000;

const TABLES: Readonly<Record<ListedKind, { readonly table: string; readonly id: string }>> = {
  bundle: { table: 'prompt_bundle', id: 'bundle_id' },
  template: { table: 'prompt_template', id: 'template_id' },
};

/** A page of ids, each once: from one to the next by the index, whatever number of versions is between. */
export function idsStatement(kind: ListedKind, after: string, limit: number): Statement {
  const { table, id } = TABLES[kind];
  return {
    text: `with recursive page(id, place) as (\
(select ${id}, 1 from ${table} where ${id} > $1 order by ${id} limit 1) union all \
select (select other.${id} from ${table} other where other.${id} > page.id order by other.${id} limit 1), page.place + 1 \
from page where page.id is not null and page.place < $2::int) \
select id from page where id is not null order by place`,
    values: [after, limit],
  };
}

/** A page of the versions of one id. */
export function versionsOfStatement(kind: ListedKind, { id, semver }: Reference, limit: number): Statement {
  const { table, id: column } = TABLES[kind];
  return {
    text: `select ${column} as id, semver, ${timeText('created_at')} as created_at from ${table} \
where ${column} = $1 and semver > $2 order by semver limit $3`,
    values: [id, semver, limit],
  };
}

/** A page of all versions of all ids. */
export function versionsStatement(kind: ListedKind, { id, semver }: Reference, limit: number): Statement {
  const { table, id: column } = TABLES[kind];
  return {
    text: `select ${column} as id, semver, ${timeText('created_at')} as created_at from ${table} \
where (${column}, semver) > ($1, $2) order by ${column}, semver limit $3`,
    values: [id, semver, limit],
  };
}

/** A page of the ids of bundles or templates, in the order of the database. */
export async function listIds(
  database: Database,
  kind: ListedKind,
  { after = '', limit = DEFAULT_PAGE }: { readonly after?: string; readonly limit?: number } = {},
): Promise<Page<string, string>> {
  const rows = await database.read(idsStatement(kind, after, limit + 1));
  return pageOf(
    rows.map((row) => textOf(row, 'id')),
    limit,
  );
}

/** A page of all versions there are, in the order of the database. */
export async function listAllVersions(
  database: Database,
  kind: ListedKind,
  { after = NOTHING, limit = DEFAULT_PAGE }: { readonly after?: Reference; readonly limit?: number } = {},
): Promise<Page<ListedVersion, Reference>> {
  const rows = await database.read(versionsStatement(kind, after, limit + 1));
  return pageOf(rows.map(listedVersion), limit);
}

/** All versions of one id, in SemVer order: what is no version comes first. */
export async function listVersions(
  database: Database,
  kind: ListedKind,
  id: string,
): Promise<readonly ListedVersion[]> {
  const all: ListedVersion[] = [];
  for (let after: Reference | undefined = { id, semver: '' }; after && isStorable(after);) {
    const rows: readonly Row[] = await database.read(versionsOfStatement(kind, after, DEFAULT_PAGE + 1));
    const { items, next }: Page<ListedVersion, ListedVersion> = pageOf(rows.map(listedVersion), DEFAULT_PAGE);
    for (const item of items) all.push(item);
    after = next;
  }
  return all.sort((a, b) => compareSemver(a.semver, b.semver));
}

/** Before all ids, and before all versions of one. */
const NOTHING: Reference = { id: '', semver: '' };

function listedVersion(row: Row): ListedVersion {
  return { id: textOf(row, 'id'), semver: textOf(row, 'semver'), created_at: textOf(row, 'created_at') };
}

/** A page of what was read: one more than its limit, where there is more. */
export function pageOf<Item>(read: readonly Item[], limit: number): Page<Item, Item> {
  const items = read.slice(0, limit);
  const next = items.at(-1);
  return read.length > limit && next !== undefined ? { items, next } : { items };
}
