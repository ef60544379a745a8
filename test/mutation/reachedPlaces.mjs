import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  AnyMap,
  generatedPositionFor,
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
} from '@jridgewell/trace-mapping';
import { atLoading, recordsFolder, testsFolder } from '../coverage/places.mjs';

/** @typedef {{ startOffset: number, endOffset: number, count: number }} Stretch */
/** @typedef {{ tests: string, milliseconds: number, result: { url: string, functions: { ranges: Stretch[] }[] }[] }} Record */

/** A bracket has no place of its own in a bundle: what stands before it may run where it does not, and the other way round. */
const BIASES = /** @type {const} */ ([GREATEST_LOWER_BOUND, LEAST_UPPER_BOUND]);

/** Which files of tests run which places of the sources, of what they recorded when they ran last. */
export class ReachedPlaces {
  /** @type {Map<string, { url: string, map: import('@jridgewell/trace-mapping').TraceMap, source: string, starts: number[] }[]>} */
  #bundles = new Map();
  /** @type {{ tests: string, functions: Map<string, Stretch[]> }[]} */
  #records = [];
  /** What each bundle imports of the others. @type {Map<string, string[]>} */
  #imports = new Map();
  /** How long each file of tests took. @type {Map<string, number>} */
  milliseconds = new Map();

  constructor() {
    if (!existsSync(testsFolder) || !existsSync(recordsFolder))
      throw new Error('No test has run any line: run `npm run coverage` first.');
    for (const name of readdirSync(testsFolder, { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.mjs')) this.#addBundle(path.join(testsFolder, name));
    for (const name of readdirSync(recordsFolder)) {
      /** @type {Record} */
      const { tests, milliseconds, result } = JSON.parse(
        readFileSync(path.join(recordsFolder, name), 'utf8'),
      );
      this.milliseconds.set(tests, (this.milliseconds.get(tests) ?? 0) + milliseconds);
      const functions = new Map(
        result.map((script) => [script.url, script.functions.flatMap(({ ranges }) => ranges)]),
      );
      this.#records.push({ tests, functions });
    }
  }

  /**
   * The files of tests that run a place; `undefined` is what runs while bundles are read.
   * @param {string} file the full path of a source
   * @param {{ line: number, column: number }} place
   * @returns {Set<string | undefined>}
   */
  testsAt(file, { line, column }) {
    const reached = new Set();
    for (const { url, map, source, starts } of this.#bundles.get(file) ?? []) {
      for (const bias of BIASES) {
        const place = generatedPositionFor(map, { source, line, column, bias });
        if (place.line === null) continue;
        const offset = (starts[place.line - 1] ?? 0) + place.column;
        for (const { tests, functions } of this.#records)
          if (countAt(functions.get(url) ?? [], offset) > 0)
            reached.add(tests === atLoading ? undefined : tests);
      }
    }
    return reached;
  }

  /**
   * The files of tests that read a source at all.
   * @param {string} file its full path
   * @returns {Set<string>}
   */
  testsOfFile(file) {
    const holding = new Set((this.#bundles.get(file) ?? []).map(({ url }) => url));
    const tests = [...this.milliseconds.keys()].filter((name) => name !== atLoading);
    return new Set(
      tests.filter((name) => this.#reads(pathToFileURL(path.join(testsFolder, name)).href, holding)),
    );
  }

  /** @param {string} bundle @param {ReadonlySet<string>} wanted */
  #reads(bundle, wanted) {
    const seen = new Set([bundle]);
    for (const one of seen) {
      if (wanted.has(one)) return true;
      for (const imported of this.#imports.get(one) ?? []) seen.add(imported);
    }
    return false;
  }

  /** @param {string} bundle */
  #addBundle(bundle) {
    const map = AnyMap(readFileSync(`${bundle}.map`, 'utf8'), pathToFileURL(`${bundle}.map`).href);
    const text = readFileSync(bundle, 'utf8');
    const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const url = pathToFileURL(bundle).href;
    const imports = [...text.matchAll(/^(?:import|\} from) ?(?:\{[^}]*\} from )?"(\.[^"]+\.mjs)";$/gm)];
    this.#imports.set(
      url,
      imports.map(([, name = '']) => new URL(name, url).href),
    );
    for (const source of map.resolvedSources) {
      const file = source.replace('file://', '');
      this.#bundles.set(file, [...(this.#bundles.get(file) ?? []), { url, map, source, starts }]);
    }
  }
}

/**
 * How often the innermost stretch around a place has run.
 * @param {readonly Stretch[]} stretches
 * @param {number} offset
 */
function countAt(stretches, offset) {
  let innermost = { length: Infinity, count: 0 };
  for (const { startOffset, endOffset, count } of stretches) {
    const length = endOffset - startOffset;
    if (startOffset <= offset && offset < endOffset && length < innermost.length)
      innermost = { length, count };
  }
  return innermost.count;
}
