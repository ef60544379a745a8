import type { Disposable, WebviewPanel } from 'vscode';
import type { Counterpart } from '../../compare/protocol.js';
import type { Selection } from '../../preview/protocol.js';
import type { Comparisons, CompareServices } from './comparisons.js';

/** Comparing, whose code is read when something is compared first. */
export class LazyComparisons implements Disposable {
  #loading: Promise<Comparisons> | undefined;

  constructor(private readonly services: CompareServices) {}

  /** Opens the table of a bundle's versions. */
  async open(selection: Selection): Promise<void> {
    await (await this.#comparisons()).open(selection);
  }

  /** Opens the table of a bundle's versions with a registry's version of the selected one chosen beside it. */
  async openRegistry(selection: Selection, registry: string): Promise<void> {
    await (await this.#comparisons()).openRegistry(selection, registry);
  }

  /** Asks for two labels of a bundle, and opens the table of its versions with what they name chosen. */
  async openLabels(selection: Selection): Promise<void> {
    await (await this.#comparisons()).openLabels(selection);
  }

  /** Opens a bundle's prompt beside another state of it. */
  async openAgainst(selection: Selection, counterpart: Counterpart): Promise<void> {
    await (await this.#comparisons()).openAgainst(selection, counterpart);
  }

  /** Opens the prompt that an input expects of a version beside the present one: `{ file, version, hash }`. */
  async openExpected(expectation: unknown): Promise<void> {
    await (await this.#comparisons()).openExpected(expectation);
  }

  /** Fills a panel that VS Code kept over a reload of the window. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    await (await this.#comparisons()).restore(panel, state);
  }

  dispose(): void {
    this.#loading?.then(
      (comparisons) => {
        comparisons.dispose();
      },
      () => undefined, // told by whoever asked for them
    );
  }

  #comparisons(): Promise<Comparisons> {
    this.#loading ??= import('./comparisons.js').then(({ Comparisons }) => new Comparisons(this.services));
    return this.#loading;
  }
}
