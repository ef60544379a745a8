import { quoteMarkAt, spell } from '../../core/documents/spelling.js';
import { entryOf, type StringNode, type ValueNode } from '../../core/documents/valueNode.js';
import type { Finding, TextRange } from '../../core/model/findings.js';
import type { Render } from '../../core/promptGenerator.js';
import { countCodePoints } from '../../core/text/codePoints.js';
import { quote } from '../../core/text/quote.js';

/** An expectation in an input: of which version, and what stands there. */
export interface WrittenExpectation {
  /** `bundle_id@semver`. */
  readonly name: string;
  readonly keyRange: TextRange;
  /** The hash, or the mapping of what the prompt must be like. */
  readonly value: ValueNode;
}

/** The expectations of an input, as far as their shape is right. */
export function writtenExpectations(root: ValueNode | undefined): readonly WrittenExpectation[] {
  const expect = entryOf(root, 'expect')?.value;
  const entries = expect?.kind === 'mapping' ? [...expect.byKey.values()] : [];
  return entries.map(({ key, keyRange, value }) => ({ name: key, keyRange, value }));
}

/**
 * What a render gives otherwise than is expected of it, each at the value that says so; `text` is the input's. Limits of
 * tokens and of findings are not compared here.
 */
export function compareExpectation(
  { name, value }: WrittenExpectation,
  render: Pick<Render, 'rendered_prompt' | 'prompt_hash'>,
  text: string,
): Finding[] {
  const hash = value.kind === 'string' ? value : entryOf(value, 'prompt_hash')?.value;
  const prompt = render.rendered_prompt;
  return [
    ...(hash?.kind === 'string' && hash.value !== render.prompt_hash
      ? [otherHash(name, hash, render.prompt_hash, text)]
      : []),
    ...textsAt(value, 'contains')
      .filter((wanted) => !prompt.includes(wanted.value))
      .map(({ range }) =>
        failed(
          `The prompt of ${quote(name)} does not contain this text. Change the template, or the expectation.`,
          range,
        ),
      ),
    ...textsAt(value, 'excludes')
      .filter((unwanted) => prompt.includes(unwanted.value))
      .map(({ range }) =>
        failed(
          `The prompt of ${quote(name)} contains this text. Change the template, or the expectation.`,
          range,
        ),
      ),
    ...tooLong(name, entryOf(value, 'max_characters')?.value, prompt),
  ];
}

/** A finding that an expectation does not hold. */
export function failed(
  message: string,
  range: TextRange,
  more: Pick<Finding, 'replacement' | 'related'> = {},
): Finding {
  return { code: 'expectation-failed', severity: 'error', message, range, ...more };
}

function otherHash(name: string, { range }: StringNode, actual: string, text: string): Finding {
  const message = `${quote(name)} gives another prompt, with the \`prompt_hash\` ${actual}. Update the expected hash if that is meant.`;
  return failed(message, range, { replacement: spell(actual, quoteMarkAt(text, range)) });
}

function tooLong(name: string, limit: ValueNode | undefined, prompt: string): Finding[] {
  if (limit?.kind !== 'integer' && limit?.kind !== 'float') return [];
  const count = countCodePoints(prompt);
  const said = (number: number): string => number.toLocaleString('en-US');
  const most = Number(limit.value);
  return count > most
    ? [
        failed(
          `The prompt of ${quote(name)} has ${said(count)} characters, more than ${said(most)}. Shorten it, or raise the limit.`,
          limit.range,
        ),
      ]
    : [];
}

function textsAt(node: ValueNode, key: string): StringNode[] {
  const list = entryOf(node, key)?.value;
  return list?.kind === 'list' ? list.items.filter((item) => item.kind === 'string') : [];
}
