/** The two hash functions of the spec, over the UTF-8 of a text; both give lower-case hex digits. */
export interface Hashing {
  /** XXH3, 128 bits, seed 0: 32 digits. */
  readonly xxh3: (text: string) => string;
  /** SHA-256: 64 digits. */
  readonly sha256: (text: string) => string;
}

/**
 * Loads the hash functions: hash-wasm's, each a module of its own that is read on first use. Pass a native SHA-256
 * where there is one; it is many times faster.
 */
export async function loadHashing(nativeSha256?: (text: string) => string): Promise<Hashing> {
  const [xxh3, sha256] = await Promise.all([loadXxh3(), nativeSha256 ?? loadSha256()]);
  return { xxh3, sha256 };
}

async function loadXxh3(): Promise<(text: string) => string> {
  const { default: module } = await import('hash-wasm/dist/xxhash128.umd.min.js');
  const hasher = await module.createXXHash128(0, 0);
  return (text) => hasher.init().update(text).digest('hex');
}

async function loadSha256(): Promise<(text: string) => string> {
  const { default: module } = await import('hash-wasm/dist/sha256.umd.min.js');
  const hasher = await module.createSHA256();
  return (text) => hasher.init().update(text).digest('hex');
}
