import {
  CallHierarchyItem,
  DocumentLink,
  DocumentSymbol,
  l10n,
  SymbolInformation,
  type Location,
  type Range,
  type SymbolKind,
  type Uri,
  type WorkspaceEditEntryMetadata,
} from 'vscode';
import { iconText, labelText } from '../../core/output/editorText.js';
import { markdownText } from '../../core/output/markdownText.js';

// The door to what lists names: outlines, searches, hierarchies, links, and changes that are looked at first.

/** A row of an outline. VS Code refuses one without a name. */
export function outlineRow(
  { name, detail }: { readonly name: string; readonly detail: string },
  kind: SymbolKind,
  range: Range,
  selection: Range,
): DocumentSymbol {
  return new DocumentSymbol(shown(name), labelText(detail), kind, range, selection);
}

/** A row of a search in the workspace, in whose name an icon may stand. */
export function searchRow(
  name: string,
  kind: SymbolKind,
  place: string,
  location: Location,
): SymbolInformation {
  return new SymbolInformation(iconText(shown(name)), kind, labelText(place), location);
}

/** One that calls or is called, in VS Code's words. */
export function hierarchyRow(
  name: string,
  kind: SymbolKind,
  place: string,
  uri: Uri,
  range: Range,
): CallHierarchyItem {
  return new CallHierarchyItem(kind, shown(name), labelText(place), uri, range, range);
}

/** A link whose note says where it leads; VS Code reads it as Markdown. */
export function linkTo(range: Range, title: string, target: Uri): DocumentLink {
  const link = new DocumentLink(range, target);
  link.tooltip = markdownText(title);
  return link;
}

/** What a change is called where changes are looked at before they are made. */
export function changeTitle(title: string): WorkspaceEditEntryMetadata {
  return { label: labelText(title), needsConfirmation: false };
}

/** What a refusal says: VS Code shows the message of a rejected rename. */
export function refusal(reason: string): Error {
  return new Error(labelText(reason));
}

function shown(name: string): string {
  const text = labelText(name);
  return text.trim() === '' ? l10n.t('(no name)') : text;
}
