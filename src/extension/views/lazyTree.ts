import {
  EventEmitter,
  window,
  type ProviderResult,
  type TreeDragAndDropController,
  type TreeItem,
  type TreeView,
} from 'vscode';

/** The part of a view that is there before the code that fills it. */
export interface LazyTree<Row> {
  readonly view: TreeView<Row>;
  /** Fires with the rows that are to be read again; with nothing, all. */
  readonly changed: EventEmitter<Row[] | undefined>;
}

/** What fills it. */
export interface TreeRows<Row> {
  /** The row as VS Code shows it. */
  item(row: Row): TreeItem | Promise<TreeItem>;
  /** The rows below one, or the uppermost. */
  children(row?: Row): Promise<readonly Row[]>;
  /** The row above one; without it, no row can be revealed. */
  parent?(row: Row): ProviderResult<Row>;
  /** Adds what is only read when somebody points at a row. */
  resolve(item: TreeItem, row: Row): Promise<TreeItem>;
}

/** Makes a view whose code is read when it is shown first. */
export function createLazyTree<Row>(
  id: string,
  load: () => Promise<TreeRows<Row>>,
  dragAndDropController?: TreeDragAndDropController<Row>,
): LazyTree<Row> {
  const changed = new EventEmitter<Row[] | undefined>();
  const view = window.createTreeView<Row>(id, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: async (row) => (await load()).item(row),
      getChildren: async (row) => [...(await (await load()).children(row))],
      getParent: async (row) => (await load()).parent?.(row),
      resolveTreeItem: async (item, row) => (await load()).resolve(item, row),
    },
    ...(dragAndDropController && { dragAndDropController }),
  });
  return { view, changed };
}
