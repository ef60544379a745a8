import { randomUUID } from 'node:crypto';
import { runWith, type Run } from '../unit/commandLineRun.js';
import type { TestDatabase } from './useDatabase.js';

/** Runs a command in a folder against a database, which is its registry. */
export function runAgainst(db: TestDatabase, command: string, root: string, ...args: string[]): Promise<Run> {
  return runWithPassword(db, root, command, ...args, '--registry', urlOf(db));
}

/** Runs a command in a folder, with the password of a database. */
export function runWithPassword({ password }: TestDatabase, root: string, ...args: string[]): Promise<Run> {
  const env = { PROMPT_BUNDLES_REGISTRY_PASSWORD: password };
  return runWith({ env, newId: randomUUID }, root, ...args);
}

/** The URL of a database, through a pooler where there is one. */
export function urlOf({ connection: { host, port, user, database } }: TestDatabase): string {
  return `postgres://${encodeURIComponent(user)}@${host}:${port}/${database}`;
}
