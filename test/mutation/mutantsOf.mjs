import ts from 'typescript';
import { changesOf, isOnlyTypes } from './changesOf.mjs';

/**
 * One small change of a source file, which some test should notice.
 * @typedef {object} Mutant
 * @property {string} file its path in the project, with slashes
 * @property {number} start where what is replaced begins
 * @property {number} end
 * @property {string} replacement
 * @property {string} change what it changes, in a few characters: `&& -> ||`
 * @property {number} reached where a place begins that runs whenever this does
 * @property {number} line from 1 on
 * @property {string} lineText the text of that line, without the spaces around it
 * @property {string} key names it by its file, its line's text and its change, wherever the line moves
 */

/**
 * All mutants of a file, in order.
 * @param {string} file
 * @param {string} text
 * @returns {Mutant[]}
 */
export function mutantsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const lines = text.split('\n');
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Mutant[]} */
  const mutants = [];
  /** @param {ts.Node} node */
  const visit = (node) => {
    // Types are checked by the compiler alone.
    if (isOnlyTypes(node)) return;
    for (const { start, end, replacement, change, reached = start } of changesOf(node, source)) {
      const line = source.getLineAndCharacterOfPosition(start).line;
      const lineText = (lines[line] ?? '').trim();
      const name = `${file}: ${lineText}: ${change}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      const key = count === 1 ? name : `${name} (${count})`;
      mutants.push({ file, start, end, replacement, change, reached, line: line + 1, lineText, key });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}
