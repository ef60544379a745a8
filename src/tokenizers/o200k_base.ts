import { countTokens, encode } from 'gpt-tokenizer/esm/encoding/o200k_base';
import { registerTokenizer } from './tokenizers.js';

/** What looks like a special token in a text is text like any other. */
const asText = { disallowedSpecial: new Set<string>() };

registerTokenizer('o200k_base', {
  count: (text) => countTokens(text, asText),
  encode: (text) => encode(text, asText),
});
