import { isWithin } from '../../core/audit/listRecords.js';
import { Newest } from '../../core/audit/newest.js';
import { parseReference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import type { AuditQuery, AuditRow, Registry, RegistryAudit } from '../../registry/index.js';
import type { CommandLineHost, ExitCode } from '../commandLineHost.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { printJson, printLine, printRefusal } from '../print.js';
import { PromptFolder } from '../../node/folder/promptFolder.js';
import { count } from '../usage.js';
import { AuditNames } from './auditNames.js';

/** What `audit list` is asked for. */
export interface AuditListing {
  readonly bundle?: string;
  readonly hash?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly isJson: boolean;
}

/** Rows, the newest first, and of how many. */
interface Listed {
  readonly rows: readonly AuditRow[];
  readonly total: number;
}

/** Lists the renders that a registry recorded, the newest first. */
export async function listRegistryAudit(
  { audit, store, text }: Registry,
  root: string,
  asked: AuditListing,
  host: CommandLineHost,
): Promise<ExitCode> {
  const { bundle, since, until, isJson } = asked;
  const isNewestAlone = !audit.database;
  if (isNewestAlone && (bundle === undefined || since !== undefined || until !== undefined)) {
    printRefusal(host, {
      code: 'registry_unable',
      reason: `The API of ${text} gives the newest render of each version that is named, and no time. Name versions with --bundle alone, or name its database.`,
    });
    return 1;
  }
  const folder = await PromptFolder.read(root);
  const names = new AuditNames(await folderLanguage(folder, host).hashing(), folder, store);
  const hashes = bundle === undefined ? undefined : await names.hashesOf(parseReference(bundle) ?? bundle);
  const { rows, total } = await find(audit, asked, hashes);
  await names.learn(rows);
  if (isJson) {
    const records = rows.map(({ id, created_at, ...hashesAndVersions }) => ({
      id,
      created_at,
      bundle: names.of(hashesAndVersions.bundle_hash) ?? null,
      ...hashesAndVersions,
    }));
    printJson(host, { registry: text, records, total });
    return 0;
  }
  for (const { id, created_at, bundle_hash, personality_hash } of rows)
    printLine(
      host,
      `${created_at ?? '-'}  ${excerpt(names.of(bundle_hash) ?? bundle_hash)}  ${personality_hash}  ${id}`,
    );
  const left = total - rows.length;
  printLine(
    host,
    `${count(total, 'record')} in ${text}.${left > 0 ? ` ${left} older ones are not listed.` : ''}`,
  );
  if (isNewestAlone && total > 0) printLine(host, 'Its API gives the newest of each version alone.');
  return 0;
}

/** Finds rows by an index where versions or a hash are named; else goes through all of them, page by page. */
async function find(
  audit: RegistryAudit,
  { hash: given, since, until, limit }: AuditListing,
  bundleHashes: readonly string[] | undefined,
): Promise<Listed> {
  const hash = given === undefined || given === '' ? undefined : given.toLowerCase();
  const times = { ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
  const query: AuditQuery | undefined = bundleHashes
    ? { ...times, bundleHashes, ...(hash !== undefined && { hash }) }
    : hash === undefined
      ? undefined
      : { ...times, hash };
  if (query) return findSome(audit, query, limit);
  const newest = new Newest<AuditRow>(limit, compareRows);
  for (let after: AuditRow | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page: Awaited<ReturnType<RegistryAudit['find']>> | undefined = await audit.database?.list(after);
    for (const row of page?.items ?? []) if (isWithin(row.created_at ?? '', times)) newest.add(row);
    after = page?.next;
  }
  return { rows: newest.records(), total: newest.count };
}

async function findSome(audit: RegistryAudit, query: AuditQuery, limit: number): Promise<Listed> {
  const rows: AuditRow[] = [];
  for (let after: AuditRow | undefined, isFirst = true; isFirst || after; isFirst = false) {
    const page: Awaited<ReturnType<RegistryAudit['find']>> = await audit.find({
      ...query,
      limit: Math.min(limit - rows.length, PAGE),
      ...(after && { after }),
    });
    for (const row of page.items) rows.push(row);
    after = rows.length < limit ? page.next : undefined;
  }
  const total = audit.database ? await audit.database.count(query) : rows.length;
  return { rows: rows.slice(0, limit), total };
}

/** Rows that are found at once. */
const PAGE = 5_000;

/** Newest first. */
function compareRows(a: AuditRow, b: AuditRow): number {
  return compare(b.created_at ?? '', a.created_at ?? '') || compare(b.id, a.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
