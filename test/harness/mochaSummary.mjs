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
 * @param {string} output
 * @param {string} word
 */
function lastCount(output, word) {
  return Number([...output.matchAll(new RegExp(`^ *(\\d+) ${word}\\b`, 'gm'))].at(-1)?.[1] ?? 0);
}
