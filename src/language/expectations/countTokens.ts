import { isEncoding, type LoadTokenizer } from '../../core/model/encodings.js';
import { textBlocks } from '../../core/text/textBlocks.js';

/** How many tokens a text comes to, or why that is not known. */
export type TokenCount =
  | { readonly tokens: number; readonly problem?: undefined }
  | { readonly tokens?: undefined; readonly problem: 'unknown' | 'not-loaded' };

/** Counts the tokens of a text as the preview does: in stretches, so that no text takes out of proportion long. */
export async function countTokens(
  text: string,
  encoding: string,
  load: LoadTokenizer | undefined,
): Promise<TokenCount> {
  if (!isEncoding(encoding)) return { problem: 'unknown' };
  const count = await load?.(encoding).catch(() => undefined);
  if (!count) return { problem: 'not-loaded' };
  return { tokens: textBlocks(text).reduce((sum, block) => sum + count(block.text), 0) };
}
