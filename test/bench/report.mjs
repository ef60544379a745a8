import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

// How groups say what they found: a table for people, JSON for later.

/**
 * One line of a table.
 * @typedef {object} Row
 * @property {string} what
 * @property {number} figure
 * @property {string} [unit] `x` (a ratio) when absent.
 * @property {Goal} [goal] None for what is shown for comparison alone.
 * @property {string} [details]
 */

/** @typedef {{ bound: 'at least' | 'at most', value: number }} Goal */

/** @typedef {{ title: string, notes: readonly string[], rows: readonly Row[] }} Report */

/** @returns {Goal} */
export const atLeast = (value) => ({ bound: 'at least', value });

/** @returns {Goal} */
export const atMost = (value) => ({ bound: 'at most', value });

/** @param {Row} row */
export function isMet({ figure, goal }) {
  return goal.bound === 'at least' ? figure >= goal.value : figure <= goal.value;
}

/** @param {Report} report */
export function printReport({ title, notes, rows }) {
  const cells = rows.map(({ what, figure, unit = 'x', goal, details = '', ...row }) => [
    what,
    `${decimals(figure)} ${unit}`,
    goal ? `${goal.bound} ${goal.value} ${unit}` : '',
    goal ? (isMet({ figure, goal, ...row }) ? 'met' : 'MISSED') : '',
    details,
  ]);
  const table = [['', 'measured', 'goal', '', ''], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
  console.log(`\n${title}`);
  if (rows.length) console.log(table.map((row) => `  ${line(row)}`.trimEnd()).join('\n'));
  for (const note of notes) console.log(`  ${note}`);
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
 * @param {string} folder
 * @param {string} group
 * @param {Report & { quick: boolean }} report
 */
export async function writeReport(folder, group, report) {
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    date: new Date().toISOString(),
  };
  const rows = report.rows.map((row) => (row.goal ? { ...row, met: isMet(row) } : row));
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, `${group}.json`),
    `${JSON.stringify({ group, machine, ...report, rows }, null, 2)}\n`,
  );
}
