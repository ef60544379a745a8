import { l10n, type TestRunRequest } from 'vscode';
import {
  Disposable,
  Location,
  type CancellationToken,
  type TestController,
  type TestItem,
  type TestRun,
} from 'vscode';
import type { ComparedVersion, ExpectationResults } from '../../language/index.js';
import type { BaseServices } from '../activation/baseServices.js';
import { logError } from '../output/log.js';
import { failureMessage } from '../output/testItems.js';
import { toRange } from '../problems/diagnostic.js';
import { PromptPairs, type FailedHash } from './promptPairs.js';
import { testId } from './testIds.js';

/** What has the tests. */
export interface TestTree {
  list(): void;
  resolve(item: TestItem): Promise<void>;
}

/** Compares what is asked for, once or for as long as it is followed. */
export class RunTests implements Disposable {
  readonly #following = new Set<Disposable>();

  constructor(
    private readonly base: BaseServices,
    private readonly controller: TestController,
    private readonly tree: TestTree,
  ) {}

  /** Runs what a request asks for. One that is continuous runs what changes anew, until it is cancelled. */
  async run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    await this.base.files.settled();
    if (!request.include) this.tree.list();
    if (request.continuous) this.#follow(request, token);
    await this.#compare(request, this.#inputsOf(request), token);
  }

  dispose(): void {
    for (const following of this.#following) following.dispose();
  }

  #follow(request: TestRunRequest, token: CancellationToken): void {
    const seen = new Map<string, readonly ComparedVersion[]>();
    const { diagnostics, language, log } = this.base;
    let running = Promise.resolve();
    const following = Disposable.from(
      diagnostics.onDidShow((shown) => {
        const inputs = this.#inputsOf(request).filter(({ id }) => {
          const versions = shown.has(id) ? language.expectationResults(id)?.versions : undefined;
          if (!versions || areSame(seen.get(id), versions)) return false;
          seen.set(id, versions);
          return true;
        });
        if (inputs.length === 0) return;
        running = running
          .then(() => this.#compare(request, inputs, token))
          .catch((error: unknown) => {
            logError(log, error);
          });
      }),
      token.onCancellationRequested(() => {
        following.dispose();
        this.#following.delete(following);
      }),
    );
    this.#following.add(following);
  }

  /** The inputs that a request is about. */
  #inputsOf({ include }: TestRunRequest): readonly TestItem[] {
    if (!include) return [...this.controller.items].map(([, item]) => item);
    return [...new Set(include.map((item) => item.parent?.parent ?? item.parent ?? item))];
  }

  async #compare(
    request: TestRunRequest,
    inputs: readonly TestItem[],
    token: CancellationToken,
  ): Promise<void> {
    const run = this.controller.createTestRun(request);
    try {
      const pairs = new PromptPairs(this.base, token);
      const failed: FailedHash[] = [];
      for (const input of inputs) {
        if (token.isCancellationRequested || run.token.isCancellationRequested) break;
        await this.tree.resolve(input);
        const results = this.base.language.expectationResults(input.id);
        if (!results)
          this.#stuck(run, input, l10n.t('This input has errors. Fix them to compare what it expects.'));
        else for (const one of await this.#report(run, request, input, results)) failed.push(one);
      }
      const found = await pairs.of(failed);
      for (const one of failed) {
        const diff = found.get(one) ?? { expected: one.hash, actual: one.actual };
        run.failed(one.item, failureMessage({ ...one, diff, contextValue: 'promptBundlesUpdatable' }));
      }
    } finally {
      run.end();
    }
  }

  /** Tells what came of an input. Of a hash that is another, only once the prompts are looked for. */
  async #report(
    run: TestRun,
    request: TestRunRequest,
    input: TestItem,
    { versions }: ExpectationResults,
  ): Promise<readonly FailedHash[]> {
    const parsed = await this.base.files.read(input.id);
    const uri = input.uri;
    if (!parsed || !uri) return [];
    const failed: FailedHash[] = [];
    for (const { name: version, problem, expectations } of versions) {
      const item = input.children.get(testId({ file: input.id, version }));
      if (item && problem && isAsked(request, item)) this.#stuck(run, item, problem.message);
      for (const [index, { kind, failure, actual, range }] of expectations.entries()) {
        const test = item?.children.get(testId({ file: input.id, version, index }));
        if (!test || !isAsked(request, test)) continue;
        run.started(test);
        if (!failure) {
          run.passed(test);
          continue;
        }
        const location = new Location(uri, toRange(parsed, failure.range));
        const { message } = failure;
        if (kind === 'prompt_hash' && typeof actual === 'string') {
          const hash = parsed.source.text.slice(range.start, range.end).replaceAll(/["']/g, '');
          failed.push({ item: test, file: input.id, version, hash, actual, message, location });
        } else {
          const contextValue = typeof actual === 'number' ? { contextValue: 'promptBundlesUpdatable' } : {};
          run.failed(test, failureMessage({ message, location, ...contextValue }));
        }
      }
    }
    return failed;
  }

  #stuck(run: TestRun, item: TestItem, message: string): void {
    const location = item.uri && item.range && new Location(item.uri, item.range);
    run.started(item);
    run.errored(item, failureMessage({ message, location }));
  }
}

function isAsked({ include, exclude }: TestRunRequest, item: TestItem): boolean {
  const above: TestItem[] = [];
  for (let one: TestItem | undefined = item; one; one = one.parent) above.push(one);
  const isIn = (items: readonly TestItem[]): boolean => above.some((one) => items.includes(one));
  return (!include || isIn(include)) && !isIn(exclude ?? []);
}

/** True where nothing was compared anew. */
function areSame(one: readonly ComparedVersion[] | undefined, other: readonly ComparedVersion[]): boolean {
  return one?.length === other.length && one.every((version, index) => version === other[index]);
}
