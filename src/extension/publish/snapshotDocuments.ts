import { Disposable, l10n, Uri, window, workspace } from 'vscode';
import { documentPath, openDiff } from '../output/editors.js';

/** Scheme of snapshots that are not written yet. */
const SNAPSHOT_SCHEME = 'prompt-bundles-snapshot';

/** A snapshot to be: its file's name, its bytes, and the file of the published version that comes before it. */
export interface ShownSnapshot {
  readonly name: string;
  readonly text: string;
  readonly content_hash: string;
  readonly before?: { readonly file: string; readonly semver: string };
}

/** Shows snapshots before they are written: read-only, beside the version before where there is one. */
export class SnapshotDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(SNAPSHOT_SCHEME, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
    }),
    workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
  );

  async show({ name, text, content_hash, before }: ShownSnapshot): Promise<void> {
    const uri = Uri.from({
      scheme: SNAPSHOT_SCHEME,
      path: documentPath('snapshot', name),
      query: content_hash,
    });
    this.#texts.set(uri.toString(), text);
    if (before) {
      const title = l10n.t('{0} (published) ↔ {1} (to be published)', before.semver, name);
      await openDiff(Uri.parse(before.file), uri, title, { preview: false });
    } else await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}
