import { randomUUID } from 'node:crypto';
import { runWith, type Run } from '../unit/commandLineRun.js';
import type { TestDatabase } from './useDatabase.js';

/** Runs a command in a folder against a database. */
export function runAgainst(
  { server: { host, port, user }, connection, password }: TestDatabase,
  command: string,
  root: string,
  ...args: string[]
): Promise<Run> {
  const url = `postgres://${encodeURIComponent(user)}@${host}:${port}/${connection.database}`;
  const env = { PROMPT_BUNDLES_REGISTRY_PASSWORD: password };
  return runWith({ env, newId: randomUUID }, root, command, ...args, '--registry', url);
}
