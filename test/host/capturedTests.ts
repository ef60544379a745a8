import { withOther } from './capturedPanels.js';
import {
  tests,
  type TestController,
  type TestItem,
  type TestMessage,
  type TestRun,
  type TestRunProfile,
} from 'vscode';

/** What came of a test. */
export interface Outcome {
  readonly id: string;
  readonly state: 'passed' | 'failed' | 'errored';
  readonly message: TestMessage | undefined;
}

/** The tests of the extension, which VS Code shows to nobody but itself; every run that it starts is listened in on. */
export class CapturedTests {
  #controller: TestController | undefined;
  readonly profiles: TestRunProfile[] = [];
  readonly outcomes: Outcome[] = [];
  ended = 0;

  /** Has to be there before the extension makes its tests. */
  constructor() {
    const original = tests.createTestController.bind(tests);
    const listening = (id: string, label: string): TestController => {
      this.#controller = original(id, label);
      return this.#listening(this.#controller);
    };
    Object.assign(tests, { createTestController: listening });
  }

  get controller(): TestController | undefined {
    return this.#controller;
  }

  /** What came of each test since the last look, by what it is called. */
  take(): Outcome[] {
    return this.outcomes.splice(0);
  }

  /** A test by its labels, from the input down. */
  find(...labels: readonly string[]): TestItem | undefined {
    let [items, found] = [this.#controller?.items, undefined as TestItem | undefined];
    for (const label of labels) {
      found = [...(items ?? [])].map(([, item]) => item).find((item) => item.label.startsWith(label));
      items = found?.children;
    }
    return found;
  }

  #listening(controller: TestController): TestController {
    const other: Partial<TestController> = {
      createRunProfile: (...given) => {
        const profile = controller.createRunProfile(...given);
        this.profiles.push(profile);
        return profile;
      },
      createTestRun: (...given) => this.#heard(controller.createTestRun(...given)),
    };
    return withOther(controller, other);
  }

  #heard(run: TestRun): TestRun {
    const note =
      (state: Outcome['state']) =>
      (item: TestItem, message?: TestMessage | readonly TestMessage[] | number): void => {
        const told = typeof message === 'object' && !Array.isArray(message) ? message : undefined;
        this.outcomes.push({ id: item.id, state, message: told as TestMessage | undefined });
        if (state === 'passed') run.passed(item);
        else if (told) run[state](item, told);
      };
    return new Proxy(run, {
      get: (target, name): unknown => {
        if (name === 'passed' || name === 'failed' || name === 'errored') return note(name);
        if (name === 'end')
          return () => {
            this.ended++;
            target.end();
          };
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }
}
