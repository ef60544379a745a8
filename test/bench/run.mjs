// `node test/bench/run.mjs [group …] [--quick]`: measures how fast the engine is, beside others, and says which goals
// are met. A goal that is missed fails nothing: on a busy machine figures are off by a third. JSON goes to out/bench.
//
//   BENCH_PYTHON      the python that renders as the service does; else the first on PATH that has its modules
//   BENCH_PYTHONPATH  more folders with modules for it (orjson, xxhash)
//   BENCH_PROMPTS     a CSV file with a column `prompt`: prose to measure with, instead of the sample's
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { outFolder } from './places.mjs';
import { isMet, printReport, writeReport } from './report.mjs';

const GROUPS = ['render', 'substitution', 'start'];

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !GROUPS.includes(name));
if (unknown.length) {
  console.error(`There is no group ${unknown.join(', ')}. Groups: ${GROUPS.join(', ')}.`);
  process.exit(2);
}
if (!existsSync(path.join(import.meta.dirname, 'node_modules'))) {
  console.log('Installing what the engine is compared with …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: import.meta.dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

const groups = positionals.length ? positionals : GROUPS;
if (groups.length === 1) await runGroup(groups[0]);
else runEach();

async function runGroup(group) {
  const { default: measure } = await import(`./${group}.mjs`);
  const report = { ...(await measure({ quick: flags.quick })), quick: flags.quick };
  await writeReport(outFolder, group, report);
  printReport(report);
  const goals = report.rows.filter(({ goal }) => goal);
  if (goals.length) console.log(`  ${goals.filter(isMet).length} of ${goals.length} goals met.`);
}

/** Each group in a process of its own: what one compiled and left on the heap does not weigh on the next. */
function runEach() {
  for (const group of groups) {
    const options = flags.quick ? ['--quick'] : [];
    const { status } = spawnSync(process.execPath, [import.meta.filename, group, ...options], {
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
