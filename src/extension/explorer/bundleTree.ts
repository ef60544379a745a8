import {
  DataTransferItem,
  DiagnosticSeverity,
  Disposable,
  l10n,
  Range,
  TreeItemCollapsibleState,
  Uri,
  window,
  workspace,
  type Command,
  type DataTransfer,
  type TextEditor,
  type TreeItem,
} from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import {
  ChangedNodes,
  childNodes,
  describeNode,
  fileNode,
  nodeKey,
  parentNode,
  rootNodes,
  type ExplorerContext,
  type ExplorerNode,
  type ExplorerRow,
  type ProblemCounts,
} from '../../language/index.js';
import type { BaseServices } from '../activation/baseServices.js';
import { toRange } from '../problems/diagnostic.js';
import { logError } from '../output/log.js';
import { folderName } from '../workspace/folderName.js';
import { REFERENCE_TYPE } from './dragTypes.js';
import { registerReferenceDrops } from './referenceDrops.js';
import type { ExplorerElement } from './element.js';
import { itemOf } from './items.js';
import { LabelledRow, setTooltip } from '../output/treeItems.js';
import type { LazyTree } from '../views/lazyTree.js';
import { WeakValues } from '../views/weakValues.js';

/** Changes within so much time come to one. */
const PAUSE_MS = 100;
/** How often a row is revealed that VS Code does not find, since it reads the rows anew, and how long after each try. */
const REVEAL_ATTEMPTS = 10;
const REVEAL_PAUSE_MS = 300;

/** The rows of the view of all bundles. They follow the index, the problems and the active editor while the view is in sight. */
export class BundleTree implements Disposable {
  readonly #context: ExplorerContext;
  readonly #changes: ChangedNodes;
  /** The rows that VS Code holds: of one that is gone, nothing is kept. */
  readonly #elements = new WeakValues<ExplorerElement>();
  readonly #changed = new Set<string>();
  readonly #subscriptions: Disposable;
  #timer: unknown;
  /** The file whose row is to be revealed and is not selected yet. */
  #pending: string | undefined;

  constructor(
    private readonly services: Pick<BaseServices, 'files' | 'diagnostics' | 'log'>,
    private readonly tree: LazyTree<ExplorerElement>,
  ) {
    const { files, diagnostics } = services;
    this.#context = { files, problemsOf: (file) => this.#problemsOf(file), folderName };
    this.#changes = new ChangedNodes(files);
    this.#subscriptions = Disposable.from(
      registerReferenceDrops(files),
      files.onDidChange((changed) => {
        this.#take(changed);
      }),
      diagnostics.onDidShow((shown) => {
        this.#take(shown);
      }),
      tree.view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        this.#schedule();
        this.#follow(window.activeTextEditor);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        this.#follow(editor);
      }),
      new Disposable(() => {
        clearTimeout(this.#timer);
      }),
    );
    this.#follow(window.activeTextEditor);
  }

  /** The rows below one, or the uppermost. */
  async children(element?: ExplorerElement): Promise<readonly ExplorerElement[]> {
    const { files } = this.services;
    await files.settled();
    const nodes = element ? childNodes(files, element.node) : rootNodes(files);
    return nodes.map((node) => this.#elementOf(node));
  }

  /** What a row shows. */
  async item(element: ExplorerElement): Promise<TreeItem> {
    const { node } = element;
    const row = await this.#describe(node);
    const target = row?.target ?? row?.file;
    element.commandTarget = target === undefined ? undefined : Uri.parse(target);
    // What is gone since it was listed goes from the list with the change that is on its way.
    if (!row) return new LabelledRow('', TreeItemCollapsibleState.None, { id: nodeKey(node) });
    const item = itemOf(node, row, this.#isExpandedAtFirst(node));
    // A click on a row without a command only opens what is below it.
    if (row.file !== undefined && !row.range) item.command = openAt(row.file);
    return item;
  }

  /** Adds what it takes a file to know, the place in it that a click goes to, and what all is told of the row. */
  async resolve(item: TreeItem, { node }: ExplorerElement): Promise<TreeItem> {
    const row = await this.#describe(node);
    if (!row) return item;
    const { file, range } = row;
    setTooltip(item, tooltipOf(row, file));
    const source = file !== undefined && range ? await this.services.files.sourced(file) : undefined;
    if (file !== undefined && source && range) item.command = openAt(file, toRange(source, range));
    return item;
  }

  /** The row that one stands below. */
  parent({ node }: ExplorerElement): ExplorerElement | undefined {
    const parent = parentNode(this.services.files, node);
    return parent && this.#elementOf(parent);
  }

  /** Gives what is dragged as the reference that other files name it by. */
  async drag(elements: readonly ExplorerElement[], transfer: DataTransfer): Promise<void> {
    const rows = await Promise.all(elements.map(({ node }) => this.#describe(node)));
    const references = rows.flatMap((row) => (row?.reference ? [formatReference(row.reference)] : []));
    if (references.length === 0) return;
    const text = references.join('\n');
    transfer.set(REFERENCE_TYPE, new DataTransferItem(text));
    transfer.set('text/plain', new DataTransferItem(text));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #describe(node: ExplorerNode): Promise<ExplorerRow | undefined> {
    return describeNode(this.#context, node);
  }

  /** The same row is the same element, so that VS Code finds it again. */
  #elementOf(node: ExplorerNode): ExplorerElement {
    return this.#elements.of(nodeKey(node), () => ({ node }));
  }

  /** The bundles are what the view is for, and one alone needs no click to be seen. */
  #isExpandedAtFirst(node: ExplorerNode): boolean {
    if (node.kind === 'folder') return true;
    if (node.kind === 'group') return node.group === 'bundles';
    const { files } = this.services;
    const parent = node.kind === 'versions' && node.of === 'bundle' ? parentNode(files, node) : undefined;
    return parent !== undefined && childNodes(files, parent).length === 1;
  }

  #problemsOf(file: string): ProblemCounts {
    const severities = this.services.diagnostics.problems(file).map(({ diagnostic }) => diagnostic.severity);
    const count = (severity: DiagnosticSeverity): number =>
      severities.filter((one) => one === severity).length;
    return { errors: count(DiagnosticSeverity.Error), warnings: count(DiagnosticSeverity.Warning) };
  }

  #take(files: Iterable<string>): void {
    for (const file of files) this.#changed.add(file);
    this.#schedule();
  }

  #schedule(): void {
    if (!this.tree.view.visible || this.#timer !== undefined || this.#changed.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, PAUSE_MS);
  }

  #refresh(): void {
    const { files } = this.services;
    const nodes = this.#changes.after(this.#changed, (file) => files.scopeKey(Uri.parse(file)));
    this.#changed.clear();
    if (nodes === 'all') this.tree.changed.fire(undefined);
    else {
      const known = nodes.flatMap((node) => this.#elements.get(nodeKey(node)) ?? []);
      if (known.length > 0) this.tree.changed.fire(known);
    }
    // VS Code forgets what it was to reveal among rows that are read anew.
    const editor = window.activeTextEditor;
    if (this.#pending !== undefined && this.#pending === editor?.document.uri.toString())
      this.#follow(editor);
  }

  /** Selects the row of the active editor's file, as VS Code's own explorer does, unless one of that file is selected. */
  #follow(editor: TextEditor | undefined): void {
    if (!editor || !this.tree.view.visible) return;
    const configuration = workspace.getConfiguration('promptBundles', editor.document.uri);
    if (configuration.get('explorer.autoReveal') === false) return;
    const { uri } = editor.document;
    this.#pending = uri.toString();
    void this.#reveal(uri).then((isDone) => {
      if (isDone && this.#pending === uri.toString()) this.#pending = undefined;
    });
  }

  /** Rows that are read anew at that moment are revealed when that is done. False where the row is not selected in the end. */
  async #reveal(uri: Uri): Promise<boolean> {
    const { files, log } = this.services;
    const { view } = this.tree;
    await files.settled();
    for (let attempt = 1; attempt <= REVEAL_ATTEMPTS; attempt++) {
      const isWanted = view.visible && window.activeTextEditor?.document.uri.toString() === uri.toString();
      const node = fileNode(files, files.scopeKey(uri), uri.toString());
      if (!isWanted || !node || this.#isSelected(uri)) return node !== undefined;
      try {
        await view.reveal(this.#elementOf(node), { select: true, focus: false });
      } catch (error) {
        if (attempt === REVEAL_ATTEMPTS) logError(log, error);
      }
      await new Promise<void>((resolve) => setTimeout(resolve, REVEAL_PAUSE_MS));
    }
    return this.#isSelected(uri);
  }

  #isSelected(uri: Uri): boolean {
    const file = uri.toString();
    return this.tree.view.selection.some(({ commandTarget }) => commandTarget?.toString() === file);
  }
}

/** What a click does: opens a file, the cursor at the start of a range. */
function openAt(file: string, range?: Range): Command {
  const selection = range && new Range(range.start, range.start);
  return {
    command: 'vscode.open',
    title: l10n.t({ message: 'Open', comment: ['What a click on a row does'] }),
    arguments: [Uri.parse(file), ...(selection ? [{ selection }] : [])],
  };
}

function tooltipOf({ label, details, reference }: ExplorerRow, file: string | undefined): readonly string[] {
  const path = file === undefined ? [] : [workspace.asRelativePath(Uri.parse(file))];
  const title = reference ? formatReference(reference) : label;
  // What the reference says already is not said twice.
  const further = details.filter((detail) => detail !== title && detail !== reference?.semver);
  return [title, ...further, ...path];
}
