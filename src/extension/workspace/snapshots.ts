import { Uri } from 'vscode';
import { inBatches } from './inBatches.js';
import { lookAgain } from './lookAgain.js';
import { isSnapshot, snapshotsIn, takeSnapshot } from './publishedFiles.js';
import { attempt, isLoaded, type WorkspaceParts } from './workspaceParts.js';

/** How many snapshots are read at once. */
const READS_AT_ONCE = 32;

/** Keeps the published versions of each root, and their labels, at what is stored of them, and what editors show. */
export class Snapshots {
  constructor(private readonly parts: WorkspaceParts) {}

  schedule(uri: Uri): void {
    this.parts.queue.schedule(uri, () => this.take(uri), { mayBeOneOfMany: true });
  }

  async take(uri: Uri): Promise<void> {
    const { parts } = this;
    if (!isLoaded(parts, uri)) return;
    const scope = parts.index.of(uri.toString());
    parts.changes.tell(
      await takeSnapshot(uri, parts.maxFileBytes(uri), scope, await parts.platform.loadSha256()),
    );
  }

  /** Takes in all that are stored in a root that was not known. */
  async takeNew(root: Uri): Promise<void> {
    await this.#takeAll(await snapshotsIn(root));
  }

  /** Takes in all that are known of a root, or stored there. */
  async takeAllOf(root: Uri): Promise<void> {
    const { index } = this.parts;
    const known = index.of(Uri.joinPath(root, '-').toString()).records();
    const stored = await snapshotsIn(root);
    const files = new Set([...known, ...stored.map((uri) => uri.toString())]);
    await this.#takeAll([...files].map((file) => Uri.parse(file)));
    this.#lookAgain(stored);
  }

  /** The same of those that are stored, somewhat later. */
  async scheduleStored(root: Uri): Promise<void> {
    const stored = await snapshotsIn(root);
    for (const uri of stored) this.schedule(uri);
    this.#lookAgain(stored);
  }

  async #takeAll(uris: readonly Uri[]): Promise<void> {
    const { log } = this.parts;
    await inBatches(uris, READS_AT_ONCE, (uri) => attempt(log, () => this.take(uri)));
  }

  #lookAgain(stored: readonly Uri[]): void {
    const { roots } = this.parts;
    lookAgain(
      stored.filter((uri) => isSnapshot(uri, roots)),
      (uri) => {
        if (isSnapshot(uri, roots)) this.schedule(uri);
      },
    );
  }
}
