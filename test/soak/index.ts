import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  commands,
  ConfigurationTarget,
  TabInputText,
  Uri,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import { openAnotherWindow } from '../host/anotherWindow.js';
import { Random } from '../fuzz/random.js';
import { extension, folder as workspaceFolder } from '../host/support.js';
import { catchUp, stateOf, unlikeStored, type Missed } from './catchUp.js';
import { ALL_ACTIONS, anyAction, setDefaults, type Action, type Scene } from './actions.js';
import { growsSteadily, lateGrowth, LEAST_SAMPLES } from './growth.js';
import { Heap } from './heap.js';
import type { HeapParts } from './heapParts.mjs';
import { LiveObjects } from './liveObjects.js';
import { print } from './print.mjs';
import { run as command } from './editors.js';
import { freshProblems, linesOf, shownProblems, type Problems } from './problemsShown.js';
import { SoakFolder } from './soakFolder.js';
import { ToldChanges } from './toldChanges.js';

// VS Code calls `run` in its extension host, with a folder open that has no prompt file yet. Rounds of random actions; in each the
// problems are compared with those of a fresh start, and at its end everything is as it was at first and the heap is measured.

const SECONDS = Number(process.env['SOAK_SECONDS'] ?? 120);
const SEED = Number(process.env['SOAK_SEED'] ?? 20261127);
/** How long problems may take to be right, on a machine that is busy with other things. */
const PATIENCE_MS = 60_000;
/** After how long it is asked whether VS Code did not see something: it gathers what happens for a while. */
const SETTLING_MS = 3_000;
/** How many actions a round has, at most. */
const ROUND = 25;
/** How long VS Code keeps a document that nobody shows, and some more. */
const KEPT_OPEN_MS = 200_000;
/** How many of the last actions are told of a failure. */
const TOLD = 60;

interface Sample {
  readonly heap: number;
  /** How much of it is code, as it was read and compiled: that grows for long, as V8 compiles better what is used often. */
  readonly code: number;
  /** How many documents VS Code holds longer than it means to. */
  readonly documents: number;
}

/**
 * Whose the heap is, and how many bytes it may grow over the second half, whatever its length, beyond what it was at the start or in
 * the middle. A leak of ours is in what our code keeps:
 * it reaches from files to their texts and findings. What it hands to VS Code is in what that keeps, of which some 3 MB may be
 * loaded once, late in a run of two minutes. Two parts have no limit. V8 goes on
 * for long to compile what is used often, and to learn of it. And VS Code has a fault: its `ExtHostTreeView` registers a `DisposableStore`
 * for each row that it makes, disposes of it when the row is made anew, and never takes it off its own list, which ends with the view.
 * So each row that changes costs some 230 bytes, whoever provides it.
 */
const WHOSE: readonly (readonly [keyof HeapParts, words: string, allowance: number])[] = [
  ['ours', 'our code alone keeps', 500_000],
  ['others', 'VS Code keeps', 5_000_000],
  ['forgotten', 'VS Code keeps of rows that are gone', Infinity],
  ['engine', 'V8 has for itself', Infinity],
];

/** What is counted, by what VS Code was asked for. */
const KINDS = [
  ['listeners', /\.on(?:Did|Will)/],
  ['watchers', /\.createFileSystemWatcher$/],
  ['other objects of VS Code', /\.(?:register|create(?!FileSystemWatcher$))/],
] as const;

export async function run(): Promise<void> {
  if (extension().isActive) throw new Error('The extension runs already: nothing of it can be counted.');
  const live = new LiveObjects();
  const heap = new Heap(extension().extensionPath, process.env['SOAK_SNAPSHOTS']);
  /** At the start, in the middle of the time and at the end. */
  const heaps: HeapParts[] = [];
  const random = new Random(SEED);
  const folder = new SoakFolder(workspaceFolder().fsPath, extension().extensionPath);
  const scene: Scene = { random, folder };
  const told = new ToldChanges(folder.root);
  const windows = new OtherWindows(folder);
  const done: string[] = [];
  const samples: Sample[] = [];
  const held = new HeldDocuments();
  /** How many there were after each round, by what they were asked of. */
  const counted = new Map<string, number[]>();
  let actions = 0;
  let compared = 0;
  let helped = 0;

  const note = (what: string): void => {
    done.push(what);
    if (done.length > TOLD) done.shift();
  };
  const act = async (action: Action): Promise<void> => {
    const began = new Date().toISOString().slice(11, 23);
    note(`${began} ${action.name} …`);
    done[done.length - 1] = `${began} ${await action(scene)}`;
    actions++;
  };
  const compare = async (): Promise<void> => {
    await setDefaults();
    const { documents, files } = await becomeEqual(folder, told);
    compared++;
    if (documents.length + files.length > 0) {
      helped++;
      note(`VS Code missed ${[...documents, ...files].join(', ')}`);
    }
  };

  try {
    await workspace
      .getConfiguration('files')
      .update('saveConflictResolution', 'overwriteFileOnDisk', ConfigurationTarget.Global);
    for (const name of folder.makeFolders()) while (!told.of(name).includes('created')) await pause(20);
    folder.begin();
    await command('promptBundles.showBundles');
    await compare();
    await windows.openAnother();
    // What is read when it is first asked for is there from the first sample on.
    for (const action of ALL_ACTIONS) await act(action);
    await compare();
    await windows.openAnother();
    await tidyUp(folder);
    await compare();

    const middle = Date.now() + SECONDS * 500;
    const end = Date.now() + SECONDS * 1000;
    while (Date.now() < end || samples.length < LEAST_SAMPLES) {
      note('a round begins');
      const length = 5 + random.below(ROUND - 5);
      for (let i = 0; i < length; i++) {
        await act(anyAction(random));
        // Some come while the extension is at work on others, some when it is idle.
        if (random.chance(0.3)) await pause(random.below(400));
      }
      await compare();
      await windows.openAnother();
      await tidyUp(folder);
      await compare();
      told.forgetGone();
      for (const [kind, count] of Object.entries(live.counts())) {
        const counts = counted.get(kind) ?? samples.map(() => 0);
        counts.push(count);
        counted.set(kind, counts);
      }
      samples.push({ ...(await heap.size()), documents: held.count() });
      if (heaps.length === 0) heaps.push(await heap.parts('start'));
      else if (heaps.length === 1 && Date.now() > middle) heaps.push(await heap.parts('middle'));
    }
    heaps.push(await heap.parts('end'));
  } catch (error) {
    heap.dispose();
    print(
      `soak: failed with seed ${SEED} after ${actions} actions, of which the last were\n  ${done.join('\n  ')}`,
    );
    throw error;
  }
  told.dispose();
  windows.dispose();
  heap.dispose();
  print(
    `soak: seed ${SEED}, ${samples.length} rounds, ${actions} actions, ${compared} comparisons with the command line, before ${helped} of which VS Code had missed a change`,
  );
  if (helped > compared / 2)
    throw new Error(`VS Code missed changes before ${helped} of ${compared} comparisons: what was compared?`);
  report(samples, counted, heaps);
}

/** Windows that are opened one after the other, each with what the last one has kept of the files. */
class OtherWindows {
  readonly #storage = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-soak-'));
  #opened = 0;
  #files = 0;
  #read = 0;

  constructor(private readonly folder: SoakFolder) {}

  /** Opens one more, which has to show the problems of a fresh start. */
  async openAnother(): Promise<void> {
    const { root } = this.folder;
    const { shown, reads, told } = await openAnotherWindow(this.#storage, 'may keep');
    const found = [...shown].map(
      ([file, problems]) => [Uri.parse(file), problems.map(({ diagnostic }) => diagnostic)] as const,
    );
    const fresh = await freshProblems(root);
    const [more, less] = differenceOf(linesOf(root, found), fresh);
    if (more.length + less.length > 0)
      throw new Error(
        [
          'Another window shows other problems than a fresh start. It alone:',
          ...more,
          'That alone:',
          ...less,
        ].join('\n  '),
      );
    if (told.length > 0) throw new Error(`Another window tells in its log: ${told.join('\n')}`);
    if (this.#opened++ === 0) return;
    this.#files += this.folder.promptFiles().length;
    this.#read += reads.size;
  }

  dispose(): void {
    rmSync(this.#storage, { recursive: true });
    print(
      `soak: ${this.#opened} more windows, which read ${this.#read} of ${this.#files} files: the rest was kept by the one before`,
    );
    if (this.#read >= this.#files) throw new Error('Nothing was kept from one window to the next.');
  }
}

/** Nothing open, nothing unsaved, and the files as they were at first. */
async function tidyUp(folder: SoakFolder): Promise<void> {
  folder.reset();
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document, { preview: false });
    await command('workbench.action.revertAndCloseActiveEditor');
  }
  for (const document of ownerless()) await window.showTextDocument(document, { preview: false });
  await commands.executeCommand('workbench.action.closeAllEditors');
  await commands.executeCommand('notifications.clearAll');
}

/**
 * The documents that VS Code holds. One that an extension opens it keeps for three minutes (`BoundModelReferenceCollection`), shown or
 * not: those that are there for longer count.
 */
class HeldDocuments {
  readonly #since = new WeakMap<TextDocument, number>();

  /** Counts them, after everything was closed. */
  count(): number {
    const now = Date.now();
    return workspace.textDocuments.filter((document) => {
      const since = this.#since.get(document) ?? now;
      this.#since.set(document, since);
      return now - since > KEPT_OPEN_MS;
    }).length;
  }
}

/**
 * The documents that VS Code would hold as long as its window is open. When files or folders move whose documents are open, its
 * `TextFileEditorModelManager` makes the documents anew at their new places; they have no owner until an editor shows them, and only
 * when that is closed are they let go.
 */
function ownerless(): readonly TextDocument[] {
  const inTabs = new Set(
    window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri.toString()] : [])),
    ),
  );
  return workspace.textDocuments.filter(
    ({ uri, isClosed }) => !isClosed && uri.scheme === 'file' && !inTabs.has(uri.toString()),
  );
}

/** Waits until the problems shown are those of a fresh start; gives what VS Code did not see until then. */
async function becomeEqual(folder: SoakFolder, told: ToldChanges): Promise<Missed> {
  const began = Date.now();
  const missed: { documents: string[]; files: string[] } = { documents: [], files: [] };
  let looked = began;
  for (;;) {
    // Each by itself: all together are saved of editors alone, which VS Code opens somewhat later for what is unsaved.
    for (const document of workspace.textDocuments) if (document.isDirty) await document.save();
    const fresh = await freshProblems(folder.root);
    const shown = shownProblems(folder.root);
    if (fresh.join('\n') === shown.join('\n')) return missed;
    const now = Date.now();
    if (now > began + PATIENCE_MS) throw new Error(difference(folder, told, { fresh, shown }));
    if (now > looked + SETTLING_MS) {
      const { documents, files } = await catchUp(folder, told);
      missed.documents.push(...documents);
      missed.files.push(...files);
      looked = Date.now();
    }
    await pause(100);
  }
}

function difference(
  folder: SoakFolder,
  told: ToldChanges,
  { fresh, shown }: { readonly fresh: Problems; readonly shown: Problems },
): string {
  const [more, less] = differenceOf(shown, fresh);
  const files = new Set([
    ...[...more, ...less].map((problem) => problem.slice(0, problem.indexOf(':'))),
    ...unlikeStored(folder),
  ]);
  const states = [...files].map(
    (file) => `${file}: ${stateOf(folder, file)}; VS Code told: ${told.of(file) || 'nothing'}`,
  );
  const list = (title: string, lines: Iterable<string>): string => [title, ...lines].join('\n  ');
  return [
    'The problems shown are not those of a fresh start.',
    list('Shown alone:', more),
    list('Found by the command line alone:', less),
    list('The files:', states),
  ].join('\n');
}

/** Some of what the one has more than the other, and less. */
function differenceOf(one: Problems, other: Problems): readonly [more: Problems, less: Problems] {
  return [
    one.filter((problem) => !other.includes(problem)).slice(0, 20),
    other.filter((problem) => !one.includes(problem)).slice(0, 20),
  ];
}

function report(
  samples: readonly Sample[],
  live: ReadonlyMap<string, readonly number[]>,
  [start, middle, end]: readonly HeapParts[],
): void {
  if (!start || !middle || !end) throw new Error('It ended before the heap was looked at three times.');
  const megabytes = (bytes: number): number => Math.round(bytes / 1e4) / 100;
  const heaps = samples.map(({ heap }) => heap);
  const { by, error } = lateGrowth(heaps);
  print(
    `soak: heap ${points(heaps.map(megabytes))} MB; in the second half it grew by ${megabytes(by)} MB, give or take ${megabytes(error)}`,
  );
  print(`soak: heap after each round ${heaps.map((heap) => (heap / 1e6).toFixed(1)).join(' ')}`);
  print(`soak: of the heap, code ${points(samples.map(({ code }) => megabytes(code)))} MB`);
  for (const [whose, words] of WHOSE)
    print(`soak: ${words} ${points([start, middle, end].map((heap) => megabytes(heap[whose])))} MB`);
  const open = workspace.textDocuments.map(({ uri }) => `${uri.scheme}:${path.basename(uri.path)}`);
  const documents = samples.map((sample) => sample.documents);
  print(`soak: documents held for long ${points(documents)}; at the end there are ${open.sort().join(', ')}`);
  for (const [what, pattern] of KINDS) {
    const totals = samples.map((_, i) =>
      [...live].reduce((sum, [kind, counts]) => sum + (pattern.test(kind) ? (counts[i] ?? 0) : 0), 0),
    );
    print(`soak: ${what} ${points(totals)}`);
  }
  for (const [whose, words, allowance] of WHOSE)
    if (end[whose] - Math.max(start[whose], middle[whose]) > allowance)
      throw new Error(
        `What ${words} grows by more than ${allowance} bytes in the second half: ${start[whose]}, ${middle[whose]}, ${end[whose]} (start, middle, end). Seed ${SEED}.`,
      );
  const growing = [...live, ['documents', documents] as const].filter(([, counts]) => growsSteadily(counts));
  if (growing.length > 0)
    throw new Error(
      `There are more and more: ${growing.map(([kind, counts]) => `${kind} ${counts.join(' ')}`).join('; ')}. Seed ${SEED}.`,
    );
}

/** The first, the one in the middle and the last. */
function points(samples: readonly number[]): string {
  const middle = samples[Math.floor(samples.length / 2)];
  return `${samples[0]}, ${middle}, ${samples.at(-1)} (start, middle, end)`;
}
