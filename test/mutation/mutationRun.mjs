import path from 'node:path';
import { testsFolder } from '../coverage/places.mjs';
import { projectFolder } from '../harness/project.mjs';
import { ReachedPlaces } from './reachedPlaces.mjs';
import { RefusingTypes } from './refusingTypes.mjs';
import { runBundles, runWith } from './tryMutant.mjs';

/** @typedef {import('./mutantsOf.mjs').Mutant} Mutant */

/** How much of the processor a file of tests may take, of how long it took when it ran last, and at least. */
const SLOWER = 5;
const LEAST_MS = 15_000;

/** How many files of tests are bundled at first: most mutants are caught by one of them, and bundling all takes as long as many tests. */
const LIKELIEST = 6;

/** Tries mutants, several side by side if asked so. */
export class MutationRun {
  #reached = new ReachedPlaces();
  #types = new RefusingTypes();
  /** Whether files of tests pass on the unchanged sources when they run as they do here. @type {Map<string, boolean>} */
  #sound = new Map();

  /**
   * @param {Mutant} mutant
   * @param {string} source the text of its file
   * @param {number} worker which of those side by side tries it
   * @returns {Promise<{ outcome: 'caught' | 'refused' | 'survived', how: string }>}
   */
  async try(mutant, source, worker) {
    const text = source.slice(0, mutant.start) + mutant.replacement + source.slice(mutant.end);
    // Asked first: it takes a moment, and the tests of what is refused all pass more often than not.
    if (this.#types.refuses(mutant.file, text)) return { outcome: 'refused', how: 'by the types' };
    const all = this.#testsOf(mutant, source);
    for (const some of [all.slice(0, LIKELIEST), all.slice(LIKELIEST)]) {
      let tests = some;
      while (tests.length > 0) {
        const caught = await this.#run(mutant.file, text, tests, worker);
        if (!caught) break;
        if (caught.tests === '' || (await this.#isSound(caught.tests)))
          return { outcome: 'caught', how: `${caught.tests} ${caught.how}` };
        tests = tests.filter((name) => name !== caught.tests);
      }
    }
    return {
      outcome: 'survived',
      how: all.length === 0 ? 'No test runs it.' : `It passes ${all.length} files of tests.`,
    };
  }

  /** @param {string} file @param {string} text @param {readonly string[]} tests @param {number} worker */
  #run(file, text, tests, worker) {
    return runWith({
      file,
      text,
      tests,
      limitMs: (name) => this.#limitOf(name),
      worker,
    });
  }

  /** @param {string} name */
  #limitOf(name) {
    return LEAST_MS + SLOWER * this.#millisecondsOf(name);
  }

  /** Whether a file of tests passes on the unchanged sources. @param {string} tests */
  async #isSound(tests) {
    const known = this.#sound.get(tests);
    if (known !== undefined) return known;
    const failed = await runBundles(testsFolder, [tests], (name) => this.#limitOf(name));
    if (failed)
      console.log(`${tests} fails on the unchanged sources too, so that it catches nothing: ${failed.how}`);
    this.#sound.set(tests, !failed);
    return !failed;
  }

  /**
   * The tests that reach a mutant, by their names below `test/unit`, the likeliest and quickest first.
   * @param {Mutant} mutant
   * @param {string} source
   */
  #testsOf({ file, reached: at }, source) {
    const lines = source.slice(0, at).split('\n');
    const place = { line: lines.length, column: lines.at(-1)?.length ?? 0 };
    const reached = this.#reached.testsAt(path.join(projectFolder, file), place);
    const isAtLoading = reached.delete(undefined);
    const bundles = isAtLoading ? this.#reached.testsOfFile(path.join(projectFolder, file)) : reached;
    const names = [...bundles].map((bundle) => (bundle ?? '').replace(/\.mjs$/, ''));
    const own = path.basename(file, '.ts').toLowerCase();
    const rooms = path.dirname(file).split('/').slice(2);
    /** @param {string} name */
    const cost = (name) => {
      const isOwn = name.toLowerCase().includes(own);
      const isNear = rooms.length > 0 && rooms.every((room) => name.includes(room));
      return (this.#millisecondsOf(name) + 20) * (isOwn ? 0.05 : isNear ? 0.3 : 1);
    };
    return names.sort((a, b) => cost(a) - cost(b));
  }

  /** @param {string} name */
  #millisecondsOf(name) {
    return this.#reached.milliseconds.get(`${name}.mjs`) ?? 0;
  }
}
