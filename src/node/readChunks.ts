import { openRegularFile } from './openRegularFile.js';

const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file, chunk by chunk. No link is followed, and nothing but a file is read. Rejects with what the file
 * system says.
 */
export async function* readChunks(file: string): AsyncGenerator<Uint8Array> {
  const handle = await openRegularFile(file);
  yield* handle.createReadStream({ highWaterMark: CHUNK_BYTES }) as AsyncIterable<Uint8Array>;
}
