/**
 * Reads how many tests passed and failed from what mocha printed. A run that crashed, was stopped, or ran no test
 * counts as one failure more than mocha has seen.
 * @param {import('./runStep.mjs').Outcome} outcome
 * @returns {{ passed: number, failed: number }}
 */
export function mochaSummary({ ok, output }) {
  const passed = lastCount(output, 'passing');
  const failed = lastCount(output, 'failing');
  const unexplained = failed === 0 && (!ok || passed === 0);
  return { passed, failed: unexplained ? 1 : failed };
}

/**
 * The titles of the tests that failed, each with those of its suites, as mocha lists them at the end of its output.
 * @param {string} output
 * @returns {string[]}
 */
export function mochaFailures(output) {
  const list = output.slice(output.search(/^ *\d+ failing\b/m));
  return [...list.matchAll(/^ +\d+\) (.+(?:\n {7,}.+)*?):$/gm)].map(([, title = '']) =>
    title
      .split('\n')
      .map((line) => line.trim())
      .join(' > '),
  );
}

/**
 * @param {string} output
 * @param {string} word
 */
function lastCount(output, word) {
  return Number([...output.matchAll(new RegExp(`^ *(\\d+) ${word}\\b`, 'gm'))].at(-1)?.[1] ?? 0);
}
