import * as l10n from '@vscode/l10n';
import { canonicalJson } from '../../core/canonicalJson.js';
import type { FileSyntax } from '../../core/documents/fileKinds.js';
import { stringOf, toJsonMap, type MappingNode } from '../../core/documents/valueNode.js';
import type { JsonMap } from '../../core/model/jsonValue.js';
import { countComments } from '../edits/comments.js';
import { entryRange } from '../edits/entryRange.js';
import type { FixSubject } from '../edits/subject.js';
import { blockText, wholeFile } from '../edits/writtenValues.js';
import type { ReadAs } from './readAs.js';
import type { Refused } from './refused.js';

/** A file in another syntax, which says the same: every hash stays. */
export interface Converted {
  readonly text: string;
  /** How many comments the other syntax has no place for. */
  readonly lostComments: number;
}

/** The syntaxes that a file can be converted to. */
export function otherSyntaxes({ kind, syntax }: FixSubject['type']): readonly FileSyntax[] {
  const all: readonly FileSyntax[] = kind === 'template' ? ['yaml', 'markdown', 'json'] : ['yaml', 'json'];
  return all.filter((other) => other !== syntax);
}

/** The name of a file in another syntax: `a.prompt-template.md` as `a.prompt-template.yaml`. */
export function nameIn(syntax: FileSyntax, name: string): string {
  return name.replace(/\.\w+$/, `.${EXTENSIONS[syntax]}`);
}

const EXTENSIONS: Readonly<Record<FileSyntax, string>> = { yaml: 'yaml', json: 'json', markdown: 'md' };

/**
 * A file as another syntax has it. What is written is read again, and compared: a text that would say anything
 * else is refused. Comments and the manner of writing stay where both syntaxes have them.
 */
export function convert(subject: FixSubject, syntax: FileSyntax, readAs: ReadAs): Converted | Refused {
  const { root } = subject.file;
  if (root?.kind !== 'mapping')
    return { reason: l10n.t('The file has syntax errors. Fix them to convert it.') };
  const says = canonicalJson(toJsonMap(root));
  const type = { ...subject.type, syntax };
  const read = readAs(type);
  for (const text of waysToWrite(subject, root, syntax)) {
    const { file } = read(text);
    if (file.root?.kind !== 'mapping' || canonicalJson(toJsonMap(file.root)) !== says) continue;
    const comments = countComments({ type, text, root: file.root });
    return {
      text,
      lostComments: Math.max(0, countComments({ type: subject.type, text: subject.text, root }) - comments),
    };
  }
  return { reason: whyNot(root, syntax) };
}

/** Texts that may say the same, the one that keeps most first. */
function waysToWrite(subject: FixSubject, root: MappingNode, syntax: FileSyntax): readonly string[] {
  const whole = wholeFile({ ...subject.type, syntax }, contentLast(toJsonMap(root)));
  if (syntax === 'json') return [whole];
  const kept = syntax === 'markdown' ? asMarkdown(subject, root) : asYaml(subject, root);
  return kept === undefined ? [whole] : [kept, whole];
}

/** The YAML of a template as front matter, with its content below. */
function asMarkdown({ type, text }: FixSubject, root: MappingNode): string | undefined {
  const content = stringOf(root, 'content');
  const range = type.syntax === 'yaml' ? entryRange(text, root, 'content') : undefined;
  if (!content || !range) return undefined;
  const front = text.slice(0, range.start) + text.slice(range.end);
  return `---\n${front.trimEnd()}\n---\n\n${content.value}\n`;
}

/** The front matter of a template, with its content as its last value. */
function asYaml({ type, text }: FixSubject, root: MappingNode): string | undefined {
  const content = stringOf(root, 'content');
  if (type.syntax !== 'markdown' || !content) return undefined;
  const front = text.slice(text.indexOf('\n') + 1, text.lastIndexOf('\n---', content.range.start) + 1);
  return `${front}content:${blockText(content.value, '')}\n`;
}

/** Long text is read most easily behind the short values. */
function contentLast(says: JsonMap): JsonMap {
  const content = says.get('content');
  const others = [...says].filter(([key]) => key !== 'content');
  return content === undefined ? says : new Map([...others, ['content', content]]);
}

function whyNot(root: MappingNode, syntax: FileSyntax): string {
  const content = stringOf(root, 'content')?.value ?? '';
  if (syntax === 'markdown' && /^\n|\n$/.test(content))
    return l10n.t(
      'Its content begins or ends with a line break, which Markdown does not keep. Remove the line break (in YAML, write `content: |-`) to convert the file.',
    );
  if (syntax === 'markdown' && content === '')
    return l10n.t('It has no content, which is all that a Markdown template has below its front matter.');
  return l10n.t('It would say something else in that syntax, so it was not converted.');
}
