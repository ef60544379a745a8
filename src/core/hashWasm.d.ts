// hash-wasm's types are for its root module, which holds every algorithm; these are the single ones used here.
interface IncrementalHasher {
  init(): IncrementalHasher;
  update(data: string | Uint8Array): IncrementalHasher;
  digest(form: 'hex'): string;
}

declare module 'hash-wasm/dist/xxhash128.umd.min.js' {
  const module: { createXXHash128(seedLow: number, seedHigh: number): Promise<IncrementalHasher> };
  export default module;
}

declare module 'hash-wasm/dist/sha256.umd.min.js' {
  const module: { createSHA256(): Promise<IncrementalHasher> };
  export default module;
}
