import { MarkupKind, type ClientCapabilities } from 'vscode-languageserver';

/** What a client can do, as far as the server goes by it. */
export interface ClientAbilities {
  readonly showsRelated: boolean;
  readonly hasSnippets: boolean;
  readonly labelDetails: boolean;
  /** How hovers and the documentation of completions are written. */
  readonly hoverKind: MarkupKind;
  readonly documentationKind: MarkupKind;
  readonly hasOutlineTree: boolean;
  readonly hasDefinitionLinks: boolean;
  /** Whether edits can be of versions, and files made and renamed with them. */
  readonly documentChanges: boolean;
  readonly createsFiles: boolean;
  readonly renamesFiles: boolean;
  readonly resolvesActions: boolean;
  /** Whether it watches files for the server. */
  readonly watchesFiles: boolean;
  readonly tellsFolders: boolean;
}

/** Reads what a client says of itself; what it does not say, it cannot do. */
export function abilitiesOf({ textDocument, workspace }: ClientCapabilities): ClientAbilities {
  const item = textDocument?.completion?.completionItem;
  const operations = workspace?.workspaceEdit?.resourceOperations ?? [];
  const documentChanges = workspace?.workspaceEdit?.documentChanges ?? false;
  return {
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation ?? false,
    hasSnippets: item?.snippetSupport ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    hoverKind: kindOf(textDocument?.hover?.contentFormat),
    documentationKind: kindOf(item?.documentationFormat),
    hasOutlineTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    hasDefinitionLinks: textDocument?.definition?.linkSupport ?? false,
    documentChanges,
    createsFiles: documentChanges && operations.includes('create'),
    renamesFiles: documentChanges && operations.includes('rename'),
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    tellsFolders: workspace?.workspaceFolders ?? false,
  };
}

function kindOf(formats: readonly MarkupKind[] | undefined): MarkupKind {
  return formats?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText;
}
