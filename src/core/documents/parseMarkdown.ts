import * as l10n from '@vscode/l10n';
import type { ParsedValue } from './parseJson.js';
import { parseYaml } from './parseYaml.js';
import { loneSurrogateFindings, syntaxFinding } from './valueRules.js';
import {
  mappingNode,
  stringNode,
  unreadableNode,
  type MappingEntry,
  type MappingNode,
  type StringNode,
} from './valueNode.js';
import { TextMap } from '../text/textMap.js';

const OPENING = /^---[ \t]*(?:\n|$)/;
/** Lines end at line feeds alone: not at the further line ends that `^` and `$` know, such as U+2028. */
const CLOSING = /(?<=\n)---[ \t]*(?![^\n])/g;

/** Reads a Markdown template: front matter in YAML, and the body as its `content` (spec, section 1.1). */
export function parseMarkdown(text: string): ParsedValue {
  const opening = OPENING.exec(text)?.[0];
  if (opening === undefined) {
    const line = { start: 0, end: Math.max(text.indexOf('\n'), Math.min(1, text.length)) };
    return {
      root: undefined,
      findings: [
        syntaxFinding(l10n.t('A Markdown template starts with front matter. Begin with a line `---`.'), line),
      ],
    };
  }
  CLOSING.lastIndex = opening.length;
  const closing = CLOSING.exec(text);
  if (!closing) {
    return {
      root: undefined,
      findings: [
        syntaxFinding(l10n.t('The front matter is not closed. End it with a line `---`.'), {
          start: 0,
          end: 3,
        }),
      ],
    };
  }
  const closingRange = { start: closing.index, end: closing.index + 3 };
  const front = parseYaml(text.slice(opening.length, closing.index), opening.length);
  const body = bodyNode(text, Math.min(closing.index + closing[0].length + 1, text.length));
  const findings = [
    ...front.findings,
    ...loneSurrogateFindings(text.slice(body.range.start), body.range.start),
  ];
  // That the body is empty is told below.
  const value = body.value === '' ? unreadableNode(closingRange) : body;
  const root = withContent(front, { key: 'content', keyRange: closingRange, value });
  if (root === undefined) {
    const range = front.root?.range ?? closingRange;
    if (findings.length === 0)
      findings.push(
        syntaxFinding(l10n.t('The front matter must be a mapping, such as `role: user`.'), range),
      );
    return { root, findings };
  }
  const written =
    front.root?.kind === 'mapping' ? front.root.entries.find(({ key }) => key === 'content') : undefined;
  if (written) {
    // Then the body is most likely empty, which needs no telling of its own.
    findings.push({
      code: 'schema',
      severity: 'error',
      message: l10n.t(
        'In a Markdown template the text below the front matter is the content. Remove this key.',
      ),
      range: written.keyRange,
    });
  }
  if (body.value === '' && !written) {
    findings.push({
      code: 'schema',
      severity: 'error',
      message: l10n.t('The template has no text. Write it below this line.'),
      range: closingRange,
      missing: ['content'],
    });
  }
  return { root, findings };
}

/** The body less all leading and all trailing line breaks, otherwise as it stands. */
function bodyNode(text: string, from: number): StringNode {
  let start = from;
  let end = text.length;
  while (text[start] === '\n') start++;
  while (end > start && text[end - 1] === '\n') end--;
  const value = text.slice(start, end);
  return stringNode(value, { start, end }, () => TextMap.identity(start, value.length));
}

/** The front matter's mapping with the body in it. Empty front matter is an empty mapping: its keys are missing, which is told later. */
function withContent(front: ParsedValue, content: MappingEntry): MappingNode | undefined {
  const { root } = front;
  if (root?.kind === 'mapping') {
    const entries = [...root.entries.filter(({ key }) => key !== 'content'), content];
    return mappingNode(entries, root.range, root.hasUnreadableKey);
  }
  const empty = root?.kind === 'null' && front.findings.length === 0;
  return empty ? mappingNode([content], { start: 0, end: 3 }) : undefined;
}
