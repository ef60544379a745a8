// `node test/bench/run.mjs [group …] [--quick]`: measures how fast the engine is, beside others, and says which goals
// are met: all of `groups`, or those that are named, which may be of `onRequest` too. A goal that is missed fails
// nothing: on a busy machine figures are off by a third. JSON goes to out/bench.
//
//   BENCH_PYTHON      the python that renders as the service does; else the first on PATH that has its modules
//   BENCH_PYTHONPATH  more folders with modules for it (orjson, xxhash)
//   BENCH_PROMPTS     a CSV file with a column `prompt`: prose to measure with, instead of the sample's
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchFolder, outFolder } from './places.mjs';
import { isMet, printReport, writeReport } from './report.mjs';

const always = groupsIn('groups');
const known = new Map([...always, ...groupsIn('onRequest')]);

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !known.has(name));
if (unknown.length) {
  console.error(`There is no group ${unknown.join(', ')}. Groups: ${[...known.keys()].join(', ')}.`);
  process.exit(2);
}
if (!isInstalled()) {
  console.log('Installing what the engine is compared with …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: benchFolder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

const groups = positionals.length ? positionals : [...always.keys()];
if (groups.length === 1) await runGroup(groups[0]);
else runEach();

async function runGroup(group) {
  const { default: measure } = await import(known.get(group));
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

/** The groups of a folder: the URL of each module, by name. */
function groupsIn(folder) {
  const place = path.join(benchFolder, folder);
  const names = existsSync(place) ? readdirSync(place).sort() : [];
  return new Map(names.map((name) => [path.basename(name, '.mjs'), `./${folder}/${name}`]));
}

function isInstalled() {
  const { dependencies } = JSON.parse(readFileSync(path.join(benchFolder, 'package.json'), 'utf8'));
  return Object.keys(dependencies).every((name) => existsSync(path.join(benchFolder, 'node_modules', name)));
}
