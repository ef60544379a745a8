import { loadTokenizer, type Tokenizer } from '../../tokenizers/tokenizers.js';
import type { EncodingName } from '../encodings.js';

export type { Tokenizer };

const loaded = new Map<EncodingName, Promise<Tokenizer>>();

/** Loads a tokenizer, a file of its own beside the page's script; large, so only when it is asked for. */
function load(encoding: EncodingName): Promise<Tokenizer> {
  const known = loaded.get(encoding);
  if (known) return known;
  const file = new URL(`${encoding}.js`, import.meta.url).href;
  const loading = loadTokenizer(encoding, () => import(file));
  loaded.set(encoding, loading);
  // A file that could not be read is asked for again.
  loading.catch(() => loaded.delete(encoding));
  return loading;
}

/** The tokenizer that is counted with: loaded when it is chosen. */
export class ChosenTokenizer {
  #encoding: EncodingName | undefined;

  /** `use` is told which tokenizer there is from now on, or that there is none; `fail` that one could not be read. */
  constructor(
    private readonly use: (tokenizer: Tokenizer | undefined) => void,
    private readonly fail: (encoding: EncodingName) => void,
  ) {}

  /** Chooses one, or none. */
  choose(encoding: EncodingName | undefined): void {
    if (this.#encoding === encoding) return;
    this.#encoding = encoding;
    this.use(undefined);
    if (encoding === undefined) return;
    load(encoding).then(
      (tokenizer) => {
        if (this.#encoding === encoding) this.use(tokenizer);
      },
      () => {
        if (this.#encoding !== encoding) return;
        this.#encoding = undefined;
        this.fail(encoding);
      },
    );
  }
}
