import {
  l10n,
  Location,
  Range,
  SymbolKind,
  Uri,
  type DocumentSymbol,
  type SymbolInformation,
  type TextDocument,
} from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import {
  documentSymbols,
  symbolRange,
  workspaceSymbols,
  type OutlineSymbol,
  type WorkspaceSymbol,
} from '../../language/index.js';
import { toRange } from '../problems/diagnostic.js';
import { outlineRow, searchRow } from '../output/symbols.js';
import { languageContext, rangeIn } from './languageContext.js';
import type { EditingServices } from './services.js';

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

/** The outline of a document. */
export async function provideDocumentSymbols(
  services: EditingServices,
  { uri }: TextDocument,
): Promise<DocumentSymbol[]> {
  const parsed = await services.files.read(uri.toString());
  if (!parsed) return [];
  const symbols = await documentSymbols(languageContext(services), uri.toString());
  return symbols.map((symbol) => toRow(parsed, symbol));
}

function toRow(parsed: PromptFile, symbol: OutlineSymbol): DocumentSymbol {
  const range = toRange(parsed, symbol.range);
  // VS Code refuses a name that does not lie in its range.
  const selection =
    toRange(parsed, symbol.selection).intersection(range) ?? new Range(range.start, range.start);
  const row = outlineRow(symbol, KINDS[symbol.kind], range, selection);
  row.children = symbol.children.map((child) => toRow(parsed, child));
  return row;
}

/** What stands behind a name that was found: VS Code names the file itself. */
function kindText(kind: WorkspaceSymbol['kind']): string {
  return kind === 'template' ? l10n.t('Template') : l10n.t('Bundle');
}

/** The templates and bundles of the workspace by a part of their name. Where they stand is looked for when one is chosen. */
export async function provideWorkspaceSymbols(
  services: EditingServices,
  query: string,
): Promise<SymbolInformation[]> {
  await services.files.settled();
  return workspaceSymbols(languageContext(services), query).map(({ name, kind, file }) =>
    searchRow(name, KINDS[kind], kindText(kind), new Location(Uri.parse(file), new Range(0, 0, 0, 0))),
  );
}

/** The place of a version that was found. */
export async function resolveWorkspaceSymbol(
  services: EditingServices,
  symbol: SymbolInformation,
): Promise<SymbolInformation> {
  const file = symbol.location.uri.toString();
  const range = await symbolRange(languageContext(services), file);
  const found = range && (await rangeIn(services, file, range));
  if (found) symbol.location = new Location(symbol.location.uri, found);
  return symbol;
}
