import type { PromptFile } from '../core/documents/promptFile.js';
import { visitNodes, type ValueNode } from '../core/documents/valueNode.js';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import type { LanguageContext } from './context.js';

/** Lines that can be folded into their first one; both counted from 0. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind?: 'comment' | undefined;
}

/**
 * What can be folded in a file: every value of several lines under its key, comments, and the front matter of Markdown, of
 * whose body the editor knows more. Nothing of a file that cannot be read: there an editor goes by the indentation.
 */
export async function fold({ files }: LanguageContext, file: string): Promise<readonly Fold[] | undefined> {
  const parsed = await files.read(file);
  const syntax = fileTypeOf(file)?.syntax;
  const root = parsed?.root;
  if (!root || syntax === undefined || syntax === 'json') return undefined;
  const folds = [
    ...(syntax === 'markdown' ? frontMatter(parsed) : []),
    ...valueFolds(parsed, root, syntax === 'markdown'),
    ...commentFolds(parsed, root, syntax === 'markdown'),
  ];
  return folds.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Where the front matter ends: the line that closes it. */
function closingLine({ source: { text } }: PromptFile): number {
  const lines = text.split('\n');
  return lines.findIndex((line, i) => i > 0 && /^---\s*$/.test(line));
}

function frontMatter(parsed: PromptFile): readonly Fold[] {
  return [{ start: 0, end: closingLine(parsed) }];
}

function valueFolds(parsed: PromptFile, root: ValueNode, isFrontMatter: boolean): readonly Fold[] {
  const { source } = parsed;
  const last = isFrontMatter ? closingLine(parsed) - 1 : Infinity;
  const lineOf = (offset: number): number => source.positionAt(offset).line;
  /** The last line with anything on it. */
  const endOf = (start: number, end: number): number =>
    Math.min(last, lineOf(start + source.text.slice(start, end).trimEnd().length));
  const folds: Fold[] = [];
  visitNodes(root, (node) => {
    if (node.kind === 'mapping')
      for (const { keyRange, value } of node.entries) {
        const isBody = isFrontMatter && lineOf(value.range.start) > last;
        if (!isBody)
          folds.push({ start: lineOf(keyRange.start), end: endOf(keyRange.start, value.range.end) });
      }
    if (node.kind === 'list')
      for (const { range } of node.items)
        folds.push({ start: lineOf(range.start), end: endOf(range.start, range.end) });
  });
  const known = new Set<string>();
  return folds.filter(({ start, end }) => !known.has(`${start} ${end}`) && known.add(`${start} ${end}`));
}

/** Lines of comments that stand together. A line of a text that looks like one is none. */
function commentFolds(parsed: PromptFile, root: ValueNode, isFrontMatter: boolean): readonly Fold[] {
  const lines = parsed.source.text.split('\n');
  const texts = textLines(parsed, root);
  const end = isFrontMatter ? closingLine(parsed) : lines.length;
  const folds: Fold[] = [];
  let start = -1;
  // The line behind the last is none, or closes the front matter: it ends what stands before it.
  for (let line = 0; line <= end; line++) {
    const isComment = !texts.has(line) && /^\s*#/.test(lines[line] ?? '');
    if (isComment && start < 0) start = line;
    if (!isComment && start >= 0) {
      folds.push({ start, end: line - 1, kind: 'comment' });
      start = -1;
    }
  }
  return folds;
}

/** The lines that texts of several lines go on in. */
function textLines({ source }: PromptFile, root: ValueNode): ReadonlySet<number> {
  const lines = new Set<number>();
  visitNodes(root, (node) => {
    if (node.kind !== 'string') return;
    const first = source.positionAt(node.range.start).line;
    const last = source.positionAt(node.range.end - 1).line;
    for (let line = first + 1; line <= last; line++) lines.add(line);
  });
  return lines;
}
