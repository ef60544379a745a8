import type { CodeLens, Disposable, InlayHint, Range, Uri } from 'vscode';
import type { BaseServices } from '../activation/baseServices.js';
import { InputDrafts } from '../selection/inputDrafts.js';
import { hintsOf } from './hintsOf.js';
import { LanguageStatus } from './languageStatus.js';
import { lensesOf } from './lensesOf.js';
import type { LensServices } from './services.js';

/** Lenses, inlay hints and the language status. */
export class Lenses implements Disposable {
  readonly #services: LensServices;
  readonly #status: LanguageStatus;

  constructor(base: BaseServices) {
    const drafts = new InputDrafts(base.context.workspaceState, base.language.parse, base.draftsChanged);
    this.#services = { ...base, drafts };
    this.#status = new LanguageStatus(this.#services);
  }

  /** The lenses over a file. */
  lenses(file: Uri): Promise<CodeLens[]> {
    return lensesOf(this.#services, file);
  }

  /** The inlay hints in a range of a file. */
  hints(file: Uri, shown: Range): Promise<InlayHint[]> {
    return hintsOf(this.#services, file, shown);
  }

  dispose(): void {
    this.#status.dispose();
  }
}
