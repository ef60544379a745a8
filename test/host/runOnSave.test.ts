import { commands, ConfigurationTarget, window, workspace, type Uri } from 'vscode';
import { codes, codesBecome } from './actions.js';
import { answering, at, copied, open, problemsBecome, retype, same, tidyUp, write } from './support.js';

const own = at('on-save');
const template = (id: string, more = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\n${more}content: We basically fix it.\n`;
const bundle = (id: string): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntags: [default]\ntemplates: {system: held@1.0.0, personality: {content: Basically yes.}, activity: {content: a}, task: {content: t}}\n`;
const prompt = (system: string): string => `${system}\n\nBasically yes.\n\na\n\nt`;

describe('checking on save', () => {
  /** Of each test its own: an editor may show for a while what a file of the same name held before. */
  let file: Uri;
  let user: Uri;
  let count = 0;
  const setRun = (value: unknown): Thenable<void> =>
    workspace.getConfiguration('promptBundles').update('run', value, ConfigurationTarget.Workspace);
  /** Long enough for what would be told to be told: what is awaited elsewhere takes a fraction of it. */
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

  beforeEach(async () => {
    count++;
    file = at(`${count}/held.prompt-template.yaml`, own);
    user = at(`${count}/user.prompt-bundle.yaml`, own);
    await write(file, template('held'));
    await write(user, bundle('user'));
    await setRun('onSave');
    await problemsBecome(user, []);
  });
  afterEach(async () => {
    await setRun(undefined);
    await tidyUp(own, at('.vscode'));
  });

  it('tells no other file what is typed, until it is saved', async () => {
    const document = await open(file);
    await window.showTextDocument(document);
    await retype(document, template('held', 'constraints: {FORBIDDEN_TOKENS: [basically]}\n'));
    await pause();
    same('Codes in the bundle', codes(user), []);
    same('Codes in the template', codes(file), []);
    // Another file that is saved meanwhile is not told either.
    const other = await open(user);
    await retype(other, bundle('user').replace('content: t', 'content: T'));
    await other.save();
    await pause();
    same('Codes in the bundle', codes(user), []);
    await document.save();
    await codesBecome(user, ['forbidden-token']);
    await codesBecome(file, ['forbidden-token']);
  });

  it('keeps a name that is typed to itself, and renders what the editors show', async () => {
    const document = await open(file);
    await window.showTextDocument(document);
    await retype(document, template('held').replace('basically fix', 'mend'));
    same('The prompt', await copied(user), prompt('We mend it.'));
    await retype(document, template('renamed'));
    await pause();
    same('Codes in the bundle', codes(user), []);
    same(
      'The prompt',
      await copied(user),
      'The prompt cannot be rendered. Template held@1.0.0 is not defined in any file.',
    );
    const said = await answering('showErrorMessage', undefined, () =>
      commands.executeCommand('promptBundles.publish', user),
    );
    same('What publishing says', said, [
      'Save held.prompt-template.yaml to publish: as `promptBundles.run` is `onSave`, what is not saved is not checked.',
    ]);
    await document.save();
    await codesBecome(user, ['unresolved-template']);
  });

  it('acts on a bundle that is not saved yet and on no other, and says what has to be saved first', async () => {
    const unsaved = at('new.prompt-bundle.yaml', own).with({ scheme: 'untitled' });
    const document = await open(unsaved);
    await window.showTextDocument(document);
    await retype(document, bundle('new').replace('Basically yes.', 'New.'));
    same(
      'The prompt',
      await copied(unsaved),
      prompt('We basically fix it.').replace('Basically yes.', 'New.'),
    );
    const said = await answering('showErrorMessage', undefined, async () => {
      await commands.executeCommand('promptBundles.compareVersions', unsaved);
      await commands.executeCommand('promptBundles.publish', unsaved);
    });
    const why = 'as `promptBundles.run` is `onSave`, what is not saved is not checked.';
    same('What is said', said, [
      `Save new.prompt-bundle.yaml to compare it: ${why}`,
      `Save new.prompt-bundle.yaml to publish: ${why}`,
    ]);
    // A template that nobody is told of leads to no other bundle either.
    const template = await open(at('new.prompt-template.yaml', own).with({ scheme: 'untitled' }));
    await window.showTextDocument(template);
    await retype(template, 'template_id: new\nsemver: 1.0.0\nrole: system\ncontent: New.\n');
    const { showQuickPick } = window;
    let question: string | undefined;
    Object.assign(window, {
      showQuickPick: (_items: unknown, { placeHolder }: { placeHolder?: string }) => {
        question = placeHolder;
        return Promise.resolve(undefined);
      },
    });
    try {
      same('Copied', await copied(template.uri), 'nothing was copied');
    } finally {
      Object.assign(window, { showQuickPick });
    }
    same(
      'Asked',
      question,
      'new.prompt-template.yaml is not saved, so no bundle uses it yet. Choose a bundle',
    );
  });

  it('tells the others at once when files are checked as they are typed again', async () => {
    const document = await open(file);
    await window.showTextDocument(document);
    await retype(document, template('renamed'));
    await pause();
    same('Codes in the bundle', codes(user), []);
    await setRun('onType');
    await codesBecome(user, ['unresolved-template']);
    await setRun('onSave');
    await problemsBecome(user, []);
    await retype(document, template('held'));
    await document.save();
    await problemsBecome(user, []);
  });
});
