import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from '../../../../src/core/documents/parseJson.js';
import { toJsonValue } from '../../../../src/core/documents/valueNode.js';
import type { JsonValue } from '../../../../src/core/model/jsonValue.js';
import { projectFolder } from '../../projectFolder.js';

/** A request that the service was sent, and what it answered. */
export interface RecordedExchange {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PUT' | 'OPTIONS';
  readonly path: string;
  readonly request_headers: Readonly<Record<string, string>>;
  readonly request_body: string | null;
  readonly status: number;
  readonly response_headers: Readonly<Record<string, string>>;
  readonly response_body: string;
}

/** All that the service was asked, in order, from an empty database. */
export const EXCHANGES = JSON.parse(
  readFileSync(path.join(projectFolder, 'test/vectors/registry/exchanges.json'), 'utf8'),
) as readonly RecordedExchange[];

/** The value of a JSON text, as our files have it; `undefined` for what is none. */
export function valueOf(text: string): JsonValue | undefined {
  const { root, findings } = parseJson(text);
  return root && findings.length === 0 ? toJsonValue(root) : undefined;
}
