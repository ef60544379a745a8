import { isMet, measure, printTable } from './report.mjs';

/** Figures of two runs of one machine that differ by less say nothing. */
const NOISE = 0.1;

/**
 * Prints what an earlier run measured beside what this one did, row by row, where it was another by more than noise.
 * @param {readonly import('./report.mjs').Report[]} earlier
 * @param {readonly import('./report.mjs').Report[]} now
 */
export function printComparison(earlier, now) {
  const known = new Map(
    earlier.flatMap(({ group, rows }) => rows.map((row) => [`${group}\n${row.what}`, row])),
  );
  const table = [['', '', 'earlier', 'now', 'now/earlier', '']];
  let alike = 0;
  let others = 0;
  for (const { group, rows } of now)
    for (const row of rows) {
      const before = known.get(`${group}\n${row.what}`);
      if (before?.figure === undefined || row.figure === undefined) others++;
      else if (Math.abs(row.figure - before.figure) <= NOISE * Math.abs(before.figure)) alike++;
      else
        table.push([
          group,
          row.what,
          measure(before),
          measure(row),
          change(before, row),
          verdict(before, row),
        ]);
    }
  console.log('\nBeside the earlier run');
  printTable(table, [2, 3, 4]);
  console.log(
    `  ${alike} rows differ by no more than ${NOISE * 100} %; ${others} have no figure in one of the two.`,
  );
}

function change(before, row) {
  return before.figure === 0 ? '' : `${(row.figure / before.figure).toFixed(2)} x`;
}

function verdict(before, row) {
  if (!row.goal || !before.goal || isMet(row) === isMet(before)) return '';
  return isMet(row) ? 'met now' : 'MISSED now';
}
