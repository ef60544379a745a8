import { readFileSync } from 'node:fs';

/**
 * The cells of one column of a CSV file that hold something.
 * @param {string} file
 * @param {string} name what its first row calls the column
 * @returns {string[]}
 */
export function csvColumn(file, name) {
  const [names = [], ...rows] = csvRows(readFileSync(file, 'utf8'));
  const column = names.indexOf(name);
  return rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
}

/**
 * The rows of a CSV text: cells end at commas, or at a quote that is not doubled.
 * @param {string} csv
 * @returns {string[][]}
 */
function csvRows(csv) {
  /** @type {string[][]} */
  const rows = [[]];
  for (const [, quoted, plain = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0]);
}
