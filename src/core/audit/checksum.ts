import type { WrittenRecord } from './record.js';

type Sha256 = (text: string) => string;

/** The line of a record: its JSON with the checksum of that text as one more, last field. */
export function sealLine(json: string, sha256: Sha256): string {
  return withChecksum(json.slice(0, -1), sha256);
}

/** True when a line that has a checksum has the right one, in its place. */
export function isSealIntact(line: string, sha256: Sha256): boolean {
  return line === withChecksum(line.slice(0, line.lastIndexOf(',"checksum"')), sha256);
}

/** True for a record that carries a checksum, right or wrong. */
export function isSealed(record: WrittenRecord): boolean {
  return record.checksum !== undefined;
}

function withChecksum(body: string, sha256: Sha256): string {
  return `${body},"checksum":"${sha256(body)}"}`;
}
