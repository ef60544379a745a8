import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  commands,
  ConfigurationTarget,
  languages,
  Position,
  TabInputText,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
  type Tab,
  type TextDocument,
} from 'vscode';
import { runCommandLine } from '../../../src/cli/commandLine.js';
import {
  at,
  becomes,
  copied,
  open,
  problems,
  problemsBecome,
  same,
  tidyUp,
  write,
  lensTitles,
} from '../support.js';
import { setFolders } from './workspaceFolders.js';

// One rule, whatever the way that files come: when the folder is opened, and while it is watched.

const template = (content: string): string =>
  `template_id: belonging\nsemver: 1.0.0\nrole: system\ncontent: ${content}\n`;
const BUNDLE =
  'bundle_id: belonging\nsemver: 1.0.0\ntemplates:\n  system: belonging@1.0.0\n' +
  ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join('');

const isOf =
  (uri: Uri) =>
  (document: TextDocument): boolean =>
    document.uri.toString() === uri.toString();
const tabOf = (uri: Uri): Tab | undefined =>
  window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());

describe('which files belong', () => {
  // A folder of its own for each test, so that one that is tried again starts anew.
  let place: string;
  let root: Uri;
  let file: Uri;
  let bundle: Uri;
  const inRoot = (name: string): string => path.join(place, name);
  const copies = (folder: string): Uri[] => [
    at(`${folder}/a.prompt-template.yaml`, root),
    at(`${folder}/b.prompt-bundle.yaml`, root),
  ];
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: place });
  };
  const copyTo = (folder: string): void => {
    cpSync(file.fsPath, inRoot(`${folder}/a.prompt-template.yaml`), { recursive: true });
    cpSync(bundle.fsPath, inRoot(`${folder}/b.prompt-bundle.yaml`), { recursive: true });
  };
  /** All problems below the folder, as the editor has them. */
  const all = (): string[] =>
    languages
      .getDiagnostics()
      .filter(([uri]) => uri.path.startsWith(`${root.path}/`))
      .flatMap(([uri]) =>
        problems(uri).map((problem) => `${uri.path.slice(root.path.length + 1)}: ${problem}`),
      );
  /** Which versions the editor finds in more than one file. */
  const isDuplicate = (): boolean => all().some((problem) => problem.includes('duplicate-version'));
  /** That nothing is wrong by the time that all that happened so far is taken in: a further file is told of, as the last. */
  const staysClean = async (...excluded: string[]): Promise<void> => {
    const last = await write(at('last.prompt-template.yaml', root), 'template_id: last\n');
    await becomes('The last file is told of', () => problems(last).length > 0, true);
    await workspace.fs.delete(last);
    await becomes('All problems', all, []);
    same('The prompt', (await copied(bundle)).startsWith('One.'), true);
    const printed: string[] = [];
    const tell = (text: string): void => void printed.push(text);
    const excludes = ['old', '**/out', ...excluded].flatMap((glob) => ['--exclude', glob]);
    await runCommandLine(['lint', ...excludes], {
      cwd: place,
      out: tell,
      error: tell,
      env: {},
      now: () => new Date(0),
      newId: () => 'id',
    });
    same('The command line', printed.join('').startsWith('0 findings'), true);
  };
  /** Opens an editor as a person does: what extensions open is kept for minutes after its editor is closed. */
  const openEditor = (uri: Uri): Thenable<unknown> =>
    commands.executeCommand('vscode.open', uri, { preview: false });
  /** Opens a tab behind the one in front: VS Code reads its file once it is brought to the front, and has no document of it before. */
  const openBehind = async (uri: Uri): Promise<void> => {
    await commands.executeCommand('vscode.open', uri, { preview: false, background: true });
    await becomes('The tab is there', () => tabOf(uri) !== undefined, true);
    same('Whether it has a document', workspace.textDocuments.some(isOf(uri)), false);
  };
  const settings = (): ReturnType<typeof workspace.getConfiguration> =>
    workspace.getConfiguration('promptBundles', root);

  beforeEach(async () => {
    place = realpathSync(mkdtempSync(path.join(tmpdir(), 'prompt-bundles-belonging-')));
    root = Uri.file(place);
    file = at('templates/a.prompt-template.yaml', root);
    bundle = at('b.prompt-bundle.yaml', root);
    await write(file, template('One.'));
    await write(bundle, BUNDLE);
    await write(at('.gitignore', root), 'dist/\n*.bak.prompt-template.yaml\n');
    await write(
      at('.vscode/settings.json', root),
      '{ "promptBundles.exclude": ["old"], "files.exclude": { "**/out": true } }',
    );
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    git('worktree', 'add', '-q', '.worktrees/first');
    for (const folder of ['dist', 'sub/dist', 'old', 'sub/out', 'packages/a']) copyTo(folder);
    await write(at('a.bak.prompt-template.yaml', root), template('Two.'));
    await write(at('packages/a/a.prompt-template.yaml', root), template('Of the package.'));
    symlinkSync('templates', inRoot('current'));
    symlinkSync(file.fsPath, inRoot('linked.prompt-template.yaml'));
    const published = ['publish', 'belonging@1.0.0', '--root', 'packages/a', '--no-audit'];
    const ignore = (): void => undefined;
    const host = {
      cwd: place,
      out: ignore,
      error: ignore,
      env: {},
      now: () => new Date(0),
      newId: () => 'id',
    };
    same('Published', await runCommandLine(published, host), 0);
    await setFolders({ uri: root, name: 'belonging' });
  });
  afterEach(async () => {
    await tidyUp();
    await setFolders();
    rmSync(place, { recursive: true });
  });

  it('is settled when the folder is opened', async () => {
    await staysClean();
  });

  it('does not change while a build writes its output, and copies are made', async () => {
    for (const folder of ['dist', 'sub/out', 'old', 'old/er', 'dist/new']) copyTo(folder);
    for (const copy of ['dist', 'sub/out', 'old'].flatMap(copies))
      await write(copy, copy.path.includes('prompt-bundle.') ? BUNDLE : template('Built.'));
    cpSync(inRoot('dist'), inRoot('sub/dist/copy'), { recursive: true });
    await staysClean();
    rmSync(inRoot('dist'), { recursive: true });
    await staysClean();
  });

  it('does not change by a worktree that is added and removed', async () => {
    git('worktree', 'add', '-q', '.worktrees/feature');
    await write(at('.worktrees/feature/templates/a.prompt-template.yaml', root), template('Of the branch.'));
    await staysClean();
    git('worktree', 'remove', '--force', '.worktrees/feature');
    await staysClean();
  });

  it('does not change by links to what is there', async () => {
    symlinkSync('templates', inRoot('latest'));
    symlinkSync(file.fsPath, inRoot('again.prompt-template.yaml'));
    await staysClean();
    unlinkSync(inRoot('latest'));
    unlinkSync(inRoot('again.prompt-template.yaml'));
    await staysClean();
  });

  it('takes a file that links alone lead to, by the first of them', async () => {
    renameSync(file.fsPath, inRoot('templates/stored.yaml'));
    for (const name of ['linked', 'again']) {
      rmSync(inRoot(`${name}.prompt-template.yaml`), { force: true });
      symlinkSync(inRoot('templates/stored.yaml'), inRoot(`${name}.prompt-template.yaml`));
    }
    await staysClean();
    // One that comes before those that are known takes their place.
    symlinkSync(inRoot('templates/stored.yaml'), inRoot('a.prompt-template.yaml'));
    await staysClean();
    unlinkSync(inRoot('a.prompt-template.yaml'));
    await staysClean();
    unlinkSync(inRoot('again.prompt-template.yaml'));
    await staysClean();
    unlinkSync(inRoot('linked.prompt-template.yaml'));
    await becomes('Unresolved', () => all().filter((one) => one.includes('unresolved-template')).length, 1);
    renameSync(inRoot('templates/stored.yaml'), file.fsPath);
    await staysClean();
  });

  it('follows ignore files and settings as they change', async () => {
    copyTo('build');
    await becomes('Doubled (1)', isDuplicate, true);
    await write(at('.gitignore', root), 'dist/\nbuild\n*.bak.prompt-template.yaml\n');
    await staysClean();
    await write(at('.gitignore', root), 'dist/\n*.bak.prompt-template.yaml\n');
    await becomes('Doubled (2)', isDuplicate, true);
    await write(at('build/.gitignore', root), '*\n');
    await staysClean();
    await workspace.fs.delete(at('build/.gitignore', root));
    await becomes('Doubled (3)', isDuplicate, true);
    await settings().update('exclude', ['old', 'bu*d'], ConfigurationTarget.WorkspaceFolder);
    await staysClean('bu*d');
    await settings().update('exclude', ['old'], ConfigurationTarget.WorkspaceFolder);
    await becomes('Doubled (4)', isDuplicate, true);
    rmSync(inRoot('build'), { recursive: true });
    await staysClean();
    copyTo('dist');
    await settings().update('useGitignore', false, ConfigurationTarget.WorkspaceFolder);
    await becomes('Doubled (5)', isDuplicate, true);
    await settings().update('useGitignore', undefined, ConfigurationTarget.WorkspaceFolder);
    await staysClean();
    const files = workspace.getConfiguration('files', root);
    await files.update('exclude', {}, ConfigurationTarget.WorkspaceFolder);
    await becomes('Doubled (6)', isDuplicate, true);
    await files.update('exclude', { '**/out': true }, ConfigurationTarget.WorkspaceFolder);
    await staysClean();
  });

  it('is told at a file that is left out and open all the same', async () => {
    copyTo('dist');
    const [left, leftBundle] = copies('dist') as [Uri, Uri];
    const alone = (why: string, end = '0:22'): string =>
      `information left-out-file 0:0-${end} This file is left out${why}. It is checked on its own, and no other file uses it.`;
    await openEditor(left);
    await problemsBecome(left, [alone(' by `.gitignore` (`dist/`)')]);
    await openEditor(leftBundle);
    await problemsBecome(leftBundle, [alone(' by `.gitignore` (`dist/`)', '0:20')]);
    await openEditor(at('old/a.prompt-template.yaml', root));
    await problemsBecome(at('old/a.prompt-template.yaml', root), [
      alone(' by `promptBundles.exclude` (`old`)'),
    ]);
    await openEditor(at('current/a.prompt-template.yaml', root));
    await problemsBecome(at('current/a.prompt-template.yaml', root), [
      alone(': by the symbolic link `current` it is `templates/a.prompt-template.yaml` once more'),
    ]);
    await openEditor(at('.worktrees/first/b.prompt-bundle.yaml', root));
    await problemsBecome(at('.worktrees/first/b.prompt-bundle.yaml', root), [
      alone(': `.worktrees/first` is a linked git worktree, another state of the same files', '0:20'),
    ]);
    same('The others', problems(bundle), []);
    await write(left, 'template_id: belonging\n');
    await becomes('Its own faults', () => problems(left).length > 1, true);
    same('The others', [...problems(bundle), ...problems(file)], []);
    // It is no folder that could share its template.
    const only = await write(
      at('dist/only.prompt-template.yaml', root),
      template('One.').replace('belonging', 'only'),
    );
    await openEditor(only);
    await problemsBecome(only, [alone(' by `.gitignore` (`dist/`)', '0:17')]);
    const user = await write(at('only.prompt-bundle.yaml', root), BUNDLE.replaceAll('belonging', 'only'));
    await problemsBecome(user, [
      'error unresolved-template 3:10-3:20 None of these files defines the template `only@1.0.0`. Add a file that defines it, or name another.',
    ]);
    await tidyUp(user);
    await staysClean();
  });

  describe('of a tab that was not brought to the front yet', () => {
    const LEFT_OUT =
      'information left-out-file 0:0-0:22 This file is left out by `.gitignore` (`later`). It is checked on its own, and no other file uses it.';
    let tab: Uri;
    const ignore = (line: string): Promise<Uri> =>
      write(at('.gitignore', root), `dist/\n*.bak.prompt-template.yaml\n${line}\n`);
    const close = async (): Promise<void> => {
      const found = tabOf(tab);
      if (found) await window.tabGroups.close(found);
    };
    /** That the file counts among all others, of which one defines the same version. */
    const counts = (what: string): Promise<void> => becomes(what, isDuplicate, true);

    beforeEach(async () => {
      await ignore('');
      copyTo('later');
      [tab] = copies('later') as [Uri];
      // In a group that is empty each tab is in front.
      await openEditor(bundle);
    });

    it('is told that the file is left out, and nothing more once the tab is closed', async () => {
      await ignore('later');
      await staysClean();
      await openBehind(tab);
      await problemsBecome(tab, [LEFT_OUT]);
      same('The others', [...problems(bundle), ...problems(file)], []);
      await close();
      await staysClean();
      await openBehind(tab);
      await problemsBecome(tab, [LEFT_OUT]);
    });

    it('follows an ignore file that changes while the tab is there', async () => {
      await counts('Doubled (8)');
      await openBehind(tab);
      await ignore('later');
      await problemsBecome(tab, [LEFT_OUT]);
      await ignore('');
      await counts('Doubled (9)');
      // Both at the same time, in either order.
      await close();
      await Promise.all([ignore('later'), openBehind(tab)]);
      await problemsBecome(tab, [LEFT_OUT]);
      await Promise.all([close(), ignore('')]);
      await counts('Doubled (10)');
      await Promise.all([openBehind(tab), ignore('later')]);
      await problemsBecome(tab, [LEFT_OUT]);
      await Promise.all([ignore('later'), close()]);
      await staysClean();
    });

    it('follows settings and configurations in the same way', async () => {
      await counts('Doubled (11)');
      await openBehind(tab);
      const by = (name: string): string => LEFT_OUT.replace('.gitignore', name);
      await settings().update('exclude', ['old', 'later'], ConfigurationTarget.WorkspaceFolder);
      await problemsBecome(tab, [by('promptBundles.exclude')]);
      await settings().update('exclude', ['old'], ConfigurationTarget.WorkspaceFolder);
      await counts('Doubled (12)');
      const configuration = at('.prompt-bundles/config.json', root);
      await write(configuration, '{ "exclude": ["old", "later"] }');
      await problemsBecome(tab, [by('.prompt-bundles/config.json')]);
      await workspace.fs.delete(configuration);
      await counts('Doubled (13)');
    });

    it('follows what is known of the file as one brings it to the front and closes it', async () => {
      await ignore('later');
      await openBehind(tab);
      await problemsBecome(tab, [LEFT_OUT]);
      await openEditor(tab);
      await becomes('The document is there', () => workspace.textDocuments.some(isOf(tab)), true);
      await write(tab, 'template_id: belonging\n');
      await becomes('Its own faults', () => problems(tab).length > 1, true);
      await write(tab, template('One.'));
      await problemsBecome(tab, [LEFT_OUT]);
      await close();
      await staysClean();
    });

    it('is told the same of a file that a command has edited and saved', async () => {
      await ignore('later');
      await staysClean();
      const edit = new WorkspaceEdit();
      edit.insert(tab, new Position(0, 0), '\n');
      await workspace.applyEdit(edit);
      // VS Code opens a tab of what is unsaved somewhat later, behind all others.
      await becomes('The tab is there', () => tabOf(tab) !== undefined, true);
      await workspace.textDocuments.find(isOf(tab))?.save();
      await becomes('The document is there', () => workspace.textDocuments.some(isOf(tab)), false);
      same('The tab', tabOf(tab) !== undefined, true);
      await problemsBecome(tab, [LEFT_OUT.replace('0:0-0:22', '0:0-1:0')]);
    });

    it('takes a file that comes back under its name', async () => {
      await ignore('later');
      await openBehind(tab);
      await problemsBecome(tab, [LEFT_OUT]);
      const other = at('later/other.prompt-template.yaml', root);
      await workspace.fs.rename(tab, other);
      await problemsBecome(tab, []);
      await workspace.fs.rename(other, tab);
      if (!tabOf(tab)) await openBehind(tab);
      await problemsBecome(tab, [LEFT_OUT]);
    });
  });

  it('makes a package with published versions a root of its own, as the command line does', async () => {
    const own = at('packages/a/b.prompt-bundle.yaml', root);
    const titles = async (): Promise<string[]> => {
      return (await lensTitles(own)).sort();
    };
    await open(own);
    await becomes('The lenses', titles, [
      'Compare',
      'Copy',
      'Create next version',
      'Preview',
      'Published',
      'content_hash',
    ]);
    same('The prompt', (await copied(own)).startsWith('Of the package.'), true);
    const changed = at('packages/a/a.prompt-template.yaml', root);
    await write(changed, template('Changed.'));
    await becomes('Told', () => problems(changed).map((one) => one.split(' ')[1]), [
      'published-version-changed',
    ]);
    await write(changed, template('Of the package.'));
    await staysClean();

    const kept = inRoot('kept');
    renameSync(inRoot('packages/a/.prompt-bundles'), kept);
    await becomes('Doubled (7)', isDuplicate, true);
    renameSync(kept, inRoot('packages/a/.prompt-bundles'));
    await staysClean();
  });
});
