import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import { Random } from '../fuzz/random.js';
import { extension, folder as workspaceFolder } from '../host/support.js';
import { ALL_ACTIONS, anyAction, run as command, setDefaults, type Action, type Scene } from './actions.js';
import { growsBeyond, growsSteadily, LEAST_SAMPLES } from './growth.js';
import { LiveObjects } from './liveObjects.js';
import { print } from './print.mjs';
import { freshProblems, shownProblems } from './problemsShown.js';
import { SoakFolder } from './soakFolder.js';
import { ToldChanges } from './toldChanges.js';

// VS Code calls `run` in its extension host, with a folder open that has no prompt file yet. Rounds of random actions; in each the
// problems are compared with those of a fresh start, and at its end everything is as it was at first and the heap is measured.

const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 120);
const SEED = Number(process.env['SOAK_SEED'] ?? 20261127);
/** How many bytes more the heap may have in the last third than in the first, by their medians. */
const HEAP_ALLOWANCE = 3_000_000;
/** How long problems may take to be right, on a machine that is busy with other things. */
const PATIENCE_MS = 60_000;
/** How many actions a round has, at most. */
const ROUND = 25;
/** How many of the last actions are told of a failure. */
const TOLD = 40;

interface Sample {
  readonly heap: number;
  readonly live: Readonly<Record<string, number>>;
}

export async function run(): Promise<void> {
  if (extension().isActive) throw new Error('The extension runs already: nothing of it can be counted.');
  const live = new LiveObjects();
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const random = new Random(SEED);
  const folder = new SoakFolder(workspaceFolder().fsPath, extension().extensionPath);
  const scene: Scene = { random, folder };
  const told = new ToldChanges(folder.root);
  const done: string[] = [];
  const samples: Sample[] = [];
  let compared = 0;

  const act = async (action: Action): Promise<void> => {
    done.push(`${action.name} …`);
    const began = new Date().toISOString().slice(11, 23);
    done[done.length - 1] = `${began} ${await action(scene)}`;
  };
  const compare = async (): Promise<void> => {
    await setDefaults();
    await workspace.saveAll(false);
    await becomeEqual(folder.root, told);
    compared++;
  };

  try {
    await workspace
      .getConfiguration('files')
      .update('saveConflictResolution', 'overwriteFileOnDisk', ConfigurationTarget.Global);
    for (const name of folder.makeFolders()) while (!told.of(name).includes('created')) await pause(20);
    folder.begin();
    await command('promptBundles.showBundles');
    await compare();
    // What is read when it is first asked for is there from the first sample on.
    for (const action of ALL_ACTIONS) await act(action);
    await compare();
    await tidyUp(folder);
    await compare();

    const end = Date.now() + SECONDS * 1000;
    while (Date.now() < end || samples.length < LEAST_SAMPLES) {
      done.push('a round begins');
      const actions = 5 + random.below(ROUND - 5);
      for (let i = 0; i < actions; i++) {
        await act(anyAction(random));
        // Some come while the extension is at work on others, some when it is idle.
        if (random.chance(0.3)) await pause(random.below(400));
      }
      await compare();
      await tidyUp(folder);
      await compare();
      samples.push({ heap: await heapAfter(collect), live: live.counts() });
    }
  } catch (error) {
    const last = done.slice(-TOLD).join('\n  ');
    print(`soak: failed with seed ${SEED} after ${done.length} actions, of which the last were\n  ${last}`);
    throw error;
  }
  told.dispose();
  report(samples, done.length, compared);
}

/** Nothing open, nothing unsaved, and the files as they were at first. */
async function tidyUp(folder: SoakFolder): Promise<void> {
  folder.reset();
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document, { preview: false });
    await command('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
  await commands.executeCommand('notifications.clearAll');
}

/** Waits until the problems shown are those of a fresh start. */
async function becomeEqual(root: string, told: ToldChanges): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const fresh = await freshProblems(root);
    const shown = shownProblems(root);
    if (fresh.join('\n') === shown.join('\n')) return;
    if (Date.now() > end) {
      const more = shown.filter((problem) => !fresh.includes(problem)).slice(0, 20);
      const less = fresh.filter((problem) => !shown.includes(problem)).slice(0, 20);
      const files = [...new Set([...more, ...less].map((problem) => problem.slice(0, problem.indexOf(':'))))];
      const changes = files.map((file) => `\n  ${file}: ${told.of(file)}`);
      throw new Error(
        `The problems shown are not those of a fresh start.\nShown alone:\n  ${more.join('\n  ')}\nFound by the command line alone:\n  ${less.join('\n  ')}\nWhat VS Code told of changes:${changes.join('')}`,
      );
    }
    await pause(100);
  }
}

async function heapAfter(collect: () => void): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await pause(50);
    collect();
  }
  return process.memoryUsage().heapUsed;
}

function report(samples: readonly Sample[], actions: number, compared: number): void {
  const heaps = samples.map(({ heap }) => heap);
  const kinds = [...new Set(samples.flatMap(({ live }) => Object.keys(live)))];
  const counts = kinds.map((kind) => ({ kind, counts: samples.map(({ live }) => live[kind] ?? 0) }));
  const totals = samples.map(({ live }) => Object.values(live).reduce((sum, count) => sum + count, 0));
  print(
    `soak: seed ${SEED}: rounds ${samples.length}, actions ${actions}, comparisons with a fresh start ${compared}`,
  );
  print(`soak: MB of heap ${heaps.map((heap) => (heap / 1e6).toFixed(1)).join(' ')}`);
  print(`soak: listeners and other objects of VS Code ${totals.join(' ')}`);
  const growing = counts.filter((one) => growsSteadily(one.counts));
  if (growsBeyond(heaps, HEAP_ALLOWANCE))
    throw new Error(`The heap grows by more than ${HEAP_ALLOWANCE} bytes. Seed ${SEED}.`);
  if (growing.length > 0)
    throw new Error(
      `There are more and more: ${growing.map(({ kind, counts }) => `${kind} ${counts.join(' ')}`).join('; ')}. Seed ${SEED}.`,
    );
}
