import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import { bundleOf, NONE, TestProcess } from './testProcess.mjs';

/** @typedef {import('./mutantsOf.mjs').Mutant & { number: number }} Mutant with its place among all */
/** @typedef {{ outcome: 'caught' | 'refused' | 'survived', how: string }} Outcome */

/** How much of the processor a file of tests may take, of how long it took when it ran last, and at least. */
const SLOWER = 5;
const LEAST_MS = 15_000;

/** Tries mutants one after another; several may do so side by side. */
export class MutationRun {
  #reached;
  #types;
  #count;
  /** Where mutants are switched on and off, as long as nothing of one is left. @type {TestProcess | undefined} */
  #process;

  /** @param {{ reached: import('./reachedPlaces.mjs').ReachedPlaces, types: import('./refusingTypes.mjs').RefusingTypes, count: number }} options how many mutants there are */
  constructor({ reached, types, count }) {
    this.#reached = reached;
    this.#types = types;
    this.#count = count;
  }

  /**
   * @param {Mutant} mutant
   * @param {string} source the text of its file
   * @returns {Promise<Outcome>}
   */
  async try(mutant, source) {
    const text = source.slice(0, mutant.start) + mutant.replacement + source.slice(mutant.end);
    // Asked first: it takes a moment, and the tests of what is refused all pass more often than not.
    if (this.#types.refuses(mutant.file, text)) return { outcome: 'refused', how: 'by the types' };
    const tests = this.#testsOf(mutant, source);
    const { caught, isClean, passed } = await this.#trySwitched(mutant.number, tests.reaching);
    // What fails without the mutant as well, or ends a process that has tried many, may do so for reasons of its own.
    if (caught && isClean) return { outcome: 'caught', how: `${caught.tests} ${caught.how}` };
    return this.#tryAlone(mutant.number, caught || tests.isAtLoading ? tests.reading : passed);
  }

  stop() {
    this.#process?.stop();
  }

  /** In a process that has tried others. @param {number} number @param {readonly import('./runTests.mjs').Given[]} given */
  async #trySwitched(number, given) {
    this.#process ??= new TestProcess(this.#count);
    const tried = await this.#process.try(number, given);
    if (!tried.isClean) {
      this.#process.stop();
      this.#process = undefined;
    }
    return tried;
  }

  /**
   * In a process of its own, where the mutant is on before anything is read: it makes tables and caches, too.
   * @param {number} number
   * @param {readonly import('./runTests.mjs').Given[]} given
   * @returns {Promise<Outcome>}
   */
  async #tryAlone(number, given) {
    let sound = given;
    while (sound.length > 0) {
      const alone = new TestProcess(this.#count, number);
      const { caught } = await alone.try(number, sound);
      alone.stop();
      if (!caught) return { outcome: 'survived', how: `It passes ${sound.length} files of tests.` };
      if (await this.#isSound(caught)) return { outcome: 'caught', how: `${caught.tests} ${caught.how}` };
      sound = sound.filter(({ file }) => file !== bundleOf(caught.tests));
    }
    return { outcome: 'survived', how: 'No test runs it.' };
  }

  /** Whether what caught a mutant passes without it. @param {import('./testProcess.mjs').Caught} caught */
  async #isSound({ tests, how, hasEnded }) {
    if (hasEnded) return true;
    const given = { file: bundleOf(tests), limitMs: this.#limitOf(tests), titles: [how] };
    const { caught } = await this.#trySwitched(NONE, [given]);
    if (caught)
      console.log(`${tests} fails on the unchanged sources too, so that it catches nothing: ${how}`);
    return !caught;
  }

  /**
   * The files of tests that reach a mutant, and those that read it where it runs while they are read; the likeliest and quickest first.
   * @param {Mutant} mutant
   * @param {string} source
   */
  #testsOf({ file, reached: at }, source) {
    const lines = source.slice(0, at).split('\n');
    const place = { line: lines.length, column: lines.at(-1)?.length ?? 0 };
    const full = path.join(projectFolder, file);
    const reached = this.#reached.testsAt(full, place);
    const isAtLoading = reached.delete(undefined);
    const reaching = this.#inOrder(file, reached);
    return {
      isAtLoading,
      reaching,
      reading: isAtLoading ? this.#inOrder(file, this.#reached.testsOfFile(full)) : reaching,
    };
  }

  /** @param {string} file a source @param {Iterable<string | undefined>} bundles */
  #inOrder(file, bundles) {
    const own = path.basename(file, '.ts').toLowerCase();
    const rooms = path.dirname(file).split('/').slice(2);
    /** @param {string} name */
    const cost = (name) => {
      const isOwn = name.toLowerCase().includes(own);
      const isNear = rooms.length > 0 && rooms.every((room) => name.includes(room));
      return (this.#millisecondsOf(name) + 20) * (isOwn ? 0.05 : isNear ? 0.3 : 1);
    };
    return [...bundles]
      .map((bundle) => (bundle ?? '').replace(/\.mjs$/, ''))
      .sort((a, b) => cost(a) - cost(b))
      .map((name) => ({ file: bundleOf(name), limitMs: this.#limitOf(name) }));
  }

  /** @param {string} name */
  #limitOf(name) {
    return LEAST_MS + SLOWER * this.#millisecondsOf(name);
  }

  /** @param {string} name */
  #millisecondsOf(name) {
    return this.#reached.milliseconds.get(`${name}.mjs`) ?? 0;
  }
}
