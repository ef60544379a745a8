/**
 * What of a file the tests have run.
 * @typedef {object} FileCoverage
 * @property {string} name
 * @property {number} lines how many it has
 * @property {readonly number[]} uncovered the numbers of those that no test runs, in order
 * @property {number} branches how many it has
 * @property {number} coveredBranches
 */

/**
 * What is in the way of the limits, both in percent.
 * @param {readonly FileCoverage[]} files
 * @param {{ lines: number, branches: number }} limits
 * @returns {{ lines: number, branches: number, problems: string[] }} the shares, and sentences
 */
export function coverageProblems(files, limits) {
  /** @param {(file: FileCoverage) => number} count */
  const sum = (count) => files.reduce((total, file) => total + count(file), 0);
  const all = { lines: sum((file) => file.lines), branches: sum((file) => file.branches) };
  const uncovered = sum((file) => file.uncovered.length);
  const lines = percent(all.lines - uncovered, all.lines);
  const branches = percent(
    sum((file) => file.coveredBranches),
    all.branches,
  );
  const problems = [];
  if (all.lines === 0) problems.push('No test has run any line: run the unit tests first.');
  if (lines < limits.lines)
    problems.push(`${uncovered} lines are run by no test; ${limits.lines} % of the lines have to be.`);
  if (branches < limits.branches) {
    const worst = [...files]
      .sort((a, b) => missing(b) - missing(a))
      .slice(0, 10)
      .map((file) => `  ${missing(file)} of ${file.branches} in ${file.name}`);
    problems.push(
      `${branches.toFixed(2)} % of the branches are taken by a test; ${limits.branches} % have to be. Most are missing here:`,
      ...worst,
    );
  }
  return { lines, branches, problems };
}

/**
 * Numbers of lines in order, as ranges: `3, 5-8`.
 * @param {readonly number[]} numbers
 * @returns {string}
 */
export function lineRanges(numbers) {
  /** @type {[first: number, last: number][]} */
  const ranges = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}

/** @param {FileCoverage} file */
const missing = (file) => file.branches - file.coveredBranches;

/** @param {number} part @param {number} whole */
const percent = (part, whole) => (whole === 0 ? 0 : (100 * part) / whole);
