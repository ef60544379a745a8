import type { Hashing } from './hashing.js';

/** SHA-256 for browsers and workers, whose own is not synchronous. A native one, where there is one, is many times faster. */
export async function loadPortableSha256(): Promise<Hashing['sha256']> {
  const { default: module } = await import('hash-wasm/dist/sha256.umd.min.js');
  const hasher = await module.createSHA256();
  return (text) => hasher.init().update(text).digest('hex');
}
