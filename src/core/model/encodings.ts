/** The encodings that tokens can be counted by, in the order offered; the first is the default. */
export const ENCODINGS = ['o200k_base', 'cl100k_base'] as const;

export type EncodingName = (typeof ENCODINGS)[number];

/** True for one of them. */
export function isEncoding(name: string): name is EncodingName {
  return (ENCODINGS as readonly string[]).includes(name);
}

/** Gives what counts the tokens of a text, large, so only when it is asked for; rejects where it cannot be had. */
export type LoadTokenizer = (encoding: EncodingName) => Promise<(text: string) => number>;
