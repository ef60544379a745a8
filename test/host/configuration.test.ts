import { commands, window, workspace, type Uri } from 'vscode';
import { codesBecome } from './actions.js';
import { shownIn, storedIn } from './findingsIn.js';
import { at, becomes, open, problems, read, retype, same, tidyUp, write } from './support.js';

const template = (id: string, rest = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: We basically fix it.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n${rest}`;
/** The severities of the problems of a file, with their codes. */
const severities = (file: Uri): string[] =>
  problems(file).map((problem) => problem.split(' ').slice(0, 2).join(' '));
const become = (uri: Uri, expected: readonly string[]): Promise<void> =>
  becomes(`Problems of ${uri.path}`, () => severities(uri), [...expected]);

let folders = 0;

describe('the configuration of a folder', () => {
  // VS Code may miss what comes into a folder that was deleted a moment before: each test has one of its own.
  let own: Uri;
  let configuration: Uri;
  let file: Uri;
  let draft: Uri;
  const configure = (value: unknown): Promise<unknown> =>
    write(configuration, JSON.stringify(value, null, 2));

  beforeEach(async () => {
    own = at(`configured-${++folders}`);
    configuration = at('.prompt-bundles/config.json', own);
    file = at('a.prompt-template.yaml', own);
    draft = at('drafts/b.prompt-template.yaml', own);
    await write(file, template('configured'));
    await write(draft, template('draft'));
    await codesBecome(file, ['forbidden-token']);
    await codesBecome(draft, ['forbidden-token']);
  });
  afterEach(async () => {
    await workspace.getConfiguration('promptBundles').update('rules', undefined);
    await tidyUp(own, at('.vscode'));
  });

  it('counts before the settings, file by file, as soon as it is written', async () => {
    await workspace.getConfiguration('promptBundles').update('rules', { 'forbidden-token': 'information' });
    await become(file, ['information forbidden-token']);
    await configure({
      rules: { 'forbidden-token': 'error' },
      overrides: [{ files: ['drafts/**'], rules: { 'forbidden-token': 'off' } }],
    });
    await become(file, ['error forbidden-token']);
    await become(draft, []);
    await workspace.fs.delete(configuration);
    await become(file, ['information forbidden-token']);
    await become(draft, ['information forbidden-token']);
  });

  it('counts as its editor shows it, and as it was as long as that is no JSON', async () => {
    await configure({ rules: { 'forbidden-token': 'error' } });
    await become(file, ['error forbidden-token']);
    const document = await open(configuration);
    await retype(document, '{"rules": {"forbidden-token": "information"}}');
    await become(file, ['information forbidden-token']);
    await retype(document, '{"rules": {"forbidden-token": "off"');
    await become(configuration, ['error syntax']);
    same('Problems', severities(file), ['information forbidden-token']);
    await retype(document, '{"rules": {"forbiden-token": "off"}}');
    await become(configuration, ['error unknown-key']);
    await become(file, ['warning forbidden-token']);
  });

  it('is told where it cannot be read, and holds as it was', async () => {
    await configure({ rules: { 'forbidden-token': 'error' } });
    await become(file, ['error forbidden-token']);
    await workspace.fs.writeFile(configuration, Buffer.from('{"x-\xe9": "off"}', 'latin1'));
    await become(configuration, ['error syntax']);
    same('Problems', severities(file), ['error forbidden-token']);
    await write(configuration, ' '.repeat(1_000_001));
    await become(configuration, ['error unreadable-file']);
    same('Problems', severities(file), ['error forbidden-token']);
    await configure({});
    await become(configuration, []);
    await become(file, ['warning forbidden-token']);
  });

  it('leaves out what it excludes', async () => {
    await configure({ exclude: ['drafts'] });
    await become(draft, []);
    same('Problems', severities(file), ['warning forbidden-token']);
    await configure({ exclude: [] });
    await become(draft, ['warning forbidden-token']);
  });

  it('says how long a file may be, and all are read anew when it says otherwise', async () => {
    await configure({ maxFileSize: 0.00001 });
    await become(file, ['error unreadable-file']);
    await become(draft, ['error unreadable-file']);
    await open(draft);
    await configure({ maxFileSize: 1 });
    await become(file, ['warning forbidden-token']);
    await become(draft, ['warning forbidden-token']);
    await workspace.fs.delete(configuration);
    await become(file, ['warning forbidden-token']);
  });

  it('is written, or changed, where a severity is to hold for everyone', async () => {
    const change = (severity: string): Thenable<unknown> =>
      commands.executeCommand('promptBundles.changeRuleSeverity', {
        file: file.toString(),
        code: 'forbidden-token',
        severity,
        for: 'everyone',
      });
    await configure({ 'x-owner': 'support', rules: { 'forbidden-token': 'error' } });
    await become(file, ['error forbidden-token']);
    await change('information');
    await become(file, ['information forbidden-token']);
    same('The configuration', JSON.parse(await read(configuration)), {
      'x-owner': 'support',
      rules: { 'forbidden-token': 'information' },
    });
  });

  it('is offered first where a severity is changed', async () => {
    // The folder is a root of its own, so that nobody else has what is changed for everyone.
    await configure({ rules: { 'forbidden-token': 'error' } });
    await become(file, ['error forbidden-token']);
    const original = window.showQuickPick;
    const offered: string[][] = [];
    const answers = ['information', 'For everyone'];
    const stub = (items: readonly { readonly label: string }[]) => {
      const answer = answers[offered.length];
      offered.push(items.map(({ label }) => label));
      return Promise.resolve(items.find(({ label }) => label === answer));
    };
    Object.assign(window, { showQuickPick: stub });
    try {
      await commands.executeCommand('promptBundles.changeRuleSeverity', {
        file: file.toString(),
        code: 'forbidden-token',
      });
    } finally {
      Object.assign(window, { showQuickPick: original });
    }
    same('What is offered', offered, [
      ['error', 'warning', 'information', 'off'],
      ['For everyone', 'For me'],
    ]);
  });

  it('gives the findings that `lint` gives, of overrides, suppressions, and its own mistakes too', async () => {
    await write(
      at('c.prompt-template.yaml', own),
      template('quiet', 'suppress:\n  - {code: forbidden-token, reason: It is meant.}\n'),
    );
    await write(at('inner/e.prompt-template.yaml', own), template('inner'));
    await write(
      at('inner/.prompt-bundles/config.json', own),
      '{"rules": {"forbidden-token": "information"}}',
    );
    await write(at('out/f.prompt-template.yaml', own), template('out'));
    await configure({
      rules: { 'forbidden-token': 'error', emojy: 'off' },
      overrides: [
        { files: ['drafts/**'], rules: { 'forbidden-token': 'warning' } },
        { files: ['**/*.prompt-bundle.*'], rules: { schema: 'off' } },
      ],
      exclude: ['out'],
    });
    const found = await storedIn(own);
    const told = found.map((finding) => {
      const { code, severity, file: path } = JSON.parse(finding) as Record<string, string>;
      return `${path?.split('/').at(-1)} ${severity} ${code}`;
    });
    same('What lint finds', told.sort(), [
      'a.prompt-template.yaml error forbidden-token',
      'b.prompt-template.yaml warning forbidden-token',
      'config.json error unknown-key',
      'e.prompt-template.yaml information forbidden-token',
    ]);
    await becomes('The problems of the folder', () => shownIn(own), found);
  });
});
