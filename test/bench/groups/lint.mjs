import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../harness/temporaryFolder.mjs';
import { promptFiles } from '../loadAll.mjs';
import { median, ratio, sideBySide } from '../measure.mjs';
import { benchFolder, projectFolder } from '../places.mjs';
import { processContender, usageOf } from '../processes.mjs';
import { prompts } from '../prompts.mjs';
import { atMost, duration } from '../report.mjs';
import { WORKSPACES, writeWorkspace } from '../workspaces.mjs';

const CLI = path.join(projectFolder, 'dist/cli.js');
const LOAD_ALL = path.join(benchFolder, 'loadAll.mjs');
const MIB = 1 << 20;
const GOALS = { uniform: 3, mixed: 3, shared: 5 };
/** Findings are no failure here. */
const FOUND = { exitCodes: [0, 1] };

const lint = (folder, ...options) => [CLI, 'lint', '--root', folder, ...options];
const cold = (folder) => lint(folder, '--no-cache');

/** `lint` of many files as a user runs it, beside programs that only read the same files, or load them with js-yaml. */
export default async function measureLint({ effort }) {
  const count = effort.of(10_000, 10_000, 20);
  const rows = [];
  for (const [name, { files }] of Object.entries(WORKSPACES)) {
    const folder = writeWorkspace(await files(count));
    try {
      rows.push(...(await inWorkspace(name, folder.path, effort)));
      if (name !== 'shared') rows.push(...(await warm(name, folder.path, effort)));
    } finally {
      folder.remove();
    }
  }
  const { curves, growth } = await growthOf(effort);
  const notes = [
    `${count.toLocaleString('en')} files in each workspace. Processor time of whole processes, all threads and Node's own start included, on both sides.`,
    ...Object.entries(WORKSPACES).map(([name, { about }]) => `${name}: ${about}.`),
    `Prompts from ${(await prompts()).source}.`,
  ];
  return { title: 'The command line over many files', notes, rows: [...rows, growth], curves };
}

async function inWorkspace(name, folder, effort) {
  const contenders = [
    processContender('lint', cold(folder), FOUND),
    processContender('js-yaml', [LOAD_ALL, folder, 'load']),
  ];
  const roundCount = effort.of(5, 2, 1);
  const timings = await sideBySide(contenders, { effort, alike: false, roundCount });
  const [ours, theirs] = contenders.map((one) => timings.get(one.name));
  const peaks = Array.from({ length: effort.of(3, 1) }, () => usageOf(cold(folder), FOUND).peakBytes / MIB);
  return [
    {
      what: `\`lint\`, ${name}, times as long as js-yaml loading them all`,
      figure: ratio(ours, theirs),
      goal: atMost(GOALS[name]),
      details: `${duration(ours.nanoseconds)} against ${duration(theirs.nanoseconds)}`,
    },
    { what: `– its peak memory, ${name}`, figure: median(peaks), unit: 'MiB', goal: atMost(250) },
  ];
}

/** With what an earlier run left in its cache; the files are older by now than any clock ticks. */
async function warm(name, folder, effort) {
  const cache = temporaryFolder();
  try {
    const cached = lint(folder, '--cache-location', cache.path);
    // The second run believes all times.
    for (let i = 0; i < 2; i++) usageOf(cached, FOUND);
    const edited = promptFiles(folder)[0];
    const text = readFileSync(edited, 'utf8');
    let edits = 0;
    const edit = processContender('edited', cached, FOUND);
    const reading = processContender('reading', [LOAD_ALL, folder, 'read']);
    const contenders = [
      processContender('warm', cached, FOUND),
      {
        ...edit,
        time: (runs) => (writeFileSync(edited, `${text}${'\n'.repeat(++edits % 2)}`), edit.time(runs)),
      },
      reading,
    ];
    const first = () => {
      const empty = temporaryFolder();
      const usage = usageOf(lint(folder, '--cache-location', empty.path), FOUND);
      empty.remove();
      return usage;
    };
    const timings = await sideBySide(contenders.toSpliced(1, 1), {
      effort,
      alike: false,
      roundCount: effort.of(5, 2, 1),
    });
    const changed = await sideBySide(contenders.slice(1), {
      effort,
      alike: false,
      roundCount: effort.of(5, 2, 1),
    });
    const filling = Array.from({ length: effort.of(3, 1) }, first);
    const against = (ours, others) => ({
      figure: ratio(ours, others.get('reading')),
      details: `${duration(ours.nanoseconds)} against ${duration(others.get('reading').nanoseconds)}`,
    });
    return [
      {
        what: `\`lint\`, ${name}, warm, times as long as reading them all`,
        goal: atMost(1.5),
        ...against(timings.get('warm'), timings),
      },
      {
        what: `– the same after one file changed`,
        ...against(changed.get('edited'), changed),
      },
      {
        what: `– the first run, which fills the cache`,
        figure: median(filling.map((one) => one.nanoseconds)) / 1e6,
        unit: 'ms',
        details: `${(median(filling.map((one) => one.peakBytes)) / MIB).toFixed(0)} MiB at most`,
      },
    ];
  } finally {
    cache.remove();
  }
}

/** Processor time and memory by the number of files: for a picture, and what ten times the files cost. */
async function growthOf(effort) {
  const sizes = effort.of([10, 100, 1_000, 10_000], [10, 100, 1_000, 10_000], [10, 20]);
  const measured = { 'lint, uniform': [], 'lint, mixed': [], 'js-yaml, uniform': [] };
  const memory = { uniform: [], mixed: [] };
  for (const name of ['uniform', 'mixed'])
    for (const size of sizes) {
      const folder = writeWorkspace(await WORKSPACES[name].files(size));
      const times = (args) => {
        const usages = Array.from({ length: size < 1_000 ? effort.of(3, 1) : 1 }, () => usageOf(args, FOUND));
        return [median(usages.map((one) => one.nanoseconds)), median(usages.map((one) => one.peakBytes))];
      };
      const [nanoseconds, bytes] = times(cold(folder.path));
      measured[`lint, ${name}`].push([size, nanoseconds / 1e6]);
      memory[name].push([size, bytes / MIB]);
      if (name === 'uniform') {
        const [theirs] = times([LOAD_ALL, folder.path, 'load']);
        measured['js-yaml, uniform'].push([size, theirs / 1e6]);
      }
      folder.remove();
    }
  const [[fewer, less], [more, most]] = measured['lint, uniform'].slice(-2);
  return {
    curves: [
      { name: 'lint-time', title: '`lint`: processor time', x: 'files', y: 'ms', series: measured },
      { name: 'lint-memory', title: '`lint`: peak memory', x: 'files', y: 'MiB', series: memory },
    ],
    growth: {
      what: `\`lint\`, uniform, a file of ${more.toLocaleString('en')} against one of ${fewer.toLocaleString('en')}`,
      figure: most / more / (less / fewer),
    },
  };
}
