import { load } from 'js-yaml';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { asyncContender, contender, ratio, sideBySide } from '../measure.mjs';
import { atMost, duration } from '../report.mjs';
import { BUNDLE, EDITED, edited, INPUT, loadExtension, manyFiles, Workspace } from '../workspace.mjs';

const FEW = 10;
const MB = 1e6;

/** The index of many files: building it, holding it, and what an edit costs that goes through it. */
export default async function measureIndex({ effort }) {
  const extension = await loadExtension();
  const count = effort.of(10_000, 10_000, 40);
  const files = await manyFiles(count);
  const folder = writeFolder(files);
  const smaller = writeFolder(first(files, count / 10));
  try {
    const rows = [
      ...(await cold(extension, { folder, smaller, count }, effort)),
      ...retained(extension, folder),
      ...(await edits(extension, files, effort)),
    ];
    const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    const notes = [
      `${count.toLocaleString('en')} files of ${Math.round(bytes / count)} bytes on average, all YAML, read synchronously: tens of two versions of a bundle, their six templates, two inputs.`,
      'An edit: the file is read anew, problems are found again wherever they may be others, and the preview of a bundle among them is told.',
    ];
    return { title: 'The index of many files', notes, rows };
  } finally {
    for (const written of [folder, smaller]) rmSync(written, { recursive: true });
  }
}

function first(files, count) {
  return new Map([...files].slice(0, count));
}

function writeFolder(files) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prompt-bundles-bench-'));
  for (const name of ['bundles', 'inputs', 'templates']) mkdirSync(path.join(folder, name));
  for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
  return folder;
}

async function cold({ PromptFolder }, { folder, smaller, count }, effort) {
  const paths = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.join(folder, name));
  const index = (root) => String([...new PromptFolder(root).scope.files()].length);
  const loadAll = () => paths.map((file) => load(readFileSync(file, 'utf8')));
  const contenders = [
    contender('ours', () => index(folder)),
    contender('smaller', () => index(smaller)),
    contender('js-yaml', () => String(loadAll().length)),
    contender('reading', () => String(paths.map((file) => readFileSync(file, 'utf8')).length)),
  ];
  const timings = await sideBySide(contenders, { effort, alike: false, roundCount: effort.of(5, 2, 1) });
  const [ours, fewer, theirs, reading] = contenders.map(({ name }) => timings.get(name));
  return [
    {
      what: 'cold, times as slow as js-yaml loading them all',
      figure: ratio(ours, theirs),
      goal: atMost(1.2),
      details: `${duration(ours.nanoseconds)} against ${duration(theirs.nanoseconds)}; reading alone ${duration(reading.nanoseconds)}`,
    },
    {
      what: `cold, a file of ${count} against one of ${count / 10}`,
      figure: ratio(ours, fewer) / 10,
      details: `${duration(ours.nanoseconds / count)} against ${duration((fewer.nanoseconds * 10) / count)}`,
    },
  ];
}

/** What is left on the heap of an index whose files are read one by one and not kept. */
function retained({ CompiledCache, fileTypeOf, parsePromptFile, ScopeIndex, summarise }, folder) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const heap = () => {
    for (let i = 0; i < 3; i++) collect();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const scope = new ScopeIndex();
  const kept = { cache: new CompiledCache() };
  for (const name of readdirSync(folder, { recursive: true })) {
    const type = fileTypeOf(name);
    if (type)
      scope.load(
        summarise(
          name,
          parsePromptFile(type, { text: readFileSync(path.join(folder, name), 'utf8') }),
          kept.cache,
        ),
      );
  }
  const withCache = heap();
  delete kept.cache;
  const bytes = heap() - before;
  return [
    {
      what: 'retained',
      figure: bytes / MB,
      unit: 'MB',
      goal: atMost(5),
      details: `${Math.round(bytes / [...scope.files()].length)} bytes a file; compiled constraints ${((withCache - before - bytes) / MB).toFixed(1)} MB more`,
    },
  ];
}

async function edits(extension, files, effort) {
  const workspaces = [];
  for (const some of [first(files, FEW), files]) {
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
    { what: 'a letter in a template', file: EDITED, edit: edited, work: whole, goal: atMost(1.2) },
    { what: '– problems alone', file: EDITED, edit: edited, work: problems },
    { what: '– the preview alone', file: EDITED, edit: edited, work: preview },
    { what: "a letter in an input's task", file: INPUT, edit: withTask, work: whole },
    { what: "a digit of a template's version", file: EDITED, edit: withVersion, work: whole },
    { what: "a letter of a bundle's model", file: BUNDLE, edit: withModel, work: whole },
  ];
  const rows = [];
  for (const { what, file, edit, work, goal } of kinds) {
    const texts = Array.from({ length: 26 }, (_, i) => edit(files.get(file), i));
    const contenders = workspaces.map((workspace, i) =>
      asyncContender(i ? 'many' : 'few', (run) => work(workspace, file, texts[run % texts.length])),
    );
    const timings = await sideBySide(contenders, { effort, alike: false });
    const [one, other] = [timings.get('few'), timings.get('many')];
    rows.push({
      what: `${what}, against the same among ${FEW} files`,
      figure: ratio(other, one),
      ...(goal && { goal }),
      details: `${duration(other.nanoseconds)} against ${duration(one.nanoseconds)}${work === whole ? `; message ${await kilobytes(contenders[1])} against ${await kilobytes(contenders[0])}` : ''}`,
    });
    for (const workspace of workspaces) await workspace.edit(file, files.get(file));
  }
  return rows;
}

async function kilobytes({ result }) {
  return `${((await result()).length / 1e3).toFixed(1)} KB`;
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
