import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 256 * 1024;

/** The bytes of a file, chunk by chunk. Rejects with what the file system says. */
export function readChunks(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
}
