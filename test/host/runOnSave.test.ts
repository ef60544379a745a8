import { commands, ConfigurationTarget, window, workspace } from 'vscode';
import { codes, codesBecome } from './actions.js';
import { answering, at, copied, open, problemsBecome, retype, same, tidyUp, write } from './support.js';

const own = at('on-save');
const template = (id: string, more = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\n${more}content: We basically fix it.\n`;
const bundle = (id: string): string =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntags: [default]\ntemplates: {system: held@1.0.0, personality: {content: Basically yes.}, activity: {content: a}, task: {content: t}}\n`;
const prompt = (system: string): string => `${system}\n\nBasically yes.\n\na\n\nt`;

describe('checking on save', () => {
  const file = at('held.prompt-template.yaml', own);
  const user = at('user.prompt-bundle.yaml', own);
  const setRun = (value: unknown): Thenable<void> =>
    workspace.getConfiguration('promptBundles').update('run', value, ConfigurationTarget.Workspace);
  /** Long enough for what would be told to be told: what is awaited elsewhere takes a fraction of it. */
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 700));

  beforeEach(async () => {
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
