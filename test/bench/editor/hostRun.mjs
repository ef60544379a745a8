/* global __dirname -- bundled as CommonJS, beside its plan */
// What runs in the extension host, as VS Code runs tests: opens a preview, waits for all problems and, in a first start, until what is known of
// the files is kept; else edits, checks another commit out. It writes what each took, in milliseconds.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { commands, languages, Range, Uri, workspace, WorkspaceEdit } from 'vscode';
import { panelOpenedBy } from '../../host/capturedPanels.ts';

const PATIENCE_MS = 300_000;
const LOOK_EVERY_MS = 25;
/** Idle: so little processor time in so long. */
const IDLE = { spent: 40, during: 1_000 };
/** What a profiler adds to that. */
const PROFILING = 200;

export async function run() {
  const plan = JSON.parse(readFileSync(path.join(__dirname, 'plan.json'), 'utf8'));
  const monitor = globalThis.promptBundlesBench;
  if (!monitor?.activation) throw new Error('The extension was not activated.');
  const since = (start) => performance.now() - start;
  const root = workspace.workspaceFolders[0].uri;
  const at = (file) => Uri.joinPath(root, file);

  const asked = performance.now();
  const panel = plan.isPreviewed
    ? await panelOpenedBy(() => commands.executeCommand('promptBundles.openPreview', at(plan.bundle)))
    : undefined;
  const renders = () => panel.told.filter(({ type }) => type === 'render').length;
  if (panel) await until('a preview', () => renders() > 0);
  const firstPreview = since(asked);

  await until(`${plan.problems} files with problems`, () => filesWithProblems() === plan.problems);
  const allProblems = since(monitor.started);
  const spentOnProblems = monitor.processorTime() - monitor.processorTimeAtStart;
  await idle(monitor);
  const spentUntilIdle = monitor.processorTime() - monitor.processorTimeAtStart;
  const startBlocks = monitor.blocks.splice(0);
  monitor.profile?.('start');
  const start = {
    activation: monitor.activation,
    firstPreview,
    allProblems,
    spentOnProblems,
    spentUntilIdle,
    startBlocks,
  };

  if (plan.isFirst) {
    const kept = () => readdirSync(plan.storage).filter((name) => /^[^.].*\.cache$/.test(name));
    await until('a cache', () => kept().length > 0);
    await idle(monitor);
    const keptBytes = statSync(path.join(plan.storage, kept()[0])).size;
    writeFileSync(plan.resultFile, JSON.stringify({ ...start, keptBytes, keepingBlocks: monitor.blocks }));
    return;
  }

  const document = await workspace.openTextDocument(at(plan.template));
  await idle(monitor);
  const original = document.getText();
  const written = document.positionAt(original.trimEnd().length);
  /** The end of what the template says, with another text behind it. */
  const write = async (text) => {
    const edit = new WorkspaceEdit();
    edit.replace(document.uri, new Range(written, document.positionAt(document.getText().length)), text);
    await workspace.applyEdit(edit);
  };
  const toPage = [];
  const toProblems = [];
  const hasProblem = () => languages.getDiagnostics(document.uri).some(isOurs);
  for (let i = 0; panel && i < plan.edits; i++) {
    const before = renders();
    const start = performance.now();
    await write(` ${'q'.repeat(i + 1)}\n`);
    await until('another message', () => renders() > before, 1);
    toPage.push(since(start));
  }
  for (let i = 0; i < plan.edits; i++) {
    const start = performance.now();
    await write(` ${plan.forbidden}\n`);
    await until('a problem', hasProblem, 1);
    toProblems.push(since(start));
    await write(` ${'q'.repeat(i + 1)}\n`);
    await until('no problem', () => !hasProblem(), 1);
  }
  await write('\n');
  await document.save();
  await idle(monitor);
  const editBlocks = monitor.blocks.splice(0);
  monitor.profile?.('edits');

  const [begun, spent] = [performance.now(), monitor.processorTime()];
  await promisify(execFile)('git', ['checkout', '-q', '--force', plan.commit], { cwd: root.fsPath });
  await until(`${plan.problemsLater} files with problems`, () => filesWithProblems() === plan.problemsLater);
  const checkout = { wall: since(begun), spent: monitor.processorTime() - spent };
  await idle(monitor);
  if (filesWithProblems() !== plan.problemsLater) throw new Error('The problems did not stay right.');

  monitor.profile?.('checkout');

  const result = {
    ...start,
    toPage,
    toProblems,
    editBlocks,
    checkout,
    checkoutBlocks: monitor.blocks,
    peakHeap: monitor.peakHeap,
  };
  writeFileSync(plan.resultFile, JSON.stringify(result));
}

const isOurs = ({ source }) => source === 'Prompt Bundles';

function filesWithProblems() {
  return languages.getDiagnostics().filter(([, found]) => found.some(isOurs)).length;
}

async function until(what, look, every = LOOK_EVERY_MS) {
  for (const end = Date.now() + PATIENCE_MS; !look(); await pause(every))
    if (Date.now() > end)
      throw new Error(`There should be ${what}; ${filesWithProblems()} files have problems.`);
}

async function idle(monitor) {
  for (let before = monitor.processorTime(); ;) {
    await pause(IDLE.during);
    const now = monitor.processorTime();
    if (now - before < IDLE.spent + (monitor.profile ? PROFILING : 0)) return;
    before = now;
  }
}
