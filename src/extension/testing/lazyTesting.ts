import type { Disposable } from 'vscode';
import type { BaseServices } from '../activation/baseServices.js';
import type { SavedTests } from './savedTests.js';

/** The tests of the Test Explorer, whose code is read when an input expects something first. */
export class LazyTesting implements Disposable {
  readonly #subscription: Disposable;
  #loading: Promise<SavedTests> | undefined;

  constructor(private readonly base: BaseServices) {
    this.#subscription = base.diagnostics.onDidShow(() => {
      this.#look();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    void this.#loading?.then((tests) => {
      tests.dispose();
    });
  }

  #look(): void {
    if (this.#loading || ![...this.base.files.scopes().values()].some((scope) => scope.hasExpectations))
      return;
    this.#subscription.dispose();
    this.#loading = import('./index.js').then(({ SavedTests }) => new SavedTests(this.base));
  }
}
