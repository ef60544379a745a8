import type { EncodingName } from './encodings.js';
import type { CountTokens } from './measuredText.js';

const loaded = new Map<EncodingName, Promise<CountTokens>>();

/** Loads a tokenizer, a file of its own beside the page's script; large, so only when it is asked for. */
export function loadTokenizer(encoding: EncodingName): Promise<CountTokens> {
  const known = loaded.get(encoding);
  if (known) return known;
  const file = new URL(`${encoding}.js`, import.meta.url).href;
  const loading = import(file).then((module: { count: CountTokens }) => module.count);
  loaded.set(encoding, loading);
  // A file that could not be read is asked for again.
  loading.catch(() => loaded.delete(encoding));
  return loading;
}
