import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runInExtensionHost } from '../../harness/runInExtensionHost.mjs';
import { temporaryFolder } from '../../harness/temporaryFolder.mjs';
import { median, processorTime } from '../measure.mjs';
import { benchFolder, outFolder, projectFolder } from '../places.mjs';
import { usageOf } from '../processes.mjs';
import { prompts } from '../prompts.mjs';
import { atMost } from '../report.mjs';
import { loadExtension } from '../workspace.mjs';
import { countFindings, FORBIDDEN, mixedFiles, WORKSPACES, writeWorkspace } from '../workspaces.mjs';

const MIB = 1 << 20;
/** A file that was written so shortly before it is read has to be read again, in milliseconds. */
const YOUNG_FOR = 10_000;
const CHANGED = 500;
const BUNDLE = 'bundles/agent-0-1.1.0.prompt-bundle.yaml';
/** It is shown in the preview of the bundle, and has no finding. */
const TEMPLATE = 'templates/personality-0-1.1.0.prompt-template.md';
const SETTINGS = { 'git.enabled': false };
const COMMITTER = ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost'];

/**
 * The extension in a real VS Code, with the mixed workspace of each size: from its activation to the last problem, edits, and a checkout.
 * Needs VS Code and Chromium, as the tests of the workbench do. `--sizes 10,1000` says how many files.
 */
export default async function measureEditor({ effort }) {
  const sizes =
    process.env.BENCH_SIZES?.split(',').map(Number) ?? effort.of([10, 1_000, 10_000], [10, 1_000], [10]);
  const extension = await prepareExtension();
  const runs = new Map();
  for (const size of sizes) runs.set(size, await measureSize(extension, size, effort));
  return editorReport(runs);
}

/**
 * What to say of the runs.
 * @param {ReadonlyMap<number, object>} runs by the number of files
 */
export async function editorReport(runs) {
  const sizes = [...runs.keys()];
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  const rows = [...runs].flatMap(([size, run]) => rowsOf(size, run, runs.get(fewest)));
  const curve = (name, title, y, lines) => ({
    name,
    title,
    x: 'files',
    y,
    series: Object.fromEntries(
      Object.entries(lines).map(([line, of]) => [line, [...runs].map(([size, run]) => [size, of(run)])]),
    ),
  });
  const notes = [
    `The mixed workspace: ${WORKSPACES.mixed.about}; prompts from ${(await prompts()).source}. A preview is asked for as soon as VS Code lets us.`,
    'The second start finds what the first has kept of the files, of which none has changed; edits and the checkout follow it.',
    'A block: the extension host gave nobody else a turn for more than 50 ms, and the processor worked for it as long. Edits and previews by the clock, which other programs slow down.',
    `A checkout: \`git checkout\` of up to ${CHANGED} changed templates (half of all, where there are fewer), until all problems are right; VS Code tells of changed files only some 100 ms later.`,
  ];
  const curves = [
    curve('editor-time', 'VS Code: processor time', 'ms', {
      'until all problems': (run) => run.first.spentOnProblems,
      'until all problems, second start': (run) => run.spentOnProblems,
      '`lint` of the same files': (run) => run.lint,
    }),
    curve('editor-latency', 'VS Code: from key to', 'ms', {
      page: (run) => median(run.toPage.length ? run.toPage : [0]),
      problems: (run) => median(run.toProblems),
    }),
    curve('editor-heap', 'VS Code: peak heap of the extension host', 'MiB', {
      heap: (run) => run.peakHeap / MIB,
    }),
  ];
  return { title: `VS Code, up to ${most.toLocaleString('en')} files`, notes, rows, curves };
}

function rowsOf(size, run, fewest) {
  const files = `${size.toLocaleString('en')} files`;
  const { first } = run;
  const blocks = [
    first.startBlocks,
    first.keepingBlocks,
    run.startBlocks,
    run.editBlocks,
    run.checkoutBlocks,
  ];
  const longest = (list) => (list.length ? `the longest ${Math.round(Math.max(...list))} ms` : 'none');
  const told = (names) => names.map((name, i) => `${name}: ${blocks[i].length}, ${longest(blocks[i])}`);
  const ms = (what, figure, more = {}) => ({ what: `${files}: ${what}`, figure, unit: 'ms', ...more });
  return [
    ms('activation, processor time', first.activation, { goal: atMost(50) }),
    ms('first preview', first.firstPreview),
    {
      what: `${files}: first preview, against the fewest files`,
      figure: first.firstPreview / fewest.first.firstPreview,
      goal: atMost(1.5),
    },
    ms('all problems shown, by the clock', first.allProblems),
    {
      what: `${files}: all problems, times the processor time of \`lint\``,
      figure: first.spentOnProblems / run.lint,
      goal: atMost(2),
      details: `${Math.round(first.spentOnProblems)} ms against ${Math.round(run.lint)} ms`,
    },
    ms('processor time until idle', first.spentUntilIdle),
    ms('second start, first preview', run.firstPreview),
    ms('second start, all problems shown, by the clock', run.allProblems),
    {
      what: `${files}: second start, all problems, times the processor time of \`lint\``,
      figure: run.spentOnProblems / run.lint,
      details: `${Math.round(run.spentOnProblems)} ms against ${Math.round(run.lint)} ms; what is kept takes ${(first.keptBytes / MIB).toFixed(2)} MiB`,
    },
    ms('second start, processor time until idle', run.spentUntilIdle),
    {
      what: `${files}: blocks over 50 ms`,
      figure: blocks.flat().length,
      unit: 'blocks',
      goal: atMost(0),
      details: told(['start', 'keeping what is known', 'second start', 'edits', 'checkout']).join('; '),
    },
    { what: `${files}: peak heap`, figure: run.peakHeap / MIB, unit: 'MiB' },
    // A figure only where a preview is open.
    ...(run.toPage.length > 0 ? [ms('from a key to the page', median(run.toPage))] : []),
    ms('from a key to the problems', median(run.toProblems)),
    ms(`checkout of ${run.changed}, until right`, run.checkout.wall),
    {
      what: `${files}: checkout of ${run.changed}, times the parsing of those`,
      figure: run.checkout.spent / run.parsing,
      goal: atMost(2),
      details: `${Math.round(run.checkout.spent)} ms against ${Math.round(run.parsing)} ms of processor time`,
    },
  ];
}

/** The extension as it is built, in a folder of its own, with an entry that watches it, and what runs beside it. */
async function prepareExtension() {
  const folder = path.join(outFolder, 'extension');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of ['dist', 'media', 'syntaxes'])
    cpSync(path.join(projectFolder, name), path.join(folder, name), {
      recursive: true,
      filter: (file) => !/[\\/]dist[\\/](?:test|types)/.test(file) && !file.endsWith('.map'),
    });
  const manifest = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: './monitored.cjs' }));
  copyFileSync(path.join(benchFolder, 'editor/monitored.cjs'), path.join(folder, 'monitored.cjs'));
  await build({
    entryPoints: [path.join(benchFolder, 'editor/hostRun.mjs')],
    outfile: path.join(folder, 'hostRun.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return folder;
}

async function measureSize(extension, size, effort) {
  const files = await mixedFiles(size);
  const templates = [...files.keys()].filter((file) => file.startsWith('templates/')).length;
  const later = await mixedFiles(size, Math.min(CHANGED, Math.floor(templates / 2)));
  const changed = [...later].filter(([file, text]) => files.get(file) !== text);
  const folder = writeWorkspace(files);
  const storage = temporaryFolder();
  try {
    const commit = commitBoth(folder.path, changed);
    const resultFile = path.join(outFolder, 'editor-result.json');
    const plan = {
      bundle: BUNDLE,
      template: TEMPLATE,
      forbidden: FORBIDDEN,
      problems: countFindings(files),
      problemsLater: countFindings(later),
      commit,
      edits: effort.of(20, 10, 1),
      storage: storage.path,
      isPreviewed: process.env.BENCH_PREVIEW !== 'none',
      ...(process.env.BENCH_PROFILE && { profile: path.join(outFolder, `editor-${size}`) }),
      resultFile,
    };
    await pause(YOUNG_FOR);
    const start = async (how) => {
      rmSync(resultFile, { force: true });
      writeFileSync(path.join(extension, 'plan.json'), JSON.stringify({ ...plan, ...how }));
      const options = { extension, tests: 'hostRun', workspace: folder.path, settings: SETTINGS };
      if ((await runInExtensionHost(options)) !== 0) throw new Error(`VS Code with ${size} files failed.`);
      return JSON.parse(readFileSync(resultFile, 'utf8'));
    };
    const first = await start({ isFirst: true });
    const second = await start({ isFirst: false });
    const lint = [path.join(projectFolder, 'dist/cli.js'), 'lint', '--root', folder.path, '--no-cache'];
    return {
      first,
      ...second,
      changed: changed.length,
      lint: median(Array.from({ length: 3 }, () => usageOf(lint).nanoseconds / 1e6)),
      parsing: await parsingTime(changed),
    };
  } finally {
    folder.remove();
    storage.remove();
  }
}

/** Two commits: the files as they are, which stay checked out, and with the changed ones. Gives the later one. */
function commitBoth(folder, changed) {
  const git = (...args) =>
    execFileSync('git', [...COMMITTER, ...args], { cwd: folder, encoding: 'utf8' }).trim();
  const commit = (name) => {
    git('add', '-A');
    git('commit', '-qm', name);
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q');
  const now = commit('now');
  for (const [file, text] of changed) writeFileSync(path.join(folder, file), text);
  const later = commit('later');
  git('checkout', '-q', now);
  return later;
}

/** Milliseconds of processor time that parsing the files takes, once compilers have settled. */
async function parsingTime(files) {
  const { fileTypeOf, parsePromptFile } = await loadExtension();
  const times = Array.from({ length: 9 }, () => {
    const start = processorTime();
    for (const [file, text] of files) parsePromptFile(fileTypeOf(file), { text });
    return (processorTime() - start) / 1e6;
  });
  return median(times.slice(2));
}
