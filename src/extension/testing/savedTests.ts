import {
  Disposable,
  l10n,
  TestRunProfileKind,
  tests,
  Uri,
  window,
  workspace,
  type TestController,
  type TestItem,
} from 'vscode';
import type { BaseServices } from '../activation/baseServices.js';
import { logError } from '../output/log.js';
import { showTest } from '../output/testItems.js';
import { toRange } from '../problems/diagnostic.js';
import { RunTests } from './runTests.js';
import { testId } from './testIds.js';

/**
 * What inputs expect, as tests: an input, below it the versions, and below these what is expected of each. Only what is shown
 * is made: the inputs once the Test Explorer asks for them, or an editor shows one, and what is in one with its first look.
 */
export class SavedTests implements Disposable {
  readonly #controller: TestController;
  readonly #subscriptions: Disposable;
  #isListed = false;

  constructor(private readonly base: BaseServices) {
    const { files, diagnostics } = base;
    const controller = tests.createTestController('promptBundles', 'Prompt Bundles');
    this.#controller = controller;
    controller.resolveHandler = async (item) => {
      if (item) await this.resolve(item);
      else this.list();
    };
    controller.refreshHandler = () => files.refresh();
    const runs = new RunTests(base, controller, this);
    controller.createRunProfile(
      l10n.t({ message: 'Compare', comment: ['What a run of tests does'] }),
      TestRunProfileKind.Run,
      (request, token) => runs.run(request, token),
      true,
      undefined,
      true,
    );
    this.#subscriptions = Disposable.from(
      controller,
      runs,
      files.onDidChange((changed) => {
        for (const file of changed) this.#take(file);
      }),
      diagnostics.onDidShow((shown) => {
        for (const file of shown) {
          const item = this.#take(file);
          if (item && (item.children.size > 0 || isVisible(file))) this.#refresh(item);
        }
      }),
      window.onDidChangeVisibleTextEditors(() => {
        this.#takeVisible();
      }),
    );
    this.#takeVisible();
  }

  /** Has all inputs that expect something among the tests. */
  list(): void {
    this.#isListed = true;
    for (const scope of this.base.files.scopes().values())
      for (const file of scope.inputs()) if ((scope.get(file)?.expected.length ?? 0) > 0) this.#add(file);
  }

  /** Compares what an input expects, and has all of it among the tests. */
  async resolve(item: TestItem): Promise<void> {
    const input = item.parent?.parent ?? item.parent ?? item;
    await this.base.language.compareExpectations(input.id);
    await this.#showVersions(input);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #takeVisible(): void {
    for (const { document } of window.visibleTextEditors) {
      const file = document.uri.toString();
      const item = this.#expects(file) ? this.#add(file) : undefined;
      // So that its editor shows them beside its lines.
      if (item?.children.size === 0) this.#refresh(item, true);
    }
  }

  #expects(file: string): boolean {
    const summary = this.base.files.scopeOf(file).get(file);
    return summary?.kind === 'input' && summary.expected.length > 0;
  }

  /** The test of a file that changed, where it is to be there. */
  #take(file: string): TestItem | undefined {
    const known = this.#controller.items.get(file);
    if (!this.#expects(file)) {
      if (known) this.#controller.items.delete(file);
      return undefined;
    }
    return known ?? (this.#isListed || isVisible(file) ? this.#add(file) : undefined);
  }

  #add(file: string): TestItem {
    const known = this.#controller.items.get(file);
    if (known) return known;
    const uri = Uri.parse(file);
    const item = showTest(this.#controller, undefined, {
      id: testId({ file }),
      uri,
      label: workspace.asRelativePath(uri),
    });
    item.canResolveChildren = true;
    this.#controller.items.add(item);
    return item;
  }

  #refresh(item: TestItem, compares = false): void {
    (compares ? this.resolve(item) : this.#showVersions(item)).catch((error: unknown) => {
      logError(this.base.log, error);
    });
  }

  /** Shows below an input what it expects, as it was compared last. */
  async #showVersions(input: TestItem): Promise<void> {
    const { files, language } = this.base;
    const parsed = await files.read(input.id);
    const results = language.expectationResults(input.id);
    const uri = input.uri ?? Uri.parse(input.id);
    const hasErrors = parsed?.kind === 'input' && !parsed.model;
    input.error = hasErrors
      ? l10n.t('This input has errors. Fix them to compare what it expects.')
      : undefined;
    if (!parsed || !results) {
      if (hasErrors) input.children.replace([]);
      return;
    }
    const versions = results.versions.map((version, order) => {
      const id = testId({ file: input.id, version: version.name });
      const known = input.children.get(id);
      const range = toRange(parsed, version.range);
      const item = showTest(this.#controller, known, { id, uri, label: version.name, order, range });
      const single = version.expectations.map((expectation, index) => {
        const id = testId({ file: input.id, version: version.name, index });
        const range = toRange(parsed, expectation.range);
        const label = expectation.title;
        return showTest(this.#controller, item.children.get(id), { id, uri, label, order: index, range });
      });
      item.children.replace(single);
      return item;
    });
    input.children.replace(versions);
  }
}

function isVisible(file: string): boolean {
  return window.visibleTextEditors.some(({ document }) => document.uri.toString() === file);
}
