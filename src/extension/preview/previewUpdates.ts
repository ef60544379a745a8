import { Disposable } from 'vscode';
import type { Diagnostics } from '../problems/diagnostics.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { ShownPrompt } from './madeFrom.js';
import { PreviewConcern } from './previewConcern.js';

/** How long what is no part of the prompt is gathered before the page is told, in milliseconds. */
const GATHERED_MS = 50;

/** A preview that follows its files. */
export interface FollowingPreview {
  readonly shown: ShownPrompt;
  /** Whether findings of one of the files are listed. */
  readonly listsFindingsOf: (files: ReadonlySet<string>) => boolean;
  /** Something there is to show, for a preview that shows nothing. */
  readonly adopt: () => void;
  /** The prompt may be another, made from these files. */
  readonly keepUp: (changed: ReadonlySet<string>) => void;
  readonly sendChoices: () => void;
  readonly sendFindings: () => void;
}

/**
 * Refreshes a preview for what it shows alone: at once when its prompt may be another, soon when there is something else to
 * choose from or to say about its files, and for no other file.
 */
export class PreviewUpdates implements Disposable {
  readonly #concern: PreviewConcern;
  readonly #subscriptions: Disposable;
  readonly #gathered = new Map<() => void, ReturnType<typeof setTimeout>>();

  constructor(
    { files, diagnostics }: { readonly files: PromptWorkspace; readonly diagnostics: Diagnostics },
    private readonly preview: FollowingPreview,
  ) {
    this.#concern = new PreviewConcern(files);
    this.#subscriptions = Disposable.from(
      files.onDidChange((changed) => {
        if (preview.shown.selection.bundle === '') preview.adopt();
        else this.#take(changed);
      }),
      diagnostics.onDidShow((shown) => {
        if (preview.listsFindingsOf(shown)) this.#soon(preview.sendFindings);
      }),
    );
  }

  /** What is shown is rendered from what there is now. */
  note(): void {
    if (this.preview.shown.selection.bundle !== '') this.#concern.note(this.preview.shown);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    for (const timer of this.#gathered.values()) clearTimeout(timer);
  }

  #take(changed: ReadonlySet<string>): void {
    const concern = this.#concern.of(this.preview.shown, changed);
    if (concern === 'prompt') this.preview.keepUp(changed);
    else if (concern === 'choices') this.#soon(this.preview.sendChoices);
  }

  #soon(send: () => void): void {
    if (this.#gathered.has(send)) return;
    const timer = setTimeout(() => {
      this.#gathered.delete(send);
      send();
    }, GATHERED_MS);
    this.#gathered.set(send, timer);
  }
}
