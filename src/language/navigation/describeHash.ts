import type { MarkdownPart } from '../../core/output/markdownText.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference } from '../../core/model/reference.js';
import { quote } from '../../core/text/quote.js';
import type { LanguageContext } from '../context.js';
import { whyNotRendered } from '../expectations/whyNotRendered.js';
import type { HashSymbol } from './symbolAt.js';

const COVERS =
  'It covers every byte of the prompt, and nothing else: not the names, tags or files that it is made of.';

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
      words: `The \`prompt_hash\` of ${version} with this input: what \`sha256sum\` prints for the prompt. ${COVERS}`,
    },
  ];
  const parsed = await files.read(file);
  if (parsed?.kind !== 'input' || !parsed.model)
    return [...parts, { words: 'This input has errors, so it is not compared.' }];
  try {
    const generator = await context.generatorOf(file);
    const { prompt_hash: now } = await generator.renderFromBundle({ bundle: name, input: parsed.model });
    const state = now === hash.value ? 'It holds.' : `It does not hold. The hash is ${quote(now)} now.`;
    return [...parts, { words: state }];
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    return [...parts, { words: whyNotRendered(files.scopeOf(file), name, error).message }];
  }
}
