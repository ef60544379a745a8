import Mocha from 'mocha';

/** How many steps of loops and milliseconds a test may take with a mutant on, of what it took without, and at least. */
const SLOWER = 20;
const LEAST_STEPS = 200_000;
const LEAST_MS = 5000;
const HANGS_MS = 60_000;

class Silent extends Mocha.reporters.Base {
  /** @override */
  epilogue() {}
}

/** A bundled file of tests, which can run more than once. */
export class TestFile {
  #mocha = new Mocha({ ui: 'bdd', timeout: HANGS_MS, reporter: Silent }).cleanReferencesAfterRun(false);
  #switches;
  /** What each test that passes has reached, and how many steps it took. @type {Map<Mocha.Test, { reached: Uint8Array, steps: number }>} */
  #recorded = new Map();
  /** What hooks and whatever else runs between tests have reached. @type {Uint8Array} */
  #between;

  /** @param {string} file @param {import('./switchedText.mjs').Switches} switches */
  static async read(file, switches) {
    const tests = new TestFile(switches);
    tests.#mocha.addFile(file);
    await tests.#mocha.loadFilesAsync();
    return tests;
  }

  /** @param {import('./switchedText.mjs').Switches} switches */
  constructor(switches) {
    this.#switches = switches;
    this.#between = new Uint8Array(switches.reached.length);
  }

  /** Runs all tests and records what they reach. */
  record() {
    this.#takeBetween();
    return this.#run((runner) => {
      runner.on('test', () => {
        this.#takeBetween();
        this.#switches.steps = Number.MAX_SAFE_INTEGER;
      });
      runner.on('pass', (test) => {
        const steps = Number.MAX_SAFE_INTEGER - this.#switches.steps;
        this.#recorded.set(test, { reached: this.#take(), steps });
        test.timeout(LEAST_MS + SLOWER * (test.duration ?? 0));
      });
      runner.on('end', () => this.#takeBetween());
    });
  }

  /** The tests that pass with no mutant on and reach one. @param {number} mutant @returns {string[]} */
  titlesReaching(mutant) {
    const isBetween = this.#between[mutant] === 1;
    return [...this.#recorded].flatMap(([test, { reached }]) =>
      isBetween || reached[mutant] === 1 ? [test.fullTitle()] : [],
    );
  }

  /**
   * Runs tests up to the first that fails; a hook that fails is named like a test.
   * @param {readonly string[]} [titles] all, where there are none
   * @returns {Promise<string | undefined>}
   */
  async firstFailing(titles) {
    if (titles?.length === 0) return undefined;
    /** @type {string | undefined} */
    let failing;
    await this.#run((runner) => {
      runner.on('test', (test) => {
        this.#switches.steps = LEAST_STEPS + SLOWER * (this.#recorded.get(test)?.steps ?? Infinity);
      });
      runner.on('test end', () => (this.#switches.steps = Infinity));
      runner.on('fail', (test) => {
        failing ??= test.fullTitle();
        runner.abort();
      });
    }, titles);
    return failing;
  }

  /** @param {(runner: Mocha.Runner) => void} listen @param {readonly string[]} [titles] @returns {Promise<void>} */
  #run(listen, titles) {
    this.#mocha.grep(titles ? oneOf(titles) : /^/);
    return new Promise((resolve) => listen(this.#mocha.run(() => resolve())));
  }

  #takeBetween() {
    const reached = this.#take();
    for (let number = 0; number < reached.length; number++)
      if (reached[number] === 1) this.#between[number] = 1;
  }

  #take() {
    const reached = this.#switches.reached.slice();
    this.#switches.reached.fill(0);
    return reached;
  }
}

/** @param {readonly string[]} titles */
function oneOf(titles) {
  const escaped = titles.map((title) => title.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`^(?:${escaped.join('|')})$`);
}
