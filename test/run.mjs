import { availableParallelism } from 'node:os';
import { inOrder } from './harness/inOrder.mjs';
import { mochaFailures, mochaSummary } from './harness/mochaSummary.mjs';
import { projectFolder } from './harness/project.mjs';
import { runStep } from './harness/runStep.mjs';

// `npm test`, or `node test/run.mjs unit lint` for some steps alone. Each step prints one line, and all of its output
// when it fails; the last line is `N passed, N failed`. Steps in a VS Code need what `build` makes. Steps that time nothing and
// need no key or click in a window of VS Code run side by side, two at a time; what they print comes in the order of the steps all
// the same.
// `FUZZ_CASES` or `FUZZ_SECONDS` say how much the fuzzer changes files, and `FUZZ_SEED` from which numbers on.
// What failed is printed once more before the last line, which is all that some pages of a CI show. A test that passed when
// it was tried again is named with its step, as `retried: `.

const TIMEOUT_MS = 1_500_000;

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {boolean} [isQuiet] Whether it runs beside others: it times nothing, needs no key or click in a window of VS Code, and writes nothing that others read.
 * @property {string} [after] The step whose results it needs, where that one is run as well.
 * @property {boolean} [countsTests]
 * @property {boolean} [isNamed] Whether it runs when it is named alone: it installs much, and tries what others try.
 * @property {[string, ...string[]][]} commands
 */

const node = process.execPath;
const mocha = [
  '--enable-source-maps',
  'node_modules/mocha/bin/mocha.js',
  '--require',
  './test/harness/fixedSeed.mjs',
  // No test is timed: this ends one that hangs.
  '--timeout',
  '60000',
];

/** @param {string} tests @returns {[string, ...string[]]} */
const bundle = (tests) => [node, 'esbuild.mjs', '--tests', tests];
/** @param {string} run @returns {[string, ...string[]]} */
const inVscode = (run) => [node, 'test/harness/runHostTests.mjs', run];

// A window on a busy machine misses a key or a click now and then: what people do in it is tried twice.
const retrying = ['--retries', '1', '--require', './test/harness/retriesPrinted.mjs'];
/** @param {string} version @returns {[string, ...string[]]} */
const installedIn = (version) => [
  node,
  '--import',
  `data:text/javascript,process.env['PROMPT_BUNDLES_VSCODE']='${version}'`,
  ...mocha,
  ...retrying,
  'dist/test/ui/install.test.mjs',
];
/** @type {Step[]} */
const steps = [
  { name: 'build', commands: [[node, 'esbuild.mjs']] },
  { name: 'types', isQuiet: true, commands: [[node, 'node_modules/typescript/bin/tsc', '-b']] },
  { name: 'lint', isQuiet: true, commands: [['npm', 'run', '--silent', 'lint']] },
  {
    name: 'unit',
    isQuiet: true,
    countsTests: true,
    commands: [
      bundle('unit'),
      [
        node,
        ...mocha,
        '--require',
        './test/coverage/recordCoverage.mjs',
        '--reporter',
        'dot',
        'dist/test/unit/**/*.test.mjs',
      ],
    ],
  },
  {
    name: 'fuzz',
    isQuiet: true,
    commands: [bundle('fuzz'), [node, '--enable-source-maps', 'dist/test/fuzz/main.mjs']],
  },
  // What the unit tests have run, as they recorded it, and whether they notice when it is changed.
  { name: 'coverage', isQuiet: true, after: 'unit', commands: [[node, 'test/coverage/checkCoverage.mjs']] },
  { name: 'mutation', isQuiet: true, after: 'unit', commands: [[node, 'test/mutation/main.mjs']] },
  // It waits for most of its time, and for as long as it takes.
  { name: 'soak', isQuiet: true, commands: [bundle('soak'), [node, 'test/soak/main.mjs']] },
  {
    name: 'registry',
    isQuiet: true,
    countsTests: true,
    commands: [
      bundle('registry'),
      [node, ...mocha, '--timeout', '120000', '--reporter', 'dot', 'dist/test/registry/*.test.mjs'],
    ],
  },
  {
    // The same through a pooler, as far as it is the same there: a server's refusals are the pooler's own.
    name: 'pooler',
    isQuiet: true,
    countsTests: true,
    commands: [
      bundle('registry'),
      [
        node,
        ...mocha,
        '--timeout',
        '120000',
        '--reporter',
        'dot',
        '--require',
        './test/harness/throughPooler.mjs',
        ...[
          'audit',
          'auditSink',
          'commandLine',
          'compare',
          'listing',
          'publish',
          'publishFaults',
          'pull',
          'sources',
        ].map((name) => `dist/test/registry/${name}.test.mjs`),
      ],
    ],
  },
  {
    name: 'faults',
    isQuiet: true,
    countsTests: true,
    commands: [
      bundle('faults'),
      [node, ...mocha, '--timeout', '120000', '--reporter', 'dot', 'dist/test/faults/*.test.mjs'],
    ],
  },
  {
    // What `build` made, as a process: in shells and behind a terminal.
    name: 'terminal',
    isQuiet: true,
    countsTests: true,
    commands: [
      bundle('terminal'),
      [node, ...mocha, '--timeout', '120000', '--reporter', 'dot', 'dist/test/terminal/*.test.mjs'],
    ],
  },
  {
    // The language server that `build` made, asked by a client and from a Neovim.
    name: 'lsp',
    isQuiet: true,
    countsTests: true,
    commands: [
      bundle('lsp'),
      [node, ...mocha, '--timeout', '120000', '--reporter', 'dot', 'dist/test/lsp/*.test.mjs'],
    ],
  },
  // The pages by themselves in a browser; `ui` shows them in windows of VS Code.
  {
    name: 'page',
    isQuiet: true,
    countsTests: true,
    commands: [bundle('ui'), [node, ...mocha, ...retrying, 'dist/test/ui/page/*.test.mjs']],
  },
  {
    name: 'growth',
    countsTests: true,
    commands: [
      bundle('growth'),
      [node, ...mocha, '--timeout', '300000', '--reporter', 'dot', 'dist/test/growth/*.test.mjs'],
    ],
  },
  {
    // Every group of the benchmark, once: whether it builds and runs, and no figure.
    name: 'bench',
    countsTests: true,
    commands: [[node, 'test/bench/run.mjs', '--smoke']],
  },
  {
    // What `build` and `types` made, as it is packed and installed.
    name: 'package',
    countsTests: true,
    commands: [
      bundle('package'),
      [node, ...mocha, '--timeout', '120000', '--reporter', 'dot', 'dist/test/package/*.test.mjs'],
    ],
  },
  { name: 'host', countsTests: true, commands: [bundle('host'), inVscode('folder')] },
  { name: 'multi-root', countsTests: true, commands: [bundle('host'), inVscode('multi-root')] },
  { name: 'empty', countsTests: true, commands: [bundle('host'), inVscode('empty')] },
  { name: 'no-folder', countsTests: true, commands: [bundle('host'), inVscode('no-folder')] },
  { name: 'web', countsTests: true, commands: [bundle('web'), inVscode('web')] },
  {
    name: 'ui',
    countsTests: true,
    commands: [bundle('ui'), [node, ...mocha, ...retrying, 'dist/test/ui/*.test.mjs']],
  },
  // The package as it is installed, in the oldest VS Code that it is for, and in the newest that can be had.
  {
    name: 'inspector',
    isNamed: true,
    countsTests: true,
    commands: [
      bundle('inspector'),
      [node, ...mocha, '--reporter', 'dot', 'dist/test/inspector/inspector.test.mjs'],
    ],
  },
  { name: 'oldest', isNamed: true, countsTests: true, commands: [bundle('ui'), installedIn('oldest')] },
  { name: 'newest', isNamed: true, countsTests: true, commands: [bundle('ui'), installedIn('newest')] },
];

const names = process.argv.slice(2);
const unknown = names.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0)
  throw new Error(`No step ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}.`);

/** What is made once for several steps. */
/** @type {Map<string, Promise<import('./harness/runStep.mjs').Outcome>>} */
const made = new Map();
/** The steps that have begun. */
/** @type {Map<string, Promise<unknown>>} */
const begun = new Map();

const tasks = steps
  .filter(({ name, isNamed }) => (names.length === 0 ? !isNamed : names.includes(name)))
  .map((step) => ({ runsAlone: !step.isQuiet, run: () => begin(step) }));
let passed = 0;
let failed = 0;
/** @type {string[]} */
const failures = [];
for await (const { step, outcome, seconds } of inOrder(tasks, Math.min(2, availableParallelism()))) {
  const counts = report(step, outcome, seconds);
  passed += counts.passed;
  failed += counts.failed;
}
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * Runs a step once the one that it needs has ended; that stands before it.
 * @param {Step} step
 */
async function begin(step) {
  const running = Promise.resolve(step.after && begun.get(step.after)).then(() => run(step));
  begun.set(step.name, running);
  return running;
}

/**
 * Runs the commands of a step up to the first that fails.
 * @param {Step} step
 */
async function run(step) {
  const started = performance.now();
  const outcome = { ok: true, output: '' };
  for (const command of step.commands) {
    const { ok, output } = await once(command);
    outcome.output += output;
    outcome.ok = ok;
    if (!ok) break;
  }
  return { step, outcome, seconds: (performance.now() - started) / 1000 };
}

/**
 * Runs a command; the one that bundles the tests of several steps only for the first of them.
 * @param {[string, ...string[]]} command
 */
function once(command) {
  const key = command.includes('--tests') ? command.join(' ') : undefined;
  const known = key === undefined ? undefined : made.get(key);
  if (known) return known;
  const running = runStep(command, { cwd: projectFolder, timeoutMs: TIMEOUT_MS });
  if (key !== undefined) made.set(key, running);
  return running;
}

/**
 * Prints what came of a step.
 * @param {Step} step
 * @param {import('./harness/runStep.mjs').Outcome} outcome
 * @param {number} seconds
 */
function report({ name, countsTests }, outcome, seconds) {
  const once = { passed: outcome.ok ? 1 : 0, failed: outcome.ok ? 0 : 1 };
  const counts = countsTests ? mochaSummary(outcome) : once;
  if (counts.failed > 0) {
    console.log(outcome.output);
    const titles = countsTests ? mochaFailures(outcome.output) : [];
    failures.push(...(titles.length > 0 ? titles : ['']).map((title) => `${name} ${title}`.trim()));
  }
  for (const [line] of outcome.output.matchAll(
    /^(?:coverage|faults|fuzz|growth|mutation|retried|soak): .*$/gm,
  ))
    console.log(line);
  console.log(
    `${name.padEnd(10)} ${counts.passed} passed, ${counts.failed} failed in ${seconds.toFixed(1)} s`,
  );
  return counts;
}
