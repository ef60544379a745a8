import { ThemeColor, ThemeIcon, TreeItemCollapsibleState, type TreeItem } from 'vscode';
import { nodeKey, type ExplorerNode, type ExplorerRow, type VersionState } from '../../language/index.js';
import { LabelledRow } from '../output/treeItems.js';

/** How each state looks: told apart by its shape, and by the words beside it. */
const STATE_ICONS: Readonly<Record<VersionState, string>> = {
  new: 'edit',
  published: 'lock',
  changed: 'diff-modified',
  damaged: 'error',
  kept: 'archive',
  broken: 'error',
};

const KIND_ICONS: Readonly<Record<Exclude<ExplorerNode['kind'], 'group' | 'versions' | 'version'>, string>> =
  {
    folder: 'root-folder',
    section: 'note',
    user: 'layers',
    input: 'symbol-parameter',
    nameless: 'file',
  };

/** A row of the view; what it takes a file to know is added when somebody points at it, or opens it. */
export function itemOf(node: ExplorerNode, row: ExplorerRow, isExpanded: boolean): TreeItem {
  return new LabelledRow(row.label, collapsibleState(row, isExpanded), {
    id: nodeKey(node),
    description: row.details.join(' · '),
    spoken: row.spoken,
    contextValue: contextOf(node, row),
    iconPath: new ThemeIcon(iconOf(node, row), colorOf(row)),
  });
}

function collapsibleState({ hasChildren }: ExplorerRow, isExpanded: boolean): TreeItemCollapsibleState {
  if (!hasChildren) return TreeItemCollapsibleState.None;
  return isExpanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function iconOf(node: ExplorerNode, { state, isMissing }: ExplorerRow): string {
  if (isMissing) return 'question';
  switch (node.kind) {
    case 'group':
      return { bundles: 'layers', templates: 'note', inputs: 'symbol-parameter' }[node.group];
    case 'versions':
      return node.of === 'bundle' ? 'layers' : 'note';
    case 'version':
      return STATE_ICONS[state ?? 'new'];
    case 'folder':
    case 'section':
    case 'user':
    case 'input':
    case 'nameless':
      return KIND_ICONS[node.kind];
  }
}

/** Problems colour the icon, as they do in lists of VS Code's own; their number is told in words. */
function colorOf({ problems, isMissing, state }: ExplorerRow): ThemeColor | undefined {
  const isBroken = isMissing === true || state === 'damaged' || state === 'broken';
  if (problems.errors > 0 || isBroken) return new ThemeColor('list.errorForeground');
  return problems.warnings > 0 ? new ThemeColor('list.warningForeground') : undefined;
}

/** What the menus go by: the kind of a row, what it is of, and its state. */
function contextOf(node: ExplorerNode, { state, isMissing }: ExplorerRow): string {
  switch (node.kind) {
    case 'versions':
    case 'version':
      return [node.of, node.kind, ...(state === undefined ? [] : [state])].join(' ');
    case 'section':
      return isMissing ? 'section missing' : 'section';
    case 'folder':
    case 'group':
    case 'user':
    case 'input':
    case 'nameless':
      return node.kind;
  }
}
