import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import { MAX_NOTE_BYTES, noteFileName, noteOf } from '../../core/published/changeNote.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { inBatches } from '../workspace/inBatches.js';
import type { Platform } from '../workspace/platform.js';
import { readWithin } from '../workspace/readWithin.js';

/** How many notes are read at once. */
const READS_AT_ONCE = 16;

/** The change notes of published versions, each read once until something of the kind changes. */
export class ChangeNotes implements Disposable {
  readonly #known = new Map<string, string | undefined>();
  readonly #changed = new EventEmitter<void>();
  readonly #owned: Disposable;

  /** Fires when a note came, went or was edited. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly platform: Pick<Platform, 'loadSha256'>) {
    const watcher = workspace.createFileSystemWatcher(`**/${PUBLISHED_FOLDER.join('/')}/*.note.md`);
    const forget = (): void => {
      this.#known.clear();
      this.#changed.fire();
    };
    this.#owned = Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      this.#changed,
    );
  }

  /** The notes of versions of a bundle, by the version; what cannot be read is none. */
  async of(folder: string, id: string, semvers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const sha256 = await this.platform.loadSha256();
    const notes = new Map<string, string>();
    await inBatches(semvers, READS_AT_ONCE, async (semver) => {
      const name = noteFileName({ id, semver }, { sha256 });
      const note = await this.#read(Uri.joinPath(Uri.parse(folder), ...PUBLISHED_FOLDER, name));
      if (note !== undefined) notes.set(semver, note);
    });
    return notes;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #read(uri: Uri): Promise<string | undefined> {
    const file = uri.toString();
    if (!this.#known.has(file)) {
      const stored = await readWithin(uri, MAX_NOTE_BYTES);
      this.#known.set(file, stored?.bytes && noteOf(decodeUtf8(stored.bytes).text));
    }
    return this.#known.get(file);
  }
}
