import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { temporaryFolder } from '../../harness/temporaryFolder.mjs';
import { loadFile, promptFiles } from '../loadAll.mjs';
import { asyncContender, contender, ratio, sideBySide } from '../measure.mjs';
import { prompts } from '../prompts.mjs';
import { atMost, duration } from '../report.mjs';
import { BUNDLE, EDITED, edited, INPUT, loadExtension, Workspace } from '../workspace.mjs';
import { WORKSPACES, writeWorkspace } from '../workspaces.mjs';

const FEW = 10;
/** Sizes between few and all, for the curve. */
const MIDDLE = [100, 1_000];
/** How many files are looked at together. */
const READS_AT_ONCE = 32;
/** By workspace. */
const COLD_GOALS = { uniform: 1.5, mixed: 2 };
const MB = 1e6;

/** The index of many files: building it, holding it, and what an edit costs that goes through it. */
export default async function measureIndex({ effort }) {
  const extension = await loadExtension();
  const count = effort.of(10_000, 10_000, 40);
  const rows = [];
  for (const [name, goal] of Object.entries(COLD_GOALS)) {
    const files = await WORKSPACES[name].files(count);
    const [folder, smaller] = [files, first(files, count / 10)].map(writeWorkspace);
    try {
      const places = { folder: folder.path, smaller: smaller.path, count };
      rows.push(...(await cold(extension, { name, goal, ...places }, effort)));
      rows.push(...retained(extension, name, folder.path));
    } finally {
      folder.remove();
      smaller.remove();
    }
  }
  const { rows: edited, curves } = await edits(extension, await WORKSPACES.uniform.files(count), effort);
  rows.push(...edited);
  const notes = [
    `${count.toLocaleString('en')} files in each workspace, read synchronously. Uniform: ${WORKSPACES.uniform.about}. Mixed: ${WORKSPACES.mixed.about}; prompts from ${(await prompts()).source}.`,
    'An edit: the file is read anew, problems are found again wherever they may be others, and the preview of a bundle among them is told.',
  ];
  return { title: 'The index of many files', notes, rows, curves };
}

function first(files, count) {
  return new Map([...files].slice(0, count));
}

async function cold({ PromptFolder, ...modules }, { name, goal, folder, smaller, count }, effort) {
  const paths = promptFiles(folder);
  const index = async (root) => String([...(await PromptFolder.read(root)).scope.files()].length);
  const storage = temporaryFolder();
  const { restore, bytes, longestBlock } = await keptIndex(modules, folder, storage.path);
  const contenders = [
    asyncContender('ours', () => index(folder)),
    asyncContender('smaller', () => index(smaller)),
    asyncContender('warm', async () => String([...[...(await restore()).all().values()][0].files()].length)),
    contender('js-yaml', () => String(paths.map(loadFile).length)),
    contender('reading', () => String(paths.map((file) => readFileSync(file, 'utf8')).length)),
  ];
  const roundCount = effort.of(5, 2, 1);
  const timings = await sideBySide(contenders, { effort, alike: false, roundCount });
  storage.remove();
  const [ours, fewer, kept, theirs, reading] = contenders.map((one) => timings.get(one.name));
  return [
    {
      what: `cold, ${name}, times as slow as js-yaml loading them all`,
      figure: ratio(ours, theirs),
      goal: atMost(goal),
      details: `${duration(ours.nanoseconds)} against ${duration(theirs.nanoseconds)}; reading alone ${duration(reading.nanoseconds)}`,
    },
    {
      what: `cold, ${name}, a file of ${count} against one of ${count / 10}`,
      figure: ratio(ours, fewer) / 10,
      details: `${duration(ours.nanoseconds / count)} against ${duration((fewer.nanoseconds * 10) / count)}`,
    },
    {
      what: `warm, ${name}, times as slow as reading them all`,
      figure: ratio(kept, reading),
      goal: atMost(3),
      details: `${duration(kept.nanoseconds)} against ${duration(reading.nanoseconds)}; what is kept takes ${Math.round(bytes / count)} bytes a file`,
    },
    {
      what: `– keeping what is known, ${name}: the longest block`,
      figure: longestBlock,
      unit: 'ms',
      goal: atMost(50),
    },
  ];
}

/**
 * Keeps what is known of the files as the extension does. Gives what fills an index from that, as a second start does: all files are
 * looked at, and none is read.
 */
async function keptIndex(
  { fileTypeOf, inBatches, KeptFiles, parsePromptFile, PromptIndex, Uri, workspace },
  folder,
  storage,
) {
  const root = Uri.parse(`file://${folder}`);
  workspace.workspaceFolders = [{ uri: root }];
  const uris = promptFiles(folder).map((file) => Uri.parse(`file://${file}`));
  // When all files are older than any clock ticks.
  const now = () => Date.now() + 3_600_000;
  const open = async () => {
    const index = new PromptIndex({ rootOf: () => root.toString() });
    const listeners = [];
    const kept = new KeptFiles(
      storage,
      {
        index,
        roots: { has: () => true, alone: () => undefined, rootKeyOf: () => root.toString() },
        language: { keptAssemblies: () => [], restoreAssemblies: () => undefined },
        log: { error: console.error, warn: console.error },
        maxFileBytes: () => 5_000_000,
        onDidCheck: (listener) => {
          listeners.push(listener);
          return { dispose: () => undefined };
        },
        isChecked: () => true,
      },
      now,
    );
    await kept.open(root);
    return { index, kept, check: () => listeners.forEach((listener) => listener()) };
  };
  const { kept, check } = await open();
  for (const uri of uris) {
    const file = uri.toString();
    const parsed = parsePromptFile(fileTypeOf(file), { text: readFileSync(uri.fsPath, 'utf8') });
    kept.note(file, parsed, await kept.stampOf(uri));
    kept.load(file, parsed, uri.path);
  }
  kept.finish();
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  check();
  while (!readdirSync(storage).some((name) => name.endsWith('.cache'))) await pause(5);
  delays.disable();
  kept.dispose();
  const [name] = readdirSync(storage);
  const restore = async () => {
    const { index, kept: again } = await open();
    await inBatches(uris, READS_AT_ONCE, async (uri) => {
      if (!again.restore(uri.toString(), await again.stampOf(uri))) throw new Error('A file has changed.');
    });
    again.finish();
    again.dispose();
    return index;
  };
  return { restore, bytes: statSync(path.join(storage, name)).size, longestBlock: delays.max / 1e6 };
}

/** What is left on the heap of an index whose files are read one by one and not kept. */
function retained(extension, name, folder) {
  const { CompiledCache, fileTypeOf, KnownNames, parsePromptFile, ScopeIndex, summarise } = extension;
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const heap = () => {
    for (let i = 0; i < 3; i++) collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  // As the index of a workspace holds them.
  const index = { scope: new ScopeIndex(), names: new KnownNames() };
  const kept = { cache: new CompiledCache() };
  for (const file of readdirSync(folder, { recursive: true })) {
    const type = fileTypeOf(file);
    if (type)
      index.scope.load(
        summarise(
          file,
          parsePromptFile(type, { text: readFileSync(path.join(folder, file), 'utf8') }),
          kept.cache,
          { names: index.names },
        ),
      );
  }
  const withCache = heap();
  delete kept.cache;
  const bytes = heap() - before;
  return [
    {
      what: `retained, ${name}`,
      figure: bytes / MB,
      unit: 'MB',
      goal: atMost(10),
      details: `${Math.round(bytes / [...index.scope.files()].length)} bytes a file; compiled constraints ${((withCache - before - bytes) / MB).toFixed(1)} MB more`,
    },
  ];
}

async function edits(extension, files, effort) {
  const workspaces = [];
  const sizes = [FEW, ...MIDDLE.filter((size) => size < files.size), files.size];
  for (const some of sizes.map((size) => first(files, size))) {
    const workspace = new Workspace(extension, some);
    await workspace.open();
    workspaces.push(workspace);
  }
  const whole = async (workspace, file, text) => {
    await workspace.edit(file, text);
    return workspace.preview();
  };
  const problems = async (workspace, file, text) => {
    await workspace.edit(file, text);
    return file;
  };
  const preview = (workspace) => workspace.preview();
  const kinds = [
    { what: 'a letter in a template', file: EDITED, edit: edited, work: whole, goal: atMost(1.05) },
    { what: '– problems alone', file: EDITED, edit: edited, work: problems },
    { what: '– the preview alone', file: EDITED, edit: edited, work: preview },
    { what: "a letter in an input's task", file: INPUT, edit: withTask, work: whole },
    { what: "a digit of a template's version", file: EDITED, edit: withVersion, work: whole },
    { what: "a letter of a bundle's model", file: BUNDLE, edit: withModel, work: whole },
  ];
  const rows = [];
  const series = {};
  for (const { what, file, edit, work, goal } of kinds) {
    const texts = Array.from({ length: 26 }, (_, i) => edit(files.get(file), i));
    const contenders = workspaces.map((workspace, i) =>
      asyncContender(String(sizes[i]), (run) => work(workspace, file, texts[run % texts.length])),
    );
    const timings = await sideBySide(contenders, { effort, alike: false });
    const [one, other] = [timings.get(String(FEW)), timings.get(String(files.size))];
    rows.push({
      what: `${what}, against the same among ${FEW} files`,
      figure: ratio(other, one),
      ...(goal && { goal }),
      details: `${duration(other.nanoseconds)} against ${duration(one.nanoseconds)}`,
    });
    if (work === whole) {
      /** Of some edits the longest, in kilobytes: one that changes nothing is told nothing. */
      const message = async (workspace) => {
        const lengths = [];
        for (const text of texts.slice(0, 5))
          lengths.push(Buffer.byteLength(await whole(workspace, file, text)) / 1e3);
        return Math.max(...lengths);
      };
      const [few, many] = [await message(workspaces[0]), await message(workspaces.at(-1))];
      rows.push({
        what: `– ${what}: the message to its preview`,
        figure: many,
        unit: 'KB',
        goal: atMost(4),
        details: `${few.toFixed(1)} KB among ${FEW} files`,
      });
    }
    if (goal) series[what] = sizes.map((size) => [size, timings.get(String(size)).nanoseconds / 1e6]);
    for (const workspace of workspaces) await workspace.edit(file, files.get(file));
  }
  return { rows, curves: [{ name: 'edit-time', title: 'An edit', x: 'files', y: 'ms', series }] };
}

function withTask(text, number) {
  return text.replace(/^task: /m, `$&${String.fromCharCode(0x61 + (number % 26))} `);
}

function withVersion(text, number) {
  return text.replace(/^semver: .*/m, `semver: 1.0.${number}`);
}

function withModel(text, number) {
  return text.replace(/ - model-0/, ` - model-${String.fromCharCode(0x61 + (number % 26))}`);
}
