import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../unit/projectFolder.js';
import {
  runCampaign,
  smallestStopping,
  type CampaignOptions,
  type Failure,
  type Outcome,
} from './campaign.js';
import type { FuzzCase } from './fuzzCase.js';
import { makeCase } from './makeCase.js';
import { loadSeedFiles } from './seedFiles.js';

// `npm run fuzz -- --seconds 600 --seed 7` ends after a time, `--cases 5000` after so many: the same ones on every machine.
// `--case N` checks one case of a seed, `--replay FILE` one that was kept.

const HANG_MS = 20_000;
/** How many cases are checked where nothing says how many, or how long. */
const CASES = 5000;
/** How long a case that stops a worker is made smaller. */
const SHRINK_MS = 60_000;
const FAILURES = 'test/fuzz/failures';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    cases: { type: 'string' },
    seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? process.env['SEED'] ?? '20261122' },
    case: { type: 'string' },
    replay: { type: 'string' },
  },
});
const seed = Number(values.seed);
const seconds = values.seconds ?? process.env['FUZZ_SECONDS'];
const cases = values.cases ?? process.env['FUZZ_CASES'] ?? (seconds === undefined ? CASES : undefined);
const program = new URL('worker.mjs', import.meta.url);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const readCase = (file: string): FuzzCase => JSON.parse(readFileSync(file, 'utf8')) as FuzzCase;

/** The cases that failed once, with their names. */
function keptCases(): readonly (readonly [name: string, kept: FuzzCase])[] {
  const folder = path.join(projectFolder, FAILURES);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => [`${FAILURES}/${name}`, readCase(path.join(folder, name))]);
}

/** The case of a failure, as small as it was made; what stops a worker is made smaller here. */
async function smallestOf(
  { kind, number, smallest }: Failure,
  caseOf: (number: number) => FuzzCase,
): Promise<FuzzCase> {
  if (smallest) return smallest;
  const failing = caseOf(number);
  return smallestStopping({ program, hangMs: HANG_MS / 4 }, { kind, failing, within: SHRINK_MS });
}

function printFailure({ kind, detail, times }: Failure, { files, edits }: FuzzCase, replayed: string): void {
  print(`\nfuzz failure: ${kind} (${times} times)\n${detail}`);
  print(`replay: npm run fuzz -- ${replayed}`);
  print(
    `smallest case, to keep as ${FAILURES}/NAME.json:\n${JSON.stringify({ kind, files, edits }, null, 2)}`,
  );
}

function summary(what: string, { cases, texts, slowest, failures }: Outcome, seconds: number): string {
  const slow = `slowest case ${slowest.number} (${slowest.characters} characters, ${slowest.ms.toFixed(0)} ms)`;
  return `fuzz: ${what}: texts ${texts} in ${cases} cases, seconds ${seconds.toFixed(0)}, ${slow}, kinds of failure ${failures.size}`;
}

/** A campaign, what it is of, and how each of its cases is found again. */
interface Plan {
  readonly what: string;
  readonly options: Partial<CampaignOptions>;
  readonly caseOf: (number: number) => FuzzCase;
  readonly replayed: (number: number) => string;
}

/** Runs a campaign and prints what it came to; gives how many kinds of failure there were. */
async function campaign({ what, options, caseOf, replayed }: Plan): Promise<number> {
  const started = performance.now();
  const until = Date.now() + Number(seconds ?? Infinity) * 1000;
  const before = Number(cases ?? Infinity);
  const outcome = await runCampaign({ program, seed, until, before, hangMs: HANG_MS, ...options });
  for (const failure of outcome.failures.values())
    printFailure(failure, await smallestOf(failure, caseOf), replayed(failure.number));
  print(`\n${summary(what, outcome, (performance.now() - started) / 1000)}`);
  return outcome.failures.size;
}

function replayOf(what: string, cases: readonly FuzzCase[], replayed: Plan['replayed']): Plan {
  return {
    what,
    options: { replay: cases, until: Infinity },
    caseOf: (number) => cases[number] as FuzzCase,
    replayed,
  };
}

function plans(): readonly Plan[] {
  if (values.replay !== undefined) {
    const file = values.replay;
    return [replayOf(file, [readCase(file)], () => `--replay ${file}`)];
  }
  const seeds = loadSeedFiles();
  const caseOf = (number: number): FuzzCase => makeCase(seed, number, seeds);
  const replayed = (number: number): string => `--seed ${seed} --case ${number}`;
  if (values.case !== undefined) {
    const number = Number(values.case);
    return [replayOf(`seed ${seed}, case ${number}`, [caseOf(number)], () => replayed(number))];
  }
  const kept = keptCases();
  return [
    replayOf(
      'kept failures',
      kept.map(([, one]) => one),
      (number) => `--replay ${kept[number]?.[0] ?? ''}`,
    ),
    { what: `seed ${seed}`, options: {}, caseOf, replayed },
  ];
}

let failures = 0;
for (const plan of plans()) failures += await campaign(plan);
process.exitCode = failures > 0 ? 1 : 0;
