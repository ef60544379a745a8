import { countTokens, encode as encodeTokens } from 'gpt-tokenizer/esm/encoding/cl100k_base';

/** What looks like a special token in a text is text like any other. */
const asText = { disallowedSpecial: new Set<string>() };

/** How many tokens a text comes to. */
export const count = (text: string): number => countTokens(text, asText);

/** The tokens of a text, by their numbers. */
export const encode = (text: string): number[] => encodeTokens(text, asText);
