import * as l10n from '@vscode/l10n';
import type { MarkdownPart } from '../../core/output/markdownText.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference } from '../../core/model/reference.js';
import { quote } from '../../core/text/quote.js';
import type { LanguageContext } from '../context.js';
import { whyNotRendered } from '../expectations/whyNotRendered.js';
import type { HashSymbol } from './symbolAt.js';

/** What an expected hash covers, and whether a render with its input gives it at this time. */
export async function describeExpectedHash(
  context: LanguageContext,
  file: string,
  { mention: { name }, hash }: HashSymbol,
): Promise<readonly MarkdownPart[]> {
  const { files } = context;
  const version = quote(formatReference(name));
  const parts: MarkdownPart[] = [
    {
      words: l10n.t(
        'The `prompt_hash` of {0} with this input: what `sha256sum` prints for the prompt. It covers every byte of the prompt, and nothing else: not the names, tags or files that it is made of.',
        version,
      ),
    },
  ];
  const parsed = await files.read(file);
  if (parsed?.kind !== 'input' || !parsed.model)
    return [...parts, { words: l10n.t('This input has errors, so it is not compared.') }];
  try {
    const generator = await context.generatorOf(file);
    const { prompt_hash: now } = await generator.renderFromBundle({ bundle: name, input: parsed.model });
    const state =
      now === hash.value ? l10n.t('It holds.') : l10n.t('It does not hold. The hash is {0} now.', quote(now));
    return [...parts, { words: state }];
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    return [...parts, { words: whyNotRendered(files.scopeOf(file), name, error).message }];
  }
}
