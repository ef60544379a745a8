import {
  SymbolKind,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { documentSymbols, symbolRange, workspaceSymbols, type OutlineSymbol } from '../../language/index.js';
import { rangeIn } from '../diagnostics.js';
import { outlineRow, shownName } from '../output.js';
import { askedFile, ownRange, type AskedFile, type Services } from './asked.js';

const KINDS: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  template: SymbolKind.Class,
  bundle: SymbolKind.Package,
  input: SymbolKind.Object,
  part: SymbolKind.Module,
  text: SymbolKind.String,
  placeholder: SymbolKind.Variable,
  constraint: SymbolKind.Property,
  value: SymbolKind.Field,
};

/** The outline of a document: a tree, or for clients that know none, a list. */
export async function provideDocumentSymbols(
  services: Services,
  { textDocument }: DocumentSymbolParams,
): Promise<DocumentSymbol[] | SymbolInformation[]> {
  const asked = await askedFile(services, textDocument);
  if (!asked) return [];
  const found = await documentSymbols(asked.language, asked.file);
  const rows = found.map((symbol) => toRow(asked, symbol));
  return services.abilities.hasOutlineTree ? rows : rows.flatMap((row) => flattened(row, textDocument.uri));
}

function toRow(asked: AskedFile, symbol: OutlineSymbol): DocumentSymbol {
  const { range } = symbol;
  // Clients refuse a name that does not lie in its range.
  const isInside = symbol.selection.start >= range.start && symbol.selection.end <= range.end;
  const selection = isInside ? symbol.selection : { start: range.start, end: range.start };
  return outlineRow(
    symbol,
    KINDS[symbol.kind],
    ownRange(asked, range),
    ownRange(asked, selection),
    symbol.children.map((child) => toRow(asked, child)),
  );
}

function flattened(row: DocumentSymbol, uri: string, containerName?: string): SymbolInformation[] {
  const { name, kind, selectionRange, children = [] } = row;
  const own = {
    name,
    kind,
    location: { uri, range: selectionRange },
    ...(containerName !== undefined && { containerName }),
  };
  return [own, ...children.flatMap((child) => flattened(child, uri, name))];
}

/** The templates and bundles of all folders by a part of their name. */
export async function provideWorkspaceSymbols(
  { workspace }: Services,
  { query }: WorkspaceSymbolParams,
): Promise<SymbolInformation[]> {
  await workspace.settle();
  const found: SymbolInformation[] = [];
  for (const root of workspace.roots())
    for (const language of root.languages())
      for (const { name, kind, file } of workspaceSymbols(language, query)) {
        const range = await symbolRange(language, file);
        const there = rangeIn(root, file, range ?? { start: 0, end: 0 });
        if (there)
          found.push({
            name: shownName(name),
            kind: KINDS[kind],
            location: { uri: workspace.uriOf(root, file), range: there },
          });
      }
  return found;
}
