// The tokenizers that the page can count with, and which models they belong to.

import * as l10n from '@vscode/l10n';
import type { EncodingName } from '../core/model/encodings.js';

export { ENCODINGS, type EncodingName } from '../core/model/encodings.js';

/** Whose tokenizer it is. */
export function encodingUsers(encoding: EncodingName): string {
  return encoding === 'o200k_base'
    ? l10n.t('used by OpenAI’s GPT-4o and later')
    : l10n.t('used by OpenAI’s GPT-4 and GPT-3.5');
}

/** The encoding that a model counts in, as far as its name tells: OpenAI's are known, others keep theirs to themselves. */
export function encodingOf(model: string): EncodingName | undefined {
  if (/^(gpt-(4o|4\.|5|oss)|chatgpt|o[1-9])/.test(model)) return 'o200k_base';
  if (/^(gpt-(4|3\.5)|text-embedding)/.test(model)) return 'cl100k_base';
  return undefined;
}

/** How far a count is to be trusted for a model; an empty name is no particular one. */
export function honesty(encoding: EncodingName, model: string): string {
  const own = encodingOf(model);
  if (own === encoding) return l10n.t('Exact for {0}.', model);
  if (own) return l10n.t('An estimate: {0} counts in {1}.', model, own);
  return model === ''
    ? l10n.t('An estimate for models with a tokenizer of their own.')
    : l10n.t('An estimate: this model has a tokenizer of its own.');
}
