// `npm run bench:docs`: makes docs/performance.md and its pictures of what the last runs of the groups left in out/bench.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { drawCurve } from './curves.mjs';
import { explanationOf } from './explanations.mjs';
import { outFolder, projectFolder } from './places.mjs';
import { goalText, isMet, measure } from './report.mjs';

/** In the order of the page. */
const GROUPS = ['render', 'substitution', 'prose', 'emoji', 'growth', 'index', 'lint', 'editor', 'start'];
const PAGE = path.join(projectFolder, 'docs/performance.md');
const PICTURES = path.join(projectFolder, 'docs/performance');

const reports = GROUPS.map((group) => [group, path.join(outFolder, `${group}.json`)])
  .filter(([, file]) => existsSync(file))
  .map(([group, file]) => ({ group, ...JSON.parse(readFileSync(file, 'utf8')) }));
const missing = GROUPS.filter((group) => !reports.some((report) => report.group === group));
if (missing.length) throw new Error(`Nothing was measured of ${missing.join(', ')}.`);

rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });
const page = [introduction(), ...reports.map(section)].join('\n\n');
const options = await resolveConfig(PAGE);
writeFileSync(PAGE, await format(page, { ...options, parser: 'markdown' }));

function introduction() {
  const goals = reports.flatMap(({ rows }) => rows.filter(({ goal }) => goal));
  const measured = goals.filter(({ figure }) => figure !== undefined);
  const { machine } = reports[0];
  const dates = reports.map((report) => report.machine.date.slice(0, 10)).sort();
  const days = [...new Set([dates[0], dates.at(-1)])].join(' to ');
  return `# Performance

Made by \`npm run bench\`, \`npm run bench:editor\` and \`npm run bench:docs\`: the figures are those of one run of each group, ${days},
on ${machine.cores} cores of ${machine.cpu || 'a processor that does not tell its name'} (${machine.platform}), Node ${machine.node}.
The machine had nothing else to do. Times are processor time and ratios are those of neighbours in one run; one run differs from the
next by up to a fifth.

**${measured.filter(isMet).length} of ${measured.length} goals are met**${goals.length > measured.length ? `; ${goals.length - measured.length} are not measured yet` : ''}. Why a goal is missed stands below each table.`;
}

function section({ title, notes, rows, curves = [], effort }) {
  const table = rows
    .filter(({ goal }) => goal)
    .map(
      (row) =>
        `| ${cell(row.what)} | ${measure(row)} | ${goalText(row)} | ${verdict(row)} | ${cell(row.details ?? '')} |`,
    );
  const unexplained = [];
  const why = new Set();
  for (const row of rows.filter(({ goal }) => goal)) {
    if (row.figure === undefined) why.add(`Not measured: ${row.notMeasured}.`);
    else if (!isMet(row)) {
      const explanation = explanationOf(title, row.what);
      if (explanation) why.add(explanation);
      else unexplained.push(row.what);
    }
  }
  if (unexplained.length) console.error(`No explanation of a miss: ${title}: ${unexplained.join('; ')}`);
  const pictures = curves.map((curve) => {
    writeFileSync(path.join(PICTURES, `${curve.name}.svg`), drawCurve(curve));
    return `![${curve.title.replaceAll('`', '')} by the number of ${curve.x}](performance/${curve.name}.svg)`;
  });
  return [
    `## ${title}`,
    ...(effort === 'full' ? [] : ['A quick run: fewer rounds than usual.']),
    ['| what | measured | goal | | |', '| --- | ---: | ---: | --- | --- |', ...table].join('\n'),
    ...(why.size ? [[...why].map((text) => `- ${text}`).join('\n')] : []),
    ...(pictures.length ? [pictures.join('\n')] : []),
    notes.join('\n'),
  ].join('\n\n');
}

function verdict(row) {
  if (row.figure === undefined) return '';
  return isMet(row) ? 'met' : '**missed**';
}

/** A text within a row of a table; a dash at its start goes with the row above. */
function cell(text) {
  return text.replaceAll('|', '\\|');
}
