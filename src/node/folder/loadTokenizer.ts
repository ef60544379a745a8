import type { EncodingName, LoadTokenizer } from '../../core/model/encodings.js';
import { loadTokenizer as load } from '../../tokenizers/tokenizers.js';

/** The files of the tokenizers, large ones, read where tokens are counted. */
const FILES: Readonly<Record<EncodingName, () => Promise<unknown>>> = {
  o200k_base: () => import('../../tokenizers/o200k_base.js'),
  cl100k_base: () => import('../../tokenizers/cl100k_base.js'),
};

/** What counts the tokens of a text by an encoding. */
export const loadTokenizer: LoadTokenizer = async (encoding) => (await load(encoding, FILES[encoding])).count;
