import { Uri } from 'vscode';
import type { InputEdit, Selection } from '../../preview/protocol.js';
import type { BundleRenderer } from '../rendering/bundleRenderer.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { baseOf, draftOf, isDraft } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { readableInput } from './inputFields.js';
import { saveDraft } from './saveDraft.js';

/** The preview whose input is edited. */
export interface EditedPreview {
  readonly selection: Selection;
  select(selection: Partial<Selection>): Promise<void>;
  refresh(): Promise<void>;
}

/** Edits of the input in a preview, one after the other: each starts from what the one before left. */
export class InputEditing {
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly preview: EditedPreview,
    private readonly services: {
      readonly files: PromptWorkspace;
      readonly renderer: BundleRenderer;
      readonly drafts: InputDrafts;
    },
  ) {}

  /** Takes over what was typed into the form. */
  edit(edit: InputEdit): Promise<void> {
    return this.#inTurn(async () => {
      const { drafts, renderer } = this.services;
      const { bundle, input } = this.preview.selection;
      const draft = draftOf(input);
      // An edit of an input that has a draft already starts from the input that is shown.
      if (draft !== input) await drafts.discard(this.#folder(), draft);
      const file = await renderer.readInput(bundle, input);
      await drafts.edit(this.#folder(), draft, file && readableInput(file), edit);
      await (draft === input ? this.preview.refresh() : this.preview.select({ input: draft }));
    });
  }

  /** Writes the edited input as a file that the user names. */
  save(): Promise<void> {
    return this.#inTurn(async () => {
      const { input } = this.preview.selection;
      const saved = isDraft(input) ? await saveDraft(this.services.drafts, this.#folder(), input) : undefined;
      if (saved) await this.preview.select({ input: saved.toString() });
    });
  }

  /** Goes back to the input that the edited one was made from. */
  discard(): Promise<void> {
    return this.#inTurn(async () => {
      const { input } = this.preview.selection;
      if (!isDraft(input)) return;
      await this.services.drafts.discard(this.#folder(), input);
      const base = baseOf(input);
      // One that was recorded was made from no file.
      const isThere = this.services.files.scopeOf(base).get(base) !== undefined;
      await this.preview.select({ input: isThere ? base : '' });
    });
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step, step);
    return this.#queue;
  }

  #folder(): string {
    return this.services.files.scopeKey(Uri.parse(this.preview.selection.bundle));
  }
}
