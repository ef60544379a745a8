import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { areSame, filesOfPrompt, inputFileOf, madeFrom, type ShownPrompt } from './madeFrom.js';

/**
 * Why a preview is concerned by files that changed: its prompt may be another; or only what there is to choose from, since an
 * input or a version came, went or changed; or not at all.
 */
export type Concern = 'prompt' | 'choices' | 'nothing';

/** Tells which changes concern a preview. */
export class PreviewConcern {
  #made: readonly unknown[] = [];

  constructor(private readonly files: Pick<PromptWorkspace, 'fallback' | 'heldBack' | 'scopeOf'>) {}

  /** What is shown is rendered from what there is now. */
  note(shown: ShownPrompt): void {
    this.#made = this.#madeNow(shown);
  }

  /** Why the changed files concern what is shown. */
  of(shown: ShownPrompt, changed: ReadonlySet<string>): Concern {
    if (!areSame(this.#made, this.#madeNow(shown))) return 'prompt';
    const { files } = this;
    const scope = files.scopeOf(shown.selection.bundle);
    const own = filesOfPrompt(scope, shown);
    // What is held back has its former state in the index, and is shown all the same; it may say that it is what is referred to.
    const isShown = (file: string): boolean => own.has(file) || fileTypeOf(file)?.kind === 'template';
    if (files.heldBack(scope).some((file) => changed.has(file) && isShown(file))) return 'prompt';
    const input = inputFileOf(shown.selection);
    const isInputGone = input !== '' && scope.get(input) === undefined;
    let concern: Concern = 'nothing';
    for (const file of changed) {
      // What is no prompt file is a version that was published.
      const kind = fileTypeOf(file)?.kind;
      if (kind === 'template' || files.scopeOf(file) !== scope) continue;
      // It may be the one that is gone, under another name.
      if (isInputGone && kind === 'input') return 'prompt';
      concern = 'choices';
      if (!isInputGone) break;
    }
    return concern;
  }

  #madeNow(shown: ShownPrompt): readonly unknown[] {
    return madeFrom(this.files.scopeOf(shown.selection.bundle), shown);
  }
}
