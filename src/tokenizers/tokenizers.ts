// Each tokenizer is a large file of its own, which whoever counts with it loads as it can: a page and a browser's extension host
// import it, Node requires it. So it exports nothing, and leaves word here.

/** What a tokenizer's file has. */
export interface Tokenizer {
  /** How many tokens a text comes to. */
  readonly count: (text: string) => number;
  /** The tokens of a text, by their numbers. */
  readonly encode: (text: string) => readonly number[];
}

declare global {
  var promptBundlesTokenizers: Map<string, Tokenizer> | undefined;
}

/** Leaves word of a tokenizer that was loaded. */
export function registerTokenizer(encoding: string, tokenizer: Tokenizer): void {
  (globalThis.promptBundlesTokenizers ??= new Map()).set(encoding, tokenizer);
}

/** A tokenizer, by `load`, which reads its file. Rejects where that cannot be read, or is none. */
export async function loadTokenizer(encoding: string, load: () => Promise<unknown>): Promise<Tokenizer> {
  await load();
  const tokenizer = globalThis.promptBundlesTokenizers?.get(encoding);
  if (!tokenizer) throw new Error(`The file of ${encoding} holds no tokenizer.`);
  return tokenizer;
}
