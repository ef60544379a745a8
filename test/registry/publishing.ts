import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { SLOTS } from '../../src/core/model/slots.js';
import { RegistryError } from '../../src/registry/registryError.js';
import type { TestDatabase } from './useDatabase.js';

// What tests of publishing look at, and hold up.

/** How many rows there are. */
export async function count({ sql }: TestDatabase, table: string, where = 'true'): Promise<number> {
  const [row] = await sql(`select count(*)::int as n from ${table} where ${where}`);
  return Number(row?.['n']);
}

/** Templates that no bundle has: what is left where half of a bundle was published. */
export function halves(db: TestDatabase): Promise<number> {
  const used = SLOTS.map((slot) => `b.${slot}_template_id = t.id`).join(' or ');
  return count(db, 'prompt_template t', `not exists (select from prompt_bundle b where ${used})`);
}

/** What a publication was refused with. */
export const fault = (work: Promise<unknown>): Promise<RegistryError> =>
  work.then(
    (outcome) => assert.fail(`It was done: ${inspect(outcome)}`),
    (error: unknown) => {
      assert.ok(RegistryError.is(error), inspect(error));
      return error;
    },
  );

/** Does something while another session holds bundles locked, so that a publication stops in the middle. */
export async function whileLocked<Result>(
  { locked }: TestDatabase,
  work: () => Promise<Result>,
): Promise<Result> {
  return locked('lock table prompt_bundle in share mode', work);
}

/** The processes of the server in which a publication waits. */
export async function waiting({ sql }: TestDatabase): Promise<readonly unknown[]> {
  const rows = await sql(
    `select pid from pg_stat_activity where application_name = 'prompt-bundles' and wait_event_type = 'Lock' and datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
}

/** Ends the connections of whoever publishes. */
export async function terminate({ sql }: TestDatabase): Promise<readonly unknown[]> {
  const rows = await sql(
    `select pid, pg_terminate_backend(pid) from pg_stat_activity where application_name = 'prompt-bundles' and datname = current_database()`,
  );
  return rows.map(({ pid }) => pid);
}
