import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Uri } from 'vscode';
import { ConfigurationTarget, languages, RelativePattern, window, workspace } from 'vscode';
import { loadHashing } from '../../src/core/hashing.js';
import { Diagnostics } from '../../src/extension/problems/diagnostics.js';
import { PromptWorkspace } from '../../src/extension/workspace/promptWorkspace.js';
import { createPromptLanguage } from '../../src/language/index.js';
import { readSmallFile } from '../../src/node/readSmallFile.js';
import { sha256 } from '../../src/node/sha256.js';
import { shownIn, storedIn } from './findingsIn.js';
import { at, becomes, open, problems, problemsBecome, same, tidyUp, write } from './support.js';

const root = at('many');
const GROUPS = 30;
const FOUND = 'It is frabjous.';

const templateFile = (name: string): Uri => at(`${name}.prompt-template.md`, root);
const template = (id: string, semver: string, text: string): string =>
  `---\ntemplate_id: ${id}\nsemver: ${semver}\nrole: system\nconstraints: {FORBIDDEN_TOKENS: [frabjous]}\n---\n\n${text}\n`;
const bundle = (id: string, versions: Readonly<Record<string, string>>, semver = '1.0.0'): string =>
  JSON.stringify({
    bundle_id: id,
    semver,
    tags: [`model-${id}`],
    templates: Object.fromEntries(
      Object.entries(versions).map(([slot, version]) => [slot, `${id}-${slot}@${version}`]),
    ),
  });
const input = (id: string, task: string): string =>
  `model_type: model-${id}\nsemantic_traits: {tone: calm}\nactivity_level: 0.5\nstress: 0.5\ntask: ${task}\n`;
const SLOTS = ['system', 'personality', 'activity', 'task'];
const versions = (semver: string): Record<string, string> =>
  Object.fromEntries(SLOTS.map((slot) => [slot, semver]));

/** The text of each file, by its name: bundles of four templates and an input each. */
function manyFiles(): Map<string, string> {
  const files = new Map<string, string>();
  for (let number = 0; number < GROUPS; number++) {
    const id = `many${number}`;
    for (const slot of SLOTS)
      files.set(`${id}-${slot}.prompt-template.md`, template(`${id}-${slot}`, '1.0.0', `A text of ${id}.`));
    files.set(`${id}.prompt-bundle.json`, bundle(id, versions('1.0.0')));
    files.set(`${id}.prompt-input.yaml`, input(id, 'Say it.'));
  }
  return files;
}

/** The same at a later commit: of a third the texts offend, or cannot be read, versions change, and files come and go. */
function laterFiles(): Map<string, string> {
  const files = manyFiles();
  for (let number = 0; number < GROUPS; number++) {
    const id = `many${number}`;
    const file = (slot: string): string => `${id}-${slot}.prompt-template.md`;
    files.set(file('system'), template(`${id}-system`, '1.0.0', `Another text of ${id}.`));
    files.set(
      file('task'),
      template(`${id}-task`, '1.0.0', `Another text of ${id}.${number % 3 ? '' : ` ${FOUND}`}`),
    );
    if (number % 5 === 1)
      files.set(
        file('activity'),
        `---\ntemplate_id: ${id}-activity\nsemver: 1.0.0\nrole: [\n---\n\nUnreadable.\n`,
      );
    if (number % 5 === 2) files.set(file('personality'), template(`${id}-personality`, '2.0.0', 'Newer.'));
    if (number % 5 === 3) files.delete(file('personality'));
    if (number % 5 === 4) files.set(`${id}.prompt-input.yaml`, input(id, 'Say that it is frabjous.'));
    if (number % 7 === 0) files.set(`${id}-next.prompt-bundle.json`, bundle(id, versions('1.0.0'), '1.1.0'));
    if (number % 7 === 1) files.set(`${id}-copy.prompt-bundle.json`, bundle(id, versions('1.0.0')));
  }
  return files;
}

async function writeAll(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, text] of files) await write(at(name, root), text);
}

const isOwn = ({ path: file }: Uri): boolean => file.startsWith(`${root.path}/`);
const shownFindings = (): string[] => shownIn(root);
const storedFindings = (): Promise<string[]> => storedIn(root);

/** What is told of changed problems while something is done, each time the files. */
async function toldWhile(act: () => Promise<void>): Promise<readonly (readonly string[])[]> {
  const told: string[][] = [];
  const listening = languages.onDidChangeDiagnostics(({ uris }) => {
    told.push(uris.filter(isOwn).map((uri) => uri.toString()));
  });
  try {
    await act();
  } finally {
    listening.dispose();
  }
  return told.filter(({ length }) => length > 0);
}

/** Does what makes files, and waits until VS Code has told that each is there: whoever begins to watch then is told no more. */
async function toldOfAll(names: readonly string[], act: () => Promise<void>): Promise<void> {
  const untold = new Set(names.map((name) => at(name, root).toString()));
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(root, '*'));
  const take = (file: Uri): void => {
    untold.delete(file.toString());
  };
  const listening = [watcher, watcher.onDidCreate(take), watcher.onDidChange(take)];
  try {
    await act();
    await becomes('Files that nothing was told of', () => [...untold], []);
  } finally {
    for (const one of listening) one.dispose();
  }
}

describe('many files at once', () => {
  afterEach(() => tidyUp(root, at('.vscode')));

  it('end with the problems that `lint` finds, when git checks another commit out and back', async () => {
    const repository = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-git-'));
    // The repository is elsewhere: one within the workspace would be none of ours.
    const git = (...args: string[]): Promise<unknown> =>
      promisify(execFile)('git', ['-c', 'user.name=t', '-c', 'user.email=t@localhost', ...args], {
        cwd: root.fsPath,
        env: { ...process.env, GIT_DIR: repository, GIT_WORK_TREE: root.fsPath },
      });
    const commit = async (name: string): Promise<void> => {
      await git('add', '-A');
      await git('commit', '-qm', name);
      await git('tag', name);
    };
    try {
      await workspace.fs.createDirectory(root);
      await git('init', '-q');
      await writeAll(laterFiles());
      await commit('later');
      for (const name of laterFiles().keys())
        if (!manyFiles().has(name)) await workspace.fs.delete(at(name, root));
      await writeAll(manyFiles());
      await commit('now');
      await becomes('The problems of the folder', shownFindings, []);

      await git('checkout', '-q', 'later');
      const found = await storedFindings();
      for (const code of ['forbidden-token', 'syntax', 'unresolved-template', 'duplicate-version'])
        if (!found.some((finding) => finding.includes(`"${code}"`))) throw new Error(`Nothing has ${code}.`);
      await becomes('The problems after a checkout', shownFindings, found);

      await git('checkout', '-q', 'now');
      same('What lint finds', await storedFindings(), []);
      await becomes('The problems after the checkout back', shownFindings, []);
    } finally {
      rmSync(repository, { recursive: true });
    }
  });

  it('are told of where they have problems, and nothing is told of the others', async () => {
    const files = manyFiles();
    const offending = 'many7-task.prompt-template.md';
    files.set(offending, template('many7-task', '1.0.0', FOUND));
    const told = await toldWhile(async () => {
      await workspace.fs.createDirectory(root);
      await writeAll(files);
      await becomes('Codes', () => problems(at(offending, root)).length, 1);
      // All that is told of the others would be told by now.
      await write(at(offending, root), template('many7-task', '1.0.0', 'Good.'));
      await problemsBecome(at(offending, root), []);
    });
    // While files come one after the other, bundles miss their templates for a moment.
    const clean = [...files.keys()].filter(
      (name) => name.includes('.prompt-template.') && name !== offending,
    );
    same(
      'What was told of templates without problems',
      told.flat().filter((file) => clean.some((name) => file.endsWith(`/${name}`))),
      [],
    );
  });

  it('show what is in view first', async () => {
    const files = [...manyFiles().keys()].filter((name) => name.includes('.prompt-template.'));
    await workspace.fs.createDirectory(root);
    for (const name of files) await write(at(name, root), template(name.split('.')[0] ?? '', '1.0.0', FOUND));
    for (const name of files) await becomes(name, () => problems(at(name, root)).length, 1);
    const seen = templateFile('many17-activity');
    await window.showTextDocument(await open(seen));
    const severities = (): string[] =>
      files.flatMap((name) => problems(at(name, root)).map((problem) => problem.split(' ')[0] ?? ''));
    const told = await toldWhile(async () => {
      const settings = workspace.getConfiguration('promptBundles');
      await settings.update('rules', { 'forbidden-token': 'error' }, ConfigurationTarget.Workspace);
      await becomes(
        'Severities',
        severities,
        files.map(() => 'error'),
      );
    });
    same('The first files that are told of', told[0], [seen.toString()]);
    if (told.length > files.length / 2) throw new Error(`${told.length} messages are no batches.`);
  });

  it('are read once each, bundles and their parts, until all problems are shown', async () => {
    await workspace.fs.createDirectory(root);
    await toldOfAll([...laterFiles().keys()], () => writeAll(laterFiles()));
    const reads = new Map<string, number>();
    const log = window.createOutputChannel('Many files', { log: true });
    const platform = {
      loadSha256: () => Promise.resolve(sha256),
      realPath: () => Promise.resolve(undefined),
      readQuickly: (file: Uri, limit: number) => {
        reads.set(file.toString(), (reads.get(file.toString()) ?? 0) + 1);
        return readSmallFile(file.fsPath, limit);
      },
    };
    const files = new PromptWorkspace(log, platform);
    const language = createPromptLanguage({
      files,
      cache: files.cache,
      loadHashing: () => loadHashing(sha256),
      now: () => new Date(),
    });
    const diagnostics = new Diagnostics(files, language, log);
    const shown = new Set<string>();
    diagnostics.onDidShow((told) => {
      for (const file of told) shown.add(file);
    });
    try {
      await files.load();
      const opened = new Set(workspace.textDocuments.map(({ uri }) => uri.toString()));
      const stored = [...laterFiles().keys()].map((name) => at(name, root).toString());
      const names = stored.filter((file) => !opened.has(file));
      await becomes('Files that are not shown', () => names.filter((file) => !shown.has(file)), []);
      same(
        'Files that were not read',
        names.filter((file) => !reads.has(file)),
        [],
      );
      same(
        'Files that were read again',
        [...reads].filter(([, times]) => times > 1),
        [],
      );
    } finally {
      for (const one of [diagnostics, files, log]) one.dispose();
    }
  });
});
