import ts from 'typescript';
import { changesOf, isOnlyTypes } from './changesOf.mjs';
import { mutantsOf } from './mutantsOf.mjs';

/**
 * What stands in `globalThis.mutantSwitches` while the bundles of `esbuild.mjs --tests mutation` run.
 * @typedef {object} Switches
 * @property {number} on which mutant is switched on, by its number; -1 for none
 * @property {Uint8Array} reached 1 for each mutant whose place has run
 * @property {number} steps how often loops may go round until one throws
 */

/** Where nobody has set up switches, as in a program that a test starts, all is as it was written. */
const HEAD =
  'const mutantSwitches = globalThis.mutantSwitches ?? { on: -1, reached: [], steps: Infinity };' +
  'const isMutant = (number) => { mutantSwitches.reached[number] = 1; return mutantSwitches.on === number; };' +
  'const countStep = () => { if (--mutantSwitches.steps < 0) throw new Error("A loop does not end."); };';

/**
 * A source with every mutant in it, each behind a switch: one bundle serves them all.
 * @param {string} file its path in the project
 * @param {string} text
 * @param {number} first the number of its first mutant
 * @returns {string} TypeScript whose types may be wrong
 */
export function switchedText(file, text, first) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const numbers = new Map(mutantsOf(file, text).map((mutant, i) => [placeOf(mutant), first + i]));

  /** @param {ts.Node} node @returns {string} */
  const write = (node) => {
    if (isOnlyTypes(node)) return node.getText(source);
    const written = writeChildren(node);
    return changesOf(node, source).reduce((all, change) => {
      const number = numbers.get(placeOf(change));
      return number === undefined ? all : behindSwitch(node, all, { ...change, number });
    }, written);
  };

  /** @param {ts.Node} node */
  const writeChildren = (node) => {
    let end = node.getStart(source);
    let written = '';
    ts.forEachChild(node, (child) => {
      const start = child.getStart(source);
      if (start < end || child.pos === child.end) return;
      written += text.slice(end, start);
      written += isBodyOfLoop(child) ? `{ countStep(); ${write(child)} }` : write(child);
      end = child.end;
    });
    return written + text.slice(end, node.end);
  };

  /**
   * @param {ts.Node} node
   * @param {string} written the same with its children behind their switches
   * @param {import('./changesOf.mjs').Change & { number: number }} change
   */
  const behindSwitch = (node, written, { start, end, replacement, number }) => {
    const changed = text.slice(node.getStart(source), start) + replacement + text.slice(end, node.end);
    if (ts.isReturnStatement(node) && node.expression)
      return `return isMutant(${number}) ? undefined : (${write(node.expression)});`;
    if (ts.isStatement(node)) return `{ if (!isMutant(${number})) { ${written} } }`;
    const either = `(isMutant(${number}) ? (${changed}) : (${written}))`;
    return isName(node) ? `[${either}]` : either;
  };

  const start = source.getStart(source);
  return `${HEAD}${text.slice(0, start)}${write(source)}${text.slice(source.end)}`;
}

/** @param {{ start: number, end: number, replacement: string }} change */
function placeOf({ start, end, replacement }) {
  return `${start}-${end} ${replacement}`;
}

/** @param {ts.Node} node */
function isBodyOfLoop(node) {
  return ts.isIterationStatement(node.parent, false) && node.parent.statement === node;
}

/** Whether a number is the name of a property. @param {ts.Node} node */
function isName(node) {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}
