import { Uri } from 'vscode';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { fileExists } from './fileExists.js';
import { isSnapshot } from './publishedFiles.js';
import { lookAgain } from './lookAgain.js';
import { isOurs } from './ownFiles.js';
import { shownText } from './parsedFiles.js';
import { isGone, shownDocument } from './shownDocument.js';
import type { Snapshots } from './snapshots.js';
import type { SeenStamp } from './workspaceCache.js';
import { attempt, isLoaded, type WorkspaceParts } from './workspaceParts.js';

/** Keeps the index at what is stored of files that no editor shows, and takes in what editors show of the others. */
export class StoredFiles {
  #isFirstLoad = false;

  constructor(
    private readonly parts: WorkspaceParts,
    private readonly snapshots: Snapshots,
  ) {}

  /** Takes in a file soon; more of them may have changed at once. */
  schedule(uri: Uri): void {
    this.parts.queue.schedule(uri, () => this.take(uri), { mayBeOneOfMany: true });
  }

  /**
   * Forgets a file that is gone, unless an editor holds unsaved text of it, or it is there again: VS Code may tell that a
   * folder was deleted after it told of the files of one that took its place.
   */
  scheduleForget(uri: Uri): void {
    const take = async (): Promise<void> => {
      if (shownDocument(uri)?.isDirty) return;
      if (await fileExists(uri)) await this.take(uri);
      else this.forget(uri);
    };
    this.parts.queue.schedule(uri, take, { mayBeOneOfMany: true });
  }

  /** Takes in, somewhat later, which of some files that were found by looking for them are gone again. */
  lookAgain(files: readonly Uri[]): void {
    lookAgain(files, (uri) => {
      if (isSnapshot(uri, this.parts.roots)) this.snapshots.schedule(uri);
      else this.scheduleForget(uri);
    });
  }

  /** Does what takes in all files there are: whom each concerns is not asked then, since all are told of at its end. */
  async loadFirst(load: () => Promise<void>): Promise<void> {
    const { changes, index, log, roots } = this.parts;
    this.#isFirstLoad = true;
    await changes.together(async () => {
      try {
        await load();
      } finally {
        this.#isFirstLoad = false;
        let checked: ReadonlySet<string> = new Set();
        await attempt(log, () => {
          checked = this.parts.cache?.finish() ?? checked;
          return Promise.resolve();
        });
        const files = [...index.all().values()].flatMap((scope) => [...scope.files()]);
        changes.tellLoaded([...files, ...roots.configurations().keys()], checked);
      }
    });
  }

  /** Takes what is stored, unless an editor shows the file: then its text counts. */
  async take(uri: Uri, how?: 'named'): Promise<void> {
    this.parts.parsed.forgetStored(uri);
    if (!isOurs(uri)) return;
    if (await this.settle(uri, how)) await this.#takeIn(uri);
    else this.forget(uri);
  }

  /** Takes what is stored where that is something else than what was read before; whom it concerns is looked at anew then. */
  async takeChanged(uri: Uri): Promise<void> {
    if (!isOurs(uri)) return;
    if (!this.isKnown(uri)) return this.take(uri);
    const stored = await this.parts.parsed.readIfAnew(uri);
    if (stored === 'unchanged') return;
    if (await this.settle(uri)) await this.#takeIn(uri, stored);
    else this.forget(uri);
  }

  /** Reads a file that belongs, unless that was just done, and takes it into the index. */
  async #takeIn(uri: Uri, justRead?: PromptFile): Promise<void> {
    const { parts } = this;
    const stamp = justRead || shownText(uri) ? undefined : await parts.cache?.stampOf(uri);
    const isStored = this.#isFirstLoad && !shownDocument(uri) && isLoaded(parts, uri);
    if (isStored && parts.cache?.restore(uri.toString(), stamp)) return;
    const stored = shownText(uri) ? undefined : (justRead ?? (await parts.parsed.readStored(uri)));
    const document = shownText(uri);
    if (!document && shownDocument(uri)) parts.held.add(uri.toString());
    // A file that was deleted and is there again may have an editor all the while, whose text did not change.
    const isThere = !document || !(await isGone(document));
    const file = document ? parts.parsed.parseShown(document) : stored;
    if (file && isThere && isLoaded(parts, uri)) this.update(uri, file, document ? undefined : stamp);
    else this.forget(uri);
  }

  /** Takes in a file whose root is another by now. */
  async takeMoved(uri: Uri): Promise<void> {
    if (!(await this.settle(uri)) || !this.isKnown(uri)) await this.take(uri);
    else this.parts.changes.tell([uri.toString()]);
  }

  /** Settles which root a file belongs to, and takes it out of any other. False for one that is left out. */
  async settle(uri: Uri, how?: 'named'): Promise<boolean> {
    const { changes, index, placement, roots } = this.parts;
    const key = uri.toString();
    const before = index.of(key);
    const place = await (await placement).settle(uri, how);
    if (index.of(key) !== before) changes.tell([...before.remove(key), key]);
    // What the scope was of while the file was alone.
    if (!roots.has(uri)) index.delete(key);
    if (place instanceof Uri) await this.snapshots.takeAllOf(place);
    return place !== 'left-out';
  }

  /** Takes a file into the index as it is now; `stamp` was taken before it was read. */
  update(uri: Uri, file: PromptFile, stamp?: SeenStamp): void {
    const { cache, changes, held, index } = this.parts;
    const key = uri.toString();
    if (shownText(uri)) held.delete(key);
    const state = shownDocument(uri)?.isDirty ? 'unsaved' : undefined;
    cache?.note(key, file, state ?? stamp);
    if (!this.#isFirstLoad) changes.tell(index.update(key, file, uri.path, state));
    else if (cache) cache.load(key, file, uri.path);
    else index.load(key, file, uri.path);
  }

  /** Takes a file out of the index. */
  forget(uri: Uri): void {
    const { changes, index, parsed } = this.parts;
    parsed.forgetStored(uri);
    changes.tell(index.remove(uri.toString()));
    this.parts.cache?.forget(uri.toString());
  }

  /** True for a file that is in the index: one that is left out is not, unless it is shown, nor one that nobody told of yet. */
  isKnown(uri: Uri): boolean {
    const key = uri.toString();
    return this.parts.index.of(key).get(key) !== undefined;
  }
}
