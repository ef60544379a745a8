import type { Uri } from 'vscode';
import { window, type Tab } from 'vscode';
import type { Folders } from './folders.js';
import { filesIn } from './openTabs.js';
import { inKindOrder, isOurs } from './ownFiles.js';
import { isInWorkspace } from './savedPlace.js';
import type { Snapshots } from './snapshots.js';
import type { StoredFiles } from './storedFiles.js';
import { attempt, indexedFiles, type WorkspaceParts } from './workspaceParts.js';

/** Follows the files outside of the workspace that tabs show, with what lies beside them, and those that are left out. */
export class LooseFiles {
  constructor(
    private readonly parts: WorkspaceParts,
    private readonly stored: StoredFiles,
    private readonly snapshots: Snapshots,
    private readonly folders: Folders,
  ) {}

  /** Takes in what lies beside a file outside of the workspace, if that was not done yet, or anew. */
  schedule(file: Uri, when: 'once' | 'anew' = 'once'): void {
    const { loose, queue, roots } = this.parts;
    if (!loose.holds(file)) return;
    const root = roots.rootOf(file);
    if (when === 'anew' || !loose.has(root)) queue.schedule(root, () => this.#load(root), { isAlone: true });
  }

  /** Takes in what tabs show by now. */
  takeAll(): void {
    this.follow(window.tabGroups.all.flatMap(({ tabs }) => tabs));
  }

  /** Of a file that is on its own, problems are shown while a tab shows it; outside of the workspace, what lies beside it counts. */
  follow(opened: readonly Tab[], closed: readonly Tab[] = []): void {
    const { loose, roots, changes } = this.parts;
    const [shown, hidden] = [opened.flatMap(filesIn), closed.flatMap(filesIn)];
    const isLoose = (uri: Uri): boolean => loose.holds(uri) || roots.isAlone(uri);
    for (const uri of shown) {
      if (loose.holds(uri)) this.schedule(uri, 'anew');
      else if (isOurs(uri) && !this.stored.isKnown(uri)) this.stored.schedule(uri);
    }
    // One that is left out is none of ours once nobody has it open.
    for (const uri of hidden) if (!loose.holds(uri) && roots.isAlone(uri)) this.stored.schedule(uri);
    if (hidden.some(isLoose)) this.dropUnused();
    changes.tell([...shown, ...hidden].filter(isLoose).map((uri) => uri.toString()));
  }

  /** Forgets the folders outside of the workspace that no tab shows a file of any more. */
  dropUnused(): void {
    const { loose, roots, index, changes } = this.parts;
    for (const root of loose.unused()) {
      loose.delete(root);
      if (!roots.has(root)) changes.tell(index.delete(root.toString()).affected);
    }
  }

  async #load(root: Uri): Promise<void> {
    const { parts } = this;
    if (isInWorkspace(root)) return;
    const files = await parts.loose.add(root, this.folders.fileChanges);
    await this.snapshots.takeAllOf(root);
    const known = indexedFiles(parts, root);
    for (const uri of inKindOrder([...files, ...known]))
      await attempt(parts.log, () => this.stored.takeChanged(uri));
  }
}
