import { isDeepStrictEqual } from 'node:util';
import { checkText } from '../../../src/core/constraints/index.js';
import { stringOf, visitNodes } from '../../../src/core/documents/valueNode.js';
import type { PromptFile } from '../../../src/core/documents/promptFile.js';
import { plainEmoji } from '../../unit/constraints/plainEmoji.js';
import { readPlainly } from '../../unit/constraints/plainReading/plainReading.js';
import { plainTokenSearch } from '../../unit/constraints/plainTokenSearch.js';
import type { Report } from '../fuzzCase.js';

/** The plain rules try everything at every place. */
const MOST_CHARACTERS = 4000;
/** Low enough that most sentences are too long. */
const MOST_WORDS = 4;
/** Tokens that edges make hard, beside those that the file forbids itself. */
const TOKENS = ['never', 'as an AI', '!', '_', 'e', '日本', 'ไทย', '🙂', '\u0301', "don't"];
/** What may be code, in which no token counts; and placeholders, which are opaque. */
const MAY_HIDE_TOKENS = /[`~[{]/;

/** Holds what is found in the content of a template against the spec's words, written plainly and without the engine. */
export function checkConstraints({ kind, root }: PromptFile, report: Report): void {
  const text = kind === 'template' ? stringOf(root, 'content')?.value : undefined;
  if (text === undefined || text.length > MOST_CHARACTERS || !text.isWellFormed()) return;
  const differ = (what: string, found: unknown, plain: unknown): void => {
    if (isDeepStrictEqual(found, plain)) return;
    report(
      `${what} are not the plain ones`,
      `${JSON.stringify(found).slice(0, 200)}, plainly ${JSON.stringify(plain).slice(0, 200)} in ${JSON.stringify(text.slice(0, 300))}`,
    );
  };
  const found = (constraints: Readonly<Record<string, unknown>>): number[][] =>
    checkText(text, constraints).map(({ start, end }) => [start, end]);

  const { sentences, paragraphs } = readPlainly(text);
  const long = sentences.filter(({ words }) => words > MOST_WORDS).map(({ start, end }) => [start, end]);
  differ('long sentences', found({ MAX_SENTENCE_LENGTH: MOST_WORDS }), long);
  const starts = found({ MAX_PARAGRAPHS: 1 }).map(([start]) => start);
  differ('paragraphs', starts, paragraphs.slice(1, 2));
  differ('emoji', found({ NO_EMOJI: true }), plainEmoji(text));
  if (MAY_HIDE_TOKENS.test(text)) return;
  const tokens = [...TOKENS, ...writtenTokens(root)];
  differ('forbidden tokens', found({ FORBIDDEN_TOKENS: tokens }), plainTokenSearch(text, tokens));
}

/** The tokens that a file forbids. */
function writtenTokens(root: PromptFile['root']): string[] {
  const tokens: string[] = [];
  if (root)
    visitNodes(root, (node, path) => {
      if (node.kind === 'string' && path.at(-2) === 'FORBIDDEN_TOKENS' && node.value.trim() !== '')
        tokens.push(node.value);
    });
  return tokens.slice(0, 20);
}
