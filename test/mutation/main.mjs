// `node test/mutation/main.mjs [--count 400] [--seed 7] [--only src/core/text] [--only src/language/fold.ts:89]
// [--workers 2]`: changes src/core and src/language in one place at a time and runs the unit tests that reach it, as they recorded when
// they ran last; several places side by side if asked so. Fails where fewer than 95 % of the mutants are caught. One that does the same
// as before is kept in `equivalents.json`, with the reason.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../harness/project.mjs';
import { chooseMutants } from './chooseMutants.mjs';
import { isWanted } from './isWanted.mjs';
import { listMutants } from './listMutants.mjs';
import { MutationRun } from './mutationRun.mjs';
import { ReachedPlaces } from './reachedPlaces.mjs';
import { RefusingTypes } from './refusingTypes.mjs';

const LEAST_CAUGHT = 0.95;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [''] },
    workers: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});

/** @type {{ reason: string, keys: string[] }[]} */
const groups = JSON.parse(readFileSync(path.join(import.meta.dirname, 'equivalents.json'), 'utf8'));
const equivalents = groups.flatMap(({ reason, keys }) => keys.map((key) => ({ key, reason })));
const reasons = new Map(equivalents.map(({ key, reason }) => [key, reason]));
const all = listMutants();
const known = new Set(all.map(({ key }) => key));
const stale = equivalents.filter(({ key, reason }) => !known.has(key) || reason.trim() === '');
for (const { key } of stale)
  console.log(`equivalents.json names a mutant that is none, or has no reason: ${key}`);

const numbered = all.map((mutant, number) => ({ ...mutant, number }));
const chosen = chooseMutants(
  numbered.filter((mutant) => !reasons.has(mutant.key) && isWanted(mutant, values.only)),
  { count: Number(values.count), seed: Number(values.seed) },
);
const counts = { caught: 0, refused: 0, survived: 0 };
const started = performance.now();
const queue = chosen.entries();
// Bundled here, so that mutants have the same numbers there.
execFileSync(process.execPath, ['esbuild.mjs', '--tests', 'mutation'], {
  cwd: projectFolder,
  stdio: 'inherit',
});
const options = { reached: new ReachedPlaces(), types: new RefusingTypes(), count: all.length };
await Promise.all(Array.from({ length: Number(values.workers) }, work));

/** Tries what no other has taken yet. */
async function work() {
  const run = new MutationRun(options);
  for (const [i, mutant] of queue) {
    const { outcome, how } = await run.try(
      mutant,
      readFileSync(path.join(projectFolder, mutant.file), 'utf8'),
    );
    counts[outcome]++;
    const told = `${mutant.file}:${mutant.line} ${mutant.change}`;
    if (outcome === 'survived')
      console.log(`survived: ${told}: ${mutant.lineText}\n  ${how}\n  ${JSON.stringify(mutant.key)}`);
    if (values.verbose)
      console.log(
        `${i + 1} ${((performance.now() - started) / 1000).toFixed(1)} s ${outcome}: ${told}: ${how}`,
      );
  }
  run.stop();
}
const share = 1 - counts.survived / Math.max(1, chosen.length);
console.log(
  `mutation: seed ${values.seed}: mutants ${chosen.length} of ${all.length}, caught ${counts.caught}, refused by types ${counts.refused}, survived ${counts.survived}, share ${(100 * share).toFixed(1)} %`,
);
if (chosen.length === 0 || share < LEAST_CAUGHT || stale.length > 0) process.exitCode = 1;
