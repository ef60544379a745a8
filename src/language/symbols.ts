import * as l10n from '@vscode/l10n';
import { fileTypeOf } from '../core/documents/fileKinds.js';
import type { PromptFile } from '../core/documents/promptFile.js';
import { entryOf, nodeAt, type MappingEntry, type ValueNode } from '../core/documents/valueNode.js';
import { BEGINNING, type TextRange } from '../core/model/findings.js';
import { formatReference } from '../core/model/reference.js';
import { SLOTS } from '../core/model/slots.js';
import { excerpt } from '../core/text/quote.js';
import { findNames } from './completion/findNames.js';
import type { LanguageContext } from './context.js';
import { mentionsIn } from './navigation/mentions.js';
import { placeholdersIn } from './navigation/symbolAt.js';
import type { DefiningKind } from './scopes/scopeIndex.js';

/** What an outline shows of a file, and what is within it. */
export interface OutlineSymbol {
  readonly name: string;
  /** A few words more. */
  readonly detail: string;
  readonly kind: 'template' | 'bundle' | 'input' | 'part' | 'text' | 'placeholder' | 'constraint' | 'value';
  readonly range: TextRange;
  /** The name itself. */
  readonly selection: TextRange;
  readonly children: readonly OutlineSymbol[];
}

/** A version somewhere in the workspace. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: DefiningKind;
  readonly file: string;
}

/** The most versions that a search gives. */
const MAX_FOUND = 500;
/** The most characters of a value. */
const DETAIL = 60;

/** The outline of a file: the version it defines, its parts, constraints and placeholders; an input's values and expectations. */
export async function documentSymbols(
  { files }: LanguageContext,
  file: string,
): Promise<readonly OutlineSymbol[]> {
  const parsed = await files.read(file);
  if (parsed?.root?.kind !== 'mapping') return [];
  if (parsed.kind === 'input') return parsed.root.entries.map(valueSymbol);
  const own = mentionsIn(parsed).find(({ role }) => role === 'definition');
  const { id, semver } = own?.name ?? { id: '', semver: '' };
  const name = id === '' ? parsed.kind : semver === '' ? id : formatReference({ id, semver });
  // The body of a Markdown file is the editor's: it shows its headings.
  const isMarkdown = fileTypeOf(file)?.syntax === 'markdown';
  const end = isMarkdown ? parsed.root.range.end : parsed.source.text.length;
  const children =
    parsed.kind === 'template' ? bodySymbols(parsed, parsed.root) : bundleSymbols(parsed, parsed.root);
  const selection = own?.id.range ?? BEGINNING;
  return [
    {
      name,
      detail: '',
      kind: parsed.kind,
      range: { start: 0, end },
      selection,
      children: children.filter((child) => child.range.start < end),
    },
  ];
}

function bundleSymbols(parsed: PromptFile, root: ValueNode): readonly OutlineSymbol[] {
  const templates = entryOf(root, 'templates')?.value;
  const parts = SLOTS.flatMap((slot): OutlineSymbol[] => {
    const entry = entryOf(templates, slot);
    if (!entry) return [];
    const { value } = entry;
    const detail = value.kind === 'string' ? value.value : l10n.t('inline');
    const children = value.kind === 'mapping' ? bodySymbols(parsed, value) : [];
    return [{ ...symbolOf(entry, 'part', detail), children }];
  });
  const rest = ['description', 'tags', 'suppress']
    .flatMap((key) => entryOf(root, key) ?? [])
    .map(valueSymbol);
  return [...parts, ...rest].sort((a, b) => a.range.start - b.range.start);
}

function bodySymbols(parsed: PromptFile, body: ValueNode): readonly OutlineSymbol[] {
  const role = entryOf(body, 'role');
  const content = entryOf(body, 'content');
  const constraints = entryOf(body, 'constraints')?.value;
  const text = content && {
    ...symbolOf(content, 'text', ''),
    selection: content.value.range,
    range: content.value.range,
    children: placeholdersIn(parsed)
      .filter(({ range }) => range.start >= content.value.range.start && range.end <= content.value.range.end)
      .map(({ name, range }): OutlineSymbol => ({
        name: `{{${name}}}`,
        detail: '',
        kind: 'placeholder',
        range,
        selection: range,
        children: [],
      })),
  };
  return [
    ...(role ? [valueSymbol(role)] : []),
    ...(constraints?.kind === 'mapping'
      ? constraints.entries.map((entry) => symbolOf(entry, 'constraint', shortValue(entry.value)))
      : []),
    ...(text ? [text] : []),
  ].sort((a, b) => a.range.start - b.range.start);
}

function valueSymbol(entry: MappingEntry): OutlineSymbol {
  const { value } = entry;
  const isNested = entry.key === 'expect' || entry.key === 'semantic_traits';
  const children = isNested && value.kind === 'mapping' ? value.entries.map(valueSymbol) : [];
  return { ...symbolOf(entry, 'value', shortValue(value)), children };
}

function symbolOf(
  { key, keyRange, value }: MappingEntry,
  kind: OutlineSymbol['kind'],
  detail: string,
): OutlineSymbol {
  const end = Math.max(keyRange.end, value.range.end);
  const range = { start: Math.min(keyRange.start, end), end };
  return { name: key, detail: excerpt(detail, DETAIL), kind, range, selection: keyRange, children: [] };
}

function shortValue(node: ValueNode): string {
  if (node.kind === 'list') return node.items.map(shortValue).join(', ');
  return node.kind === 'mapping' || node.kind === 'unreadable' ? '' : String(node.value);
}

/** The versions of the workspace whose names hold the letters of a query, in their order, without case; those that begin with them first. */
export function workspaceSymbols({ files }: LanguageContext, query: string): readonly WorkspaceSymbol[] {
  const typed = query.replaceAll(/\s/g, '');
  const found: WorkspaceSymbol[] = [];
  for (const scope of files.scopes().values())
    for (const kind of DEFINING)
      for (const name of findNames(scope.versionNames[kind], { typed, most: MAX_FOUND }))
        for (const file of scope.filesNamed(kind, name)) found.push({ name, kind, file });
  const begins = ({ name }: WorkspaceSymbol): boolean => name.toLowerCase().startsWith(typed.toLowerCase());
  return [...found.filter(begins), ...found.filter((symbol) => !begins(symbol))].slice(0, MAX_FOUND);
}

const DEFINING: readonly DefiningKind[] = ['template', 'bundle'];

/** Where a version is that a search gave: its id. */
export async function symbolRange({ files }: LanguageContext, file: string): Promise<TextRange | undefined> {
  const parsed = await files.read(file);
  const own = parsed && mentionsIn(parsed).find(({ role }) => role === 'definition');
  return own?.id.range ?? (parsed && nodeAt(parsed.root, [])?.range);
}
