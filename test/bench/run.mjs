// `npm run bench -- [group …] [--quick | --smoke] [--compare earlier.json]`: measures how fast the engine is, beside others, and says which
// goals are met: all of `groups`, or those that are named, which may be of `onRequest` too. A goal that is missed fails nothing: on a busy
// machine figures are off by a third. A group that does not build, or throws, fails. What was measured goes to
// out/bench/results.json; `--compare` shows it beside what another such file says.
//
//   --sizes 10,1000    so many files in VS Code, for the group `editor`
//   --smoke           runs everything once, with as little as there can be: whether it works is asked, and no figure printed
//   BENCH_PYTHON      the python that renders as the service does; else the first on PATH that has its modules
//   BENCH_PYTHONPATH  more folders with modules for it (orjson, xxhash)
//   BENCH_PREVIEW=none  no preview is open in VS Code
//   BENCH_PROFILE=1   writes profiles of the extension host: out/bench/editor-SIZE-start.cpuprofile, -edits and -checkout
//   BENCH_PROMPTS     a CSV file with a column `prompt`: prose to measure with, instead of the sample's
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printComparison } from './compare.mjs';
import { allGroups, usualGroups } from './groupFiles.mjs';
import { benchFolder, outFolder, projectFolder, resultsFile } from './places.mjs';
import { isMet } from './report.mjs';
import { runSmoke } from './smoke.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    compare: { type: 'string' },
    sizes: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !allGroups.has(name));
if (unknown.length) {
  console.error(`There is no group ${unknown.join(', ')}. Groups: ${[...allGroups.keys()].join(', ')}.`);
  process.exit(2);
}
if (flags.sizes) process.env.BENCH_SIZES = flags.sizes;
const earlier = flags.compare && JSON.parse(readFileSync(flags.compare, 'utf8'));
const groups = positionals.length ? positionals : [...usualGroups.keys()];
if (!existsSync(path.join(projectFolder, 'dist/extension.js')))
  execFileSync(process.execPath, ['esbuild.mjs'], { cwd: projectFolder, stdio: 'inherit' });
installPeers();

if (flags.smoke) process.exitCode = (await runSmoke(groups)) ? 0 : 1;
else measureAll();

/** Each group in a process of its own: what one compiled and left on the heap does not weigh on the next. */
function measureAll() {
  const reports = [];
  const failed = [];
  for (const group of groups) {
    const file = path.join(outFolder, `${group}.json`);
    const args = ['runGroup.mjs', group, flags.quick ? 'quick' : 'full', file];
    const { status } = spawnSync(process.execPath, args, { cwd: benchFolder, stdio: 'inherit' });
    if (status === 0) reports.push(JSON.parse(readFileSync(file, 'utf8')));
    else failed.push(group);
  }
  writeFileSync(resultsFile, `${JSON.stringify(reports, null, 2)}\n`);
  if (earlier) printComparison(earlier, reports);
  const goals = reports.flatMap(({ rows }) => rows).filter(({ goal }) => goal);
  const measured = goals.filter(({ figure }) => figure !== undefined);
  const unmeasured = goals.length - measured.length;
  console.log(
    `\n${measured.filter(isMet).length} of ${measured.length} goals met${unmeasured ? `, ${unmeasured} not measured` : ''}; ${path.relative('', resultsFile)}`,
  );
  if (failed.length === 0) return;
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** Installs what the engine is compared with, unless all of it is there. */
function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(path.join(benchFolder, 'package.json'), 'utf8'));
  const isThere = ([name, version]) => {
    const manifest = path.join(benchFolder, 'node_modules', name, 'package.json');
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  };
  if (Object.entries(dependencies).every(isThere)) return;
  console.log('Installing what the engine is compared with …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: benchFolder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
