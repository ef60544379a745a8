import { encodeUtf8InTurns } from './text/utf8.js';

/** The two hash functions of the spec, over the UTF-8 of a text; both give lower-case hex digits. */
export interface Hashing {
  /** XXH3, 128 bits, seed 0: 32 digits. */
  readonly xxh3: (text: string) => string;
  /** SHA-256: 64 digits. */
  readonly sha256: (text: string) => string;
}

/** Bytes that XXH3 is given at once. */
const BLOCK = 1 << 15;

/** Reads the XXH3 module, on first use, and joins it with the host's SHA-256 (`loadPortableSha256` where it has none). */
export async function loadHashing(sha256: Hashing['sha256']): Promise<Hashing> {
  const { default: module } = await import('hash-wasm/dist/xxhash128.umd.min.js');
  const hasher = await module.createXXHash128(0, 0);
  const bytes = new Uint8Array(BLOCK);
  // Given the text itself, the hasher would encode it into new memory each time, and take up to twice as long.
  const xxh3 = (text: string) => {
    hasher.init();
    encodeUtf8InTurns(text, bytes, (filled) => hasher.update(filled));
    return hasher.digest('hex');
  };
  return { xxh3, sha256 };
}
