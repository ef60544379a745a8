import * as l10n from '@vscode/l10n';
import { quoteMarkAt, spell } from '../../core/documents/spelling.js';
import type { StringNode, ValueNode } from '../../core/documents/valueNode.js';
import { ENCODINGS, type LoadTokenizer } from '../../core/model/encodings.js';
import { boundedPlaces, type Finding, type RelatedPlace, type TextRange } from '../../core/model/findings.js';
import type { Render } from '../../core/promptGenerator.js';
import { addAll } from '../../core/text/addAll.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { textLocale } from '../../core/text/locale.js';
import { counted, excerpt, quote } from '../../core/text/quote.js';
import { countTokens } from './countTokens.js';
import type { WrittenExpectation } from './writtenExpectations.js';

/** What may be expected of a prompt: the keys of an expectation. */
export type ExpectationKind =
  'prompt_hash' | 'contains' | 'excludes' | 'max_characters' | 'max_tokens' | 'max_findings';

/** One thing that is expected of a prompt, and what came of it. */
export interface SingleExpectation {
  readonly kind: ExpectationKind;
  /** What is expected, in words: `max_tokens 1,000 (o200k_base)`. */
  readonly title: string;
  /** Where that is written. */
  readonly range: TextRange;
  /** The keys that lead to it, below its version: none for a hash that is all that is expected. */
  readonly path: readonly string[];
  /** What the prompt has: its hash, how many there are, or whether the text occurs; `undefined` where that is not known. */
  readonly actual: string | number | boolean | undefined;
  /** What is told where it does not hold. */
  readonly failure?: Finding;
}

/** A render, and what measures its prompt. */
export interface MeasuredRender {
  readonly render: Pick<Render, 'rendered_prompt' | 'prompt_hash'>;
  readonly loadTokenizer?: LoadTokenizer | undefined;
  /** Where the prompt breaks the constraints of its bundle. */
  readonly findings: () => Promise<readonly RelatedPlace[]>;
}

/**
 * Holds a render to each thing that is expected of it, in the order they are written in: the one evaluation, for the problems,
 * the command line and the tests of an editor. `text` is the input's.
 */
export async function evaluateExpectation(
  { name, value }: WrittenExpectation,
  measured: MeasuredRender,
  text: string,
): Promise<readonly SingleExpectation[]> {
  if (value.kind === 'string') return [{ ...expectedHash(name, value, measured, text), path: [] }];
  const entries = value.kind === 'mapping' ? [...value.byKey.values()] : [];
  const all: SingleExpectation[] = [];
  for (const { key, value: node } of entries) {
    if (key === 'prompt_hash' && node.kind === 'string') all.push(expectedHash(name, node, measured, text));
    else if (key === 'contains' || key === 'excludes')
      for (const item of stringsIn(node)) all.push(expectedText(name, key, item, measured));
    else if (key === 'max_characters') addAll(all, charactersLimit(name, node, measured));
    else if (key === 'max_tokens') addAll(all, await tokenLimits(name, node, measured));
    else if (key === 'max_findings') addAll(all, await findingsLimit(name, node, measured));
  }
  return all;
}

/** A finding that an expectation does not hold. */
export function failed(
  message: string,
  range: TextRange,
  more: Pick<Finding, 'replacement' | 'related'> = {},
): Finding {
  return { code: 'expectation-failed', severity: 'error', message, range, ...more };
}

/** How many digits of a hash a title shows: what the preview and the table of versions show. */
const SHOWN_DIGITS = 8;

function expectedHash(
  name: string,
  { range, value }: StringNode,
  { render }: MeasuredRender,
  text: string,
): SingleExpectation {
  const actual = render.prompt_hash;
  const title = `prompt_hash ${value.slice(0, SHOWN_DIGITS)}…`;
  const kind = 'prompt_hash';
  const path = [kind];
  if (value === actual) return { kind, title, range, path, actual };
  const message = l10n.t(
    '{0} gives another prompt, with the `prompt_hash` {1}. Update the expected hash if that is meant.',
    quote(name),
    actual,
  );
  const replacement = spell(actual, quoteMarkAt(text, range));
  return { kind, title, range, path, actual, failure: failed(message, range, { replacement }) };
}

function expectedText(
  name: string,
  kind: 'contains' | 'excludes',
  { value, range }: StringNode,
  { render }: MeasuredRender,
): SingleExpectation {
  const actual = render.rendered_prompt.includes(value);
  const title = `${kind} “${excerpt(value)}”`;
  const path = [kind];
  if (actual === (kind === 'contains')) return { kind, title, range, path, actual };
  const message = actual
    ? l10n.t('The prompt of {0} contains this text. Change the template, or the expectation.', quote(name))
    : l10n.t(
        'The prompt of {0} does not contain this text. Change the template, or the expectation.',
        quote(name),
      );
  return { kind, title, range, path, actual, failure: failed(message, range) };
}

function charactersLimit(name: string, node: ValueNode, { render }: MeasuredRender): SingleExpectation[] {
  const most = limitIn(node);
  if (most === undefined) return [];
  const { range } = node;
  const actual = countCodePoints(render.rendered_prompt);
  const title = `max_characters ${counted(most)}`;
  const failure =
    actual > most
      ? failed(
          l10n.t(
            'The prompt of {0} has {1} characters, more than {2}. Shorten it, or raise the limit.',
            quote(name),
            counted(actual),
            counted(most),
          ),
          range,
          { replacement: String(actual) },
        )
      : undefined;
  const kind = 'max_characters';
  return [{ kind, title, range, path: [kind], actual, ...(failure && { failure }) }];
}

async function tokenLimits(
  name: string,
  node: ValueNode,
  { render, loadTokenizer }: MeasuredRender,
): Promise<SingleExpectation[]> {
  const limits = node.kind === 'mapping' ? [...node.byKey.values()] : [];
  const all: SingleExpectation[] = [];
  for (const { key: encoding, keyRange, value } of limits) {
    const most = limitIn(value);
    if (most === undefined) continue;
    const { tokens, problem } = await countTokens(render.rendered_prompt, encoding, loadTokenizer);
    const kind = 'max_tokens';
    const path = [kind, encoding];
    const title = `max_tokens ${counted(most)} (${excerpt(encoding)})`;
    if (problem) {
      const message =
        problem === 'unknown'
          ? l10n.t('Tokens cannot be counted by {0}. Use {1}.', quote(encoding), knownEncodings())
          : l10n.t('Tokens by {0} cannot be counted here, so the limit is not compared.', quote(encoding));
      all.push({ kind, title, range: keyRange, path, actual: undefined, failure: failed(message, keyRange) });
    } else if (tokens > most) {
      const message = l10n.t(
        'The prompt of {0} has {1} tokens by {2}, more than {3}. Shorten it, or raise the limit.',
        quote(name),
        counted(tokens),
        quote(encoding),
        counted(most),
      );
      all.push({
        kind,
        title,
        range: value.range,
        path,
        actual: tokens,
        failure: failed(message, value.range, { replacement: String(tokens) }),
      });
    } else all.push({ kind, title, range: value.range, path, actual: tokens });
  }
  return all;
}

/** The encodings to choose one of, in the middle of a sentence. */
function knownEncodings(): string {
  return new Intl.ListFormat(textLocale(), { type: 'disjunction' }).format(ENCODINGS.map(quote));
}

async function findingsLimit(
  name: string,
  node: ValueNode,
  { findings }: MeasuredRender,
): Promise<SingleExpectation[]> {
  const most = limitIn(node);
  if (most === undefined) return [];
  const found = await findings();
  const { range } = node;
  const title = `max_findings ${counted(most)}`;
  const kind = 'max_findings';
  const path = [kind];
  if (found.length <= most) return [{ kind, title, range, path, actual: found.length }];
  const message = tooManyText(quote(name), found.length, most);
  const related = boundedPlaces(found);
  return [
    {
      kind,
      title,
      range,
      path,
      actual: found.length,
      failure: failed(message, range, { replacement: String(found.length), related }),
    },
  ];
}

function tooManyText(name: string, found: number, most: number): string {
  if (most > 0)
    return l10n.t(
      'The prompt of {0} breaks its constraints in {1} places, and may in {2}. Change the text, or raise the limit.',
      name,
      counted(found),
      counted(most),
    );
  return found === 1
    ? l10n.t(
        'The prompt of {0} breaks its constraints in one place, and may in none. Change the text, or raise the limit.',
        name,
      )
    : l10n.t(
        'The prompt of {0} breaks its constraints in {1} places, and may in none. Change the text, or raise the limit.',
        name,
        counted(found),
      );
}

function limitIn(node: ValueNode): number | undefined {
  return node.kind === 'integer' || node.kind === 'float' ? Number(node.value) : undefined;
}

function stringsIn(node: ValueNode): StringNode[] {
  return node.kind === 'list' ? node.items.filter((item) => item.kind === 'string') : [];
}
