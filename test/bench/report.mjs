import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

// How groups say what they found: a table for people, JSON for later.

/**
 * One line of a table.
 * @typedef {object} Row
 * @property {string} what
 * @property {number} [figure] Absent where it could not be measured.
 * @property {string} [notMeasured] Why it could not.
 * @property {string} [unit] `x` (a ratio) when absent.
 * @property {Goal} [goal] None for what is shown for comparison alone.
 * @property {string} [details]
 */

/** @typedef {{ bound: 'at least' | 'at most', value: number }} Goal */

/** @typedef {{ group: string, title: string, notes: readonly string[], rows: readonly Row[], effort: string }} Report */

/** @returns {Goal} */
export const atLeast = (value) => ({ bound: 'at least', value });

/** @returns {Goal} */
export const atMost = (value) => ({ bound: 'at most', value });

/** @param {Row} row */
export function isMet({ figure, goal }) {
  return goal.bound === 'at least' ? figure >= goal.value : figure <= goal.value;
}

/**
 * Throws unless each row has a figure, or says why not; a smoke run's are too short for ratios.
 * @param {Report} report
 * @param {import('./effort.mjs').Effort} effort
 */
export function checkReport({ rows }, effort) {
  if (rows.length === 0) throw new Error('Nothing was measured.');
  for (const { what, figure, notMeasured } of rows) {
    const isFigure = effort.isSmoke ? typeof figure === 'number' : Number.isFinite(figure);
    if (!isFigure && !(figure === undefined && notMeasured))
      throw new Error(`There is no figure for "${what}", but ${figure}.`);
  }
}

/** @param {Report} report */
export function printReport({ title, notes, rows }) {
  console.log(`\n${title}`);
  const cells = rows.map((row) => {
    const { what, goal, details = '', notMeasured } = row;
    return [what, measure(row), goal ? goalText(row) : '', verdict(row), notMeasured ?? details];
  });
  printTable([['', 'measured', 'goal', '', ''], ...cells], [1, 2]);
  for (const note of notes) console.log(`  ${note}`);
  const goals = rows.filter(({ goal, figure }) => goal && figure !== undefined);
  if (goals.length) console.log(`  ${goals.filter(isMet).length} of ${goals.length} goals met.`);
}

/** @param {Row} row */
export function verdict(row) {
  if (!row.goal || row.figure === undefined) return '';
  return isMet(row) ? 'met' : 'MISSED';
}

/** @param {Row} row */
export function goalText({ goal, unit = 'x' }) {
  return `${goal.bound} ${goal.value} ${unit}`;
}

/**
 * A figure with its unit.
 * @param {Row} row
 */
export function measure({ figure, unit = 'x' }) {
  return figure === undefined ? 'not measured' : `${decimals(figure)} ${unit}`;
}

/**
 * @param {readonly (readonly string[])[]} table
 * @param {readonly number[]} toTheRight The columns that stand at their right edge.
 */
export function printTable(table, toTheRight) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, i) => (toTheRight.includes(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ');
  console.log(table.map((row) => `  ${line(row)}`.trimEnd()).join('\n'));
}

function decimals(figure) {
  if (figure >= 1000) return Math.round(figure).toLocaleString('en');
  return figure.toFixed(figure >= 100 ? 0 : figure >= 10 ? 1 : 2);
}

/** A time as people read it. */
export function duration(nanoseconds) {
  const [scale, unit] = nanoseconds < 1e3 ? [1, 'ns'] : nanoseconds < 1e6 ? [1e3, 'us'] : [1e6, 'ms'];
  const value = nanoseconds / scale;
  return `${value.toFixed(value < 100 && scale > 1 ? 1 : 0)} ${unit}`;
}

/**
 * @param {string} file
 * @param {Report} report
 */
export async function writeReport(file, report) {
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    date: new Date().toISOString(),
  };
  const rows = report.rows.map((row) =>
    row.goal && row.figure !== undefined ? { ...row, met: isMet(row) } : row,
  );
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ machine, ...report, rows }, null, 2)}\n`);
}
