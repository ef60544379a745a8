import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { EventEmitter, window, workspace } from 'vscode';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../src/core/documents/promptFile.js';
import { KeptFiles } from '../../src/extension/desktop/keptFiles.js';
import { PromptIndex } from '../../src/language/index.js';
import { Random } from '../fuzz/random.js';
import { isOther, keptIn, openAnotherWindow } from './anotherWindow.js';
import {
  at,
  becomes,
  extension,
  open,
  problems,
  read,
  retype,
  revert,
  same,
  tidyUp,
  write,
} from './support.js';

const GROUPS = 8;
const FOUND = 'It is frabjous.';
const SLOTS = ['system', 'personality', 'activity', 'task'];

let folders = 0;
let root: Uri;

const templateFile = (id: string, slot: string): Uri => at(`${id}-${slot}.prompt-template.md`, root);
const bundleFile = (id: string): Uri => at(`${id}.prompt-bundle.json`, root);
const template = (id: string, text: string, constraints = ''): string =>
  `---\ntemplate_id: ${id}\nsemver: 1.0.0\nrole: system\n${constraints}---\n\n${text}\n`;
const bundle = (id: string, semver = '1.0.0'): string =>
  JSON.stringify({
    bundle_id: id,
    semver,
    tags: [`model-${id}`],
    templates: Object.fromEntries(SLOTS.map((slot) => [slot, `${id}-${slot}@1.0.0`])),
  });

/** Bundles of four templates; of the first, what one part says offends another. */
async function writeFolder(): Promise<void> {
  await workspace.fs.createDirectory(root);
  for (let number = 0; number < GROUPS; number++) {
    const id = `kept${number}`;
    for (const slot of SLOTS)
      await write(
        templateFile(id, slot),
        template(
          `${id}-${slot}`,
          slot === 'task' && number === 0 ? FOUND : 'Say it.',
          slot === 'system' ? 'constraints: {FORBIDDEN_TOKENS: [frabjous]}\n' : '',
        ),
      );
    await write(bundleFile(id), bundle(id));
  }
}

interface Loaded {
  /** All that is shown of the folder, by file. */
  readonly shown: readonly (readonly string[])[];
  /** The files of the folder that were read. */
  readonly reads: readonly string[];
  readonly told: readonly string[];
}

/** What another window shows of the folder, and reads in it. */
async function load(storage: string | undefined, keeps?: 'keeps'): Promise<Loaded> {
  const { shown, reads, told } = await openAnotherWindow(storage, keeps);
  const isOwn = (file: string): boolean => file.startsWith(`${root.toString()}/`);
  const nameOf = (file: string): string => file.slice(root.toString().length + 1);
  return {
    shown: [...shown]
      .filter(([file]) => isOwn(file))
      .map(([file, found]) => [
        nameOf(file),
        ...found.map(({ diagnostic, finding: { code } }) => {
          const { message, range, severity, relatedInformation = [] } = diagnostic;
          const related = relatedInformation.map(({ message: why, location }) => [why, location]);
          return JSON.stringify([code, severity, message, range, related]);
        }),
      ]),
    reads: [...reads].filter(isOwn).map(nameOf).sort(),
    told,
  };
}

const withProblems = ({ shown }: Loaded): readonly string[] =>
  shown.flatMap(([file = '', ...found]) => (found.length > 0 ? [file] : []));

describe('what is known of files from one window to the next', () => {
  let storage: string;

  beforeEach(async () => {
    storage = mkdtempSync(path.join(tmpdir(), 'prompt-bundles-kept-'));
    // VS Code may miss what comes into a folder that was deleted a moment before: each test has one of its own.
    root = at(`kept-${++folders}`);
    await writeFolder();
    // Watchers of another load would be told of them.
    await becomes('Problems', () => problems(templateFile('kept0', 'task')).length, 1);
  });
  afterEach(async () => {
    rmSync(storage, { recursive: true });
    await workspace.getConfiguration('promptBundles').update('rules', undefined);
    await tidyUp(root, at('.vscode'));
  });

  it('shows the same problems, and reads none of the files that did not change and have no problem', async () => {
    const first = await load(storage, 'keeps');
    same('What is read first', first.reads.length, GROUPS * 5);
    same('Problems', withProblems(first).length, 1);
    const second = await load(storage);
    same('What is shown', second.shown, first.shown);
    same('What is read', second.reads, ['kept0-system.prompt-template.md', 'kept0-task.prompt-template.md']);
    same('What is told in the log', second.told, []);
  });

  it('takes in what changed, came and went while no window was open', async () => {
    await load(storage, 'keeps');
    await write(templateFile('kept0', 'task'), template('kept0-task', 'Say it all.'));
    await write(templateFile('kept1', 'task'), template('kept1-task', FOUND));
    await workspace.fs.delete(templateFile('kept2', 'activity'));
    await write(at('copy.prompt-template.md', root), template('kept3-activity', 'A copy.'));
    await becomes('Problems', () => problems(templateFile('kept0', 'task')), []);
    await becomes('Problems', () => problems(at('copy.prompt-template.md', root)).length, 1);
    await becomes('Problems', () => problems(bundleFile('kept2')).length, 1);
    const second = await load(storage);
    const anew = await load(undefined);
    same('What is shown', second.shown, anew.shown);
    same(
      'Unchanged files that are read',
      second.reads.filter((file) => /^kept[4-7]/.test(file)),
      [],
    );
    if (withProblems(anew).length < 4) throw new Error('Little is found.');
  });

  it('shows what an editor holds unsaved in place of what was kept, and keeps nothing of it', async () => {
    const file = templateFile('kept0', 'task');
    const document = await open(file);
    await retype(document, template('kept0-task', 'Say it all.'));
    await becomes('Problems', () => problems(file), []);
    const first = await load(storage, 'keeps');
    same('Problems', withProblems(first), []);
    const second = await load(storage);
    same('Problems of the unsaved text', withProblems(second), []);
    // VS Code may hold the text of the file for a while after it is closed.
    await revert(document);
    await becomes('Problems', () => problems(file).length, 1);
    const third = await load(storage);
    same('Problems of what is stored', withProblems(third), ['kept0-task.prompt-template.md']);
    same('What is shown', third.shown, (await load(undefined)).shown);
  });

  it('reads what another program wrote in the same size, and gave the time of before', async () => {
    const file = templateFile('kept0', 'task');
    const { atime, mtime, size } = statSync(file.fsPath);
    await load(storage, 'keeps');
    writeFileSync(file.fsPath, template('kept0-task', FOUND.replace('frabjous', 'harmless')));
    utimesSync(file.fsPath, atime, mtime);
    same('The size', statSync(file.fsPath).size, size);
    await becomes('Problems', () => problems(file), []);
    same('Problems', withProblems(await load(storage)), []);
  });

  it('takes in what is configured, and set, otherwise by now', async () => {
    const configuration = at('.prompt-bundles/config.json', root);
    await write(configuration, '{}');
    await write(templateFile('kept1', 'task'), template('kept1-task', FOUND));
    await write(at('long.prompt-template.md', root), template('long', 'Say it again. '.repeat(80)));
    await becomes('Problems', () => problems(templateFile('kept1', 'task')).length, 1);
    const first = await load(storage, 'keeps');
    same('Problems', withProblems(first), ['kept0-task.prompt-template.md', 'kept1-task.prompt-template.md']);
    const finds = async (
      files: readonly string[],
      where: { readonly reads: readonly string[] },
    ): Promise<void> => {
      const [second, anew] = [await load(storage), await load(undefined)];
      same('What is shown', second.shown, anew.shown);
      same('Problems', withProblems(second), files);
      same('What is read', second.reads, where.reads);
    };
    const offended = ['kept0-system', 'kept0-task', 'kept1-system', 'kept1-task'].map(
      (name) => `${name}.prompt-template.md`,
    );
    const settings = workspace.getConfiguration('promptBundles');
    await settings.update('rules', { 'forbidden-token': 'information' });
    await finds(['kept0-task.prompt-template.md', 'kept1-task.prompt-template.md'], { reads: offended });
    const configured = {
      rules: { 'forbidden-token': 'error' },
      overrides: [{ files: ['kept0-*'], rules: { 'forbidden-token': 'off' } }],
    };
    await write(configuration, JSON.stringify(configured));
    await becomes('Problems', () => problems(templateFile('kept0', 'task')), []);
    // What is switched off needs no other place.
    const told = offended.slice(1);
    await finds(['kept1-task.prompt-template.md'], { reads: told });

    // What is too long has a problem; all may be read otherwise than before.
    await write(configuration, JSON.stringify({ ...configured, maxFileSize: 0.001 }));
    await becomes('Problems', () => problems(at('long.prompt-template.md', root)).length, 1);
    const tooLong = await load(storage, 'keeps');
    same('Problems', withProblems(tooLong), ['kept1-task.prompt-template.md', 'long.prompt-template.md']);
    same('What is shown', tooLong.shown, (await load(undefined)).shown);
    same('What is read', tooLong.reads.length, GROUPS * 5 + 1);
    await finds(['kept1-task.prompt-template.md', 'long.prompt-template.md'], {
      reads: [...told, 'long.prompt-template.md'],
    });

    // What an editor shows counts.
    await retype(
      await open(configuration),
      JSON.stringify({ maxFileSize: 0.001, exclude: ['kept1-*', 'kept0*'] }),
    );
    await becomes('Problems', () => problems(bundleFile('kept1')).length, 4);
    await becomes('Problems', () => problems(templateFile('kept0', 'task')), []);
    await finds(['kept1.prompt-bundle.json', 'long.prompt-template.md'], {
      reads: ['kept1.prompt-bundle.json', 'long.prompt-template.md'],
    });
  });

  it('shows what a window that knows nothing shows, whatever happened between two of them', async () => {
    const random = new Random(Number(process.env['SEED'] ?? 20261122));
    await load(storage, 'keeps');
    for (let round = 0; round < 4; round++) {
      const done: string[] = [];
      for (let i = 0; i < 1 + random.below(6); i++) done.push(await change(random, `${round}-${i}`));
      await pause(500);
      const second = await load(storage, 'keeps');
      const anew = await load(undefined);
      same(`What is shown after ${done.join(', ')}`, second.shown, anew.shown);
      same('What is told in the log', second.told, []);
      if (withProblems(anew).length === 0) throw new Error('Nothing is found.');
    }
  });

  it('is dropped and told in the log where it is damaged', async () => {
    const first = await load(storage, 'keeps');
    for (const name of readdirSync(storage)) {
      const bytes = readFileSync(path.join(storage, name));
      const place = bytes.length - 100;
      bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
      writeFileSync(path.join(storage, name), bytes);
    }
    const second = await load(storage, 'keeps');
    same('What is told in the log', second.told, ['The cache of prompt files is damaged, and made anew.']);
    same('What is shown', second.shown, first.shown);
    same('What is read', second.reads.length, GROUPS * 5);
    same('What is told of the one made anew', (await load(storage)).told, []);
  });

  it('is made anew in another language, whose texts are shown then', async () => {
    await load(storage, 'keeps');
    const german: unknown = JSON.parse(await read(at('l10n/bundle.l10n.de.json', extension().extensionUri)));
    l10n.config({ contents: { 'en-US': 'de', ...(german as l10n.l10nJsonFormat) } });
    try {
      const second = await load(storage, 'keeps');
      same('What is read', second.reads.length, GROUPS * 5);
      same('What is told in the log', second.told, []);
      const third = await load(storage);
      same('What is shown', third.shown, (await load(undefined)).shown);
      same('What is read in the same language', third.reads.length, 2);
    } finally {
      l10n.config({ contents: {} });
    }
    same('What is read in the first language', (await load(storage)).reads.length, GROUPS * 5);
  });

  it('is written once where nothing changes', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    if (!folder) throw new Error('There is no folder.');
    const home = folder.uri.toString();
    const file = templateFile('kept0', 'task');
    const openKept = async (limit = 1_000): Promise<{ kept: KeptFiles; check: () => void }> => {
      const checking = new EventEmitter<void>();
      const services = {
        log: window.createOutputChannel('Kept files', { log: true }),
        index: new PromptIndex({ rootOf: () => home }),
        roots: { has: () => true, alone: () => undefined, rootKeyOf: () => home },
        language: { keptAssemblies: () => [], restoreAssemblies: () => undefined },
        maxFileBytes: () => limit,
        onDidCheck: checking.event,
        isChecked: () => true,
      };
      const kept = new KeptFiles(storage, services, () => Date.now() + 60_000);
      await kept.open(folder.uri);
      const check = (): void => {
        kept.finish();
        checking.fire();
      };
      return { kept, check };
    };
    const text = await read(file);
    const first = await openKept();
    const type = fileTypeOf(file.path);
    if (!type) throw new Error('It is no prompt file.');
    const parsed = parsePromptFile(type, { text });
    first.kept.note(file.toString(), parsed, await first.kept.stampOf(file));
    first.kept.load(file.toString(), parsed, file.path);
    first.check();
    await becomes('Whether it was kept', () => keptIn(storage).length, 1);
    first.kept.dispose();
    const before = keptIn(storage);
    const other = await openKept(2_000);
    const isKnown = other.kept.restore(file.toString(), await other.kept.stampOf(file));
    same('Known where files may be longer', isKnown, false);
    other.kept.dispose();
    const second = await openKept();
    same('Known', second.kept.restore(file.toString(), await second.kept.stampOf(file)), true);
    second.check();
    await pause(1_500);
    same('What is kept', keptIn(storage), before);
    second.kept.note(file.toString(), parsed, 'unsaved');
    second.check();
    await becomes('Whether what is new is kept', () => isOther(before, keptIn(storage)), true);
    second.kept.dispose();
    const third = await openKept();
    same('Known unsaved', third.kept.restore(file.toString(), await third.kept.stampOf(file)), false);
    third.kept.dispose();
  });
});

/** Changes something in the folder, at random, and gives what. Each name is used once: VS Code's watcher may miss what comes again. */
async function change(random: Random, name: string): Promise<string> {
  const id = `kept${random.below(GROUPS)}`;
  const slot = random.pick(SLOTS);
  const file = random.chance(0.8) ? templateFile(id, slot) : bundleFile(id);
  const configuration = at('.prompt-bundles/config.json', root);
  const changes: readonly (() => Promise<unknown>)[] = [
    () =>
      write(templateFile(id, slot), template(`${id}-${slot}`, random.pick([FOUND, 'Say it.', '{{tsk}}']))),
    () => write(templateFile(id, 'system'), template(`${id}-system`, FOUND)),
    () => write(bundleFile(id), bundle(id, random.pick(['1.0.0', '1.1.0', '1']))),
    () => write(at(`${name}.prompt-bundle.json`, root), bundle(id)),
    () => write(at(`${name}.prompt-template.md`, root), template(`${id}-${slot}`, 'A copy.')),
    () => write(templateFile(id, slot), '---\ntemplate_id: ['),
    async () => workspace.fs.delete(file).then(undefined, () => undefined),
    async () =>
      workspace.fs
        .rename(file, at(`moved-${name}/${path.basename(file.path)}`, root))
        .then(undefined, () => undefined),
    () => write(at(`${name}.prompt-input.yaml`, root), `task: ${FOUND}\nmodel_type: model-${id}\n`),
    () =>
      write(
        configuration,
        JSON.stringify({
          rules: { 'forbidden-token': random.pick(['error', 'information', 'off']) },
          ...(random.chance(0.5) && { exclude: [`${id}*`] }),
          ...(random.chance(0.3) && { maxFileSize: random.pick([0.0001, 0.001, 1]) }),
        }),
      ),
    async () =>
      workspace.fs.delete(at('.prompt-bundles', root), { recursive: true }).then(undefined, () => undefined),
  ];
  const number = random.below(changes.length);
  await changes[number]?.();
  // Something that nobody knows yet is there in any case.
  await write(
    at(`new-${name}.prompt-template.yaml`, root),
    `template_id: new-${name}\nsemver: 1.0.0\nrole: user\ncontent: ${FOUND}\n`,
  );
  return `${number} of ${id}-${slot}`;
}
