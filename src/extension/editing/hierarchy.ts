import {
  CallHierarchyIncomingCall,
  CallHierarchyOutgoingCall,
  Range,
  SymbolKind,
  Uri,
  type CallHierarchyItem,
  type Position,
  type TextDocument,
} from 'vscode';
import { usageAt, usedBy, usersOf, type Usage, type Use } from '../../language/index.js';
import { hierarchyRow } from '../output/symbols.js';
import { languageContext, offsetAt, present, rangeIn } from './languageContext.js';
import type { EditingServices } from './services.js';

// "Used by", as VS Code's call hierarchy: a template is called by bundles, a bundle by the inputs that expect something of it.

const KINDS: Readonly<Record<Usage['kind'], SymbolKind>> = {
  template: SymbolKind.Class,
  bundle: SymbolKind.Package,
  input: SymbolKind.Object,
};

/** What the hierarchy is shown of. */
export async function prepareCallHierarchy(
  services: EditingServices,
  document: TextDocument,
  position: Position,
): Promise<CallHierarchyItem[]> {
  await services.files.settled();
  const offset = await offsetAt(services, document, position);
  if (offset === undefined) return [];
  const usages = await usageAt(languageContext(services), document.uri.toString(), offset);
  return present(usages.map((usage) => toItem(services, usage)));
}

/** Who uses it. */
export async function provideCallHierarchyIncomingCalls(
  services: EditingServices,
  { uri }: CallHierarchyItem,
): Promise<CallHierarchyIncomingCall[]> {
  await services.files.settled();
  const uses = await usersOf(languageContext(services), uri.toString());
  return present(
    uses.map(async ({ item, from }) => {
      const row = await toItem(services, item);
      return row && new CallHierarchyIncomingCall(row, await rangesOf(services, item.file, from));
    }),
  );
}

/** What it uses. */
export async function provideCallHierarchyOutgoingCalls(
  services: EditingServices,
  { uri }: CallHierarchyItem,
): Promise<CallHierarchyOutgoingCall[]> {
  await services.files.settled();
  const uses = await usedBy(languageContext(services), uri.toString());
  return present(
    uses.map(async ({ item, from }) => {
      const row = await toItem(services, item);
      return row && new CallHierarchyOutgoingCall(row, await rangesOf(services, uri.toString(), from));
    }),
  );
}

async function toItem(
  services: EditingServices,
  { file, kind, name, place, range }: Usage,
): Promise<CallHierarchyItem | undefined> {
  const found = await rangeIn(services, file, range);
  return hierarchyRow(name, KINDS[kind], place, Uri.parse(file), found ?? new Range(0, 0, 0, 0));
}

function rangesOf(services: EditingServices, file: string, ranges: Use['from']): Promise<Range[]> {
  return present(ranges.map((range) => rangeIn(services, file, range)));
}
