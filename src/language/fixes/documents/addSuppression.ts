import * as l10n from '@vscode/l10n';
import { entryOf, toJsonValue, type MappingNode, type ValueNode } from '../../../core/documents/valueNode.js';
import type { Finding, FindingCode } from '../../../core/model/findings.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../../core/model/jsonValue.js';
import { doubleQuoted, yamlText } from '../../edits/scalars.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import type { TextEdit } from '../../edits/textEdit.js';
import { isSound } from '../../edits/verify.js';
import { lineEnd, lineStart } from '../../../core/text/lines.js';

/** An entry to add to a file's `suppress`. */
export interface NewSuppression {
  readonly code: FindingCode;
  /** The text it is narrowed to; without it, the code is suppressed in the whole file. */
  readonly text?: string;
  readonly reason: string;
}

/**
 * A file that cannot be read suppresses nothing; one that is not valid, and what suppresses nothing, are to be fixed; and
 * nobody should be led to hide that a published version drifts, or that a saved test fails.
 */
const NEVER: ReadonlySet<FindingCode> = new Set([
  'syntax',
  'unreadable-file',
  'merge-conflict',
  'schema',
  'unused-suppression',
  'published-version-changed',
  'expectation-failed',
  'label-unpublished',
  'label-unknown',
  'outdated-baseline',
]);
/** Findings on a text as a whole: it will change, and they are still the same. */
const ON_WHOLE_TEXT: ReadonlySet<FindingCode> = new Set(['too-many-paragraphs', 'assertiveness']);

/** Whether suppressing findings of a code in their file is offered. */
export function isSuppressible(code: FindingCode): boolean {
  return !NEVER.has(code);
}

/** What to suppress so that this finding is not reported, and as few others as can be. */
export function suppressionOf(subject: FixSubject, finding: Finding, reason: string): NewSuppression {
  const text = finding.text ?? subject.text.slice(finding.range.start, finding.range.end);
  const isNarrow = text !== '' && !ON_WHOLE_TEXT.has(finding.code);
  return { code: finding.code, ...(isNarrow && { text }), reason };
}

/** Adds an entry to the file's `suppress`, in the way the file is written. */
export function addSuppression(subject: FixSubject, entry: NewSuppression): Fix | undefined {
  const { root } = subject.file;
  if (root?.kind !== 'mapping') return undefined;
  const says = withEntry(toJsonValue(root) as JsonMap, entry);
  const edit = places(subject, root, entry).find((candidate) =>
    isSound(subject, { edits: [candidate], says }),
  );
  return edit && { title: l10n.t('Suppress `{0}` here', entry.code), edits: [edit] };
}

function withEntry(file: JsonMap, entry: NewSuppression): JsonValue {
  const list = file.get('suppress');
  const items = Array.isArray(list) ? (list as readonly JsonValue[]) : [];
  const added = new Map(Object.entries(entry) as [string, string][]);
  return isJsonMap(file) ? new Map([...file, ['suppress', [...items, added]]]) : file;
}

function places(subject: FixSubject, root: MappingNode, entry: NewSuppression): TextEdit[] {
  const { text } = subject;
  const list = entryOf(root, 'suppress')?.value;
  if (list?.kind === 'list') {
    return text[list.range.start] === '['
      ? inFlowList(subject, list.range.start, list.items, entry)
      : inBlockList(text, list.items, entry);
  }
  if (list) return [];
  return text[root.range.start] === '{'
    ? inFlowMapping(subject, root, entry)
    : inBlockMapping(subject, root, entry);
}

function inFlowList(
  subject: FixSubject,
  start: number,
  items: readonly ValueNode[],
  entry: NewSuppression,
): TextEdit[] {
  const last = items.at(-1);
  if (!last) return [insertion(start + 1, flow(subject, entry))];
  return [
    insertion(last.range.end, `,${gapBefore(subject.text, last.range.start) ?? ' '}${flow(subject, entry)}`),
  ];
}

function inBlockList(text: string, items: readonly ValueNode[], entry: NewSuppression): TextEdit[] {
  const last = items.at(-1);
  if (!last) return [];
  const line = text.slice(lineStart(text, last.range.start), last.range.start);
  const dash = /^( *)-[ \t]+$/.exec(line);
  if (!dash) return [];
  const visible = last.range.start + text.slice(last.range.start, last.range.end).trimEnd().length;
  return [afterLine(text, visible, block(entry, dash[1] ?? ''))];
}

function inFlowMapping(subject: FixSubject, root: MappingNode, entry: NewSuppression): TextEdit[] {
  const last = root.entries.at(-1);
  const added = (gap: string): string => {
    const list = gap.startsWith('\n')
      ? `[${gap}${gap.slice(1)}${flow(subject, entry)}${gap}]`
      : `[${flow(subject, entry)}]`;
    return `"suppress": ${list}`;
  };
  if (!last) return [insertion(root.range.start + 1, ` ${added(' ')} `)];
  const gap = gapBefore(subject.text, last.keyRange.start) ?? ' ';
  return [insertion(last.value.range.end, `,${gap}${added(gap)}`)];
}

/** At the end of the mapping, or else where it begins: a text that is the last value may take in what follows. */
function inBlockMapping({ text, type }: FixSubject, root: MappingNode, entry: NewSuppression): TextEdit[] {
  const body = type.syntax === 'markdown' ? entryOf(root, 'content') : undefined;
  const first = root.entries[0]?.keyRange.start ?? 0;
  const added = `suppress:\n${block(entry, '  ')}`;
  const start = insertion(lineStart(text, first), added);
  return body ? [insertion(body.keyRange.start, added), start] : [afterLine(text, text.length, added), start];
}

function block({ code, text, reason }: NewSuppression, indent: string): string {
  const lines = [
    `code: ${code}`,
    ...(text === undefined ? [] : [`text: ${yamlText(text)}`]),
    `reason: ${yamlText(reason)}`,
  ];
  return `${indent}- ${lines.join(`\n${indent}  `)}\n`;
}

function flow({ type }: FixSubject, { code, text, reason }: NewSuppression): string {
  const isYaml = type.syntax !== 'json';
  const pairs = Object.entries({ code, ...(text !== undefined && { text }), reason });
  return `{ ${pairs.map(([key, value]) => `"${key}": ${doubleQuoted(value, isYaml)}`).join(', ')} }`;
}

/** The line break and indentation before something that begins its line. */
function gapBefore(text: string, at: number): string | undefined {
  return /\n[ \t]*$/.exec(text.slice(0, at))?.[0];
}

function afterLine(text: string, at: number, added: string): TextEdit {
  const end = lineEnd(text, at);
  if (end < text.length) return insertion(end + 1, added);
  return insertion(text.length, text.endsWith('\n') ? added : `\n${added}`);
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
