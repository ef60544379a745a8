import { countTokens } from 'gpt-tokenizer/esm/encoding/cl100k_base';

/** How many tokens a text comes to; what looks like a special token in it is text like any other. */
export const count = (text: string): number => countTokens(text, { disallowedSpecial: new Set() });
