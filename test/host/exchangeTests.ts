import type { Uri } from 'vscode';
import { commands, env, window, workspace, type DocumentLink, type TextDocument } from 'vscode';
import { answered, asked } from './dialogs.js';
import { at, becomes, exists, open, read, retype, same, tidyUp, write } from './support.js';

// To and from other tools, in the desktop's extension host and in that of a browser. Nothing here needs Node.

const PROMPTY = `---
name: tents
version: 2.1.0
model: { api: chat }
sample:
  task: What of tents?
---
system:
You know {{customer}} and {{place}}.

user:
{{task}}
`;

let folders = 0;

/** The documents that tell what became of an import or an export, newest last. */
const reports = (): readonly TextDocument[] =>
  workspace.textDocuments.filter(({ uri, isClosed }) => uri.scheme === 'prompt-bundles-report' && !isClosed);

const report = (): string => reports().at(-1)?.getText() ?? '';

/** A folder of its own for each test: VS Code may miss what comes into one that was deleted a moment before. */
export async function ownFolder(): Promise<Uri> {
  const own = at(`exchanged-${++folders}`);
  await write(at('.prompt-bundles/config.json', own), '{}');
  await write(
    at('own.prompt-template.yaml', own),
    'template_id: own\nsemver: 1.0.0\nrole: system\ncontent: Own.\n',
  );
  // VS Code tells of both somewhat later.
  await commands.executeCommand('promptBundles.refresh');
  return own;
}

/** The tests that hold wherever the extension runs. */
export function describeExchange(where: string): void {
  describe(`prompts of other tools, ${where}`, () => {
    let own: Uri;
    beforeEach(async () => {
      own = await ownFolder();
    });
    afterEach(() => tidyUp(own));

    const imported = (argument: unknown, selected?: unknown): Thenable<unknown> =>
      commands.executeCommand('promptBundles.importPrompt', argument, selected);

    it('are imported as their editor shows them, with variables mapped, and told of place by place', async () => {
      const file = await write(at('tents.prompty', own), 'system:\nOld\n');
      await retype(await open(file), PROMPTY);
      const lists = await answered(
        {
          picks: ['$(symbol-variable) customer', '$(symbol-variable) {{semantic_traits}}', '$(check) Import'],
        },
        () => imported(file),
      );
      same(
        'What is offered',
        [lists[0], lists[2]],
        [
          [
            '$(check) Import: With the variables as they are below',
            '$(symbol-variable) customer: Stays as it is written',
            '$(symbol-variable) place: Stays as it is written',
          ],
          [
            '$(check) Import: With the variables as they are below',
            '$(symbol-variable) customer: Becomes {{semantic_traits}}',
            '$(symbol-variable) place: Stays as it is written',
          ],
        ],
      );
      const bundle = at('bundles/tents.prompt-bundle.yaml', own);
      const input = at('inputs/tents.prompt-input.yaml', own);
      same('The file in front', window.activeTextEditor?.document.uri.path, bundle.path);
      const text = await read(bundle);
      same('Its name', [text.includes('bundle_id: tents'), text.includes('2.1.0')], [true, true]);
      same('Its text', text.includes('You know {{semantic_traits}} and {{place}}.'), true);
      same('The input', (await read(input)).includes('What of tents?'), true);
      const path = own.path.split('/').at(-1) ?? '';
      same(
        'What is told',
        report()
          .split('\n')
          .map((line) => line.replace(/ It begins with .*/, '')),
        [
          'tents.prompty was imported as tents@2.1.0.',
          '',
          'Files',
          `${path}/bundles/tents.prompt-bundle.yaml`,
          `${path}/inputs/tents.prompt-input.yaml`,
          '',
          'Variables',
          'customer became {{semantic_traits}}',
          'place stays as it is written',
          'task became {{task}}',
          '',
          'Not as it was: 5 places',
          'tents.prompty:1:1 The file has nothing for the personality part.',
          'tents.prompty:1:1 The file has nothing for the activity part.',
          'tents.prompty:4:1 `model` has no counterpart here. It is kept beside the bundle, and does nothing.',
          'tents.prompty:5:1 `sample` has no counterpart here. It is kept beside the bundle, and does nothing.',
          'tents.prompty:9:27 Nothing fills in `{{place}}`. It stays as it is written. If it stands for a placeholder, map it, such as `place=task`.',
        ],
      );
      const links = await commands.executeCommand<DocumentLink[]>(
        'vscode.executeLinkProvider',
        reports().at(-1)?.uri,
      );
      same(
        'Where it leads',
        links.map(({ target, range }) => [
          range.start.line,
          target?.path.split('/').at(-1),
          target?.fragment,
        ]),
        [
          [0, 'tents.prompty', ''],
          [3, 'tents.prompt-bundle.yaml', ''],
          [4, 'tents.prompt-input.yaml', ''],
          [12, 'tents.prompty', 'L1,1'],
          [13, 'tents.prompty', 'L1,1'],
          [14, 'tents.prompty', 'L4,1'],
          [15, 'tents.prompty', 'L5,1'],
          [16, 'tents.prompty', 'L9,27'],
        ],
      );
    });

    it('overwrite nothing: another name is asked for, and without one nothing is written', async () => {
      const file = await write(at('greet.txt', own), 'Greet.');
      await answered({}, () => imported(file));
      const first = at('bundles/greet.prompt-bundle.yaml', own);
      const text = await read(first);
      await answered({ texts: [undefined] }, async () => {
        const said = await asked([], () => imported(file));
        same(
          'What is said',
          said.map(({ message }) => message),
          ['greet.txt was not imported. The report says why.'],
        );
      });
      same(
        'The first line',
        report().split('\n')[0],
        'greet.txt was not imported as greet@1.0.0. `greet@1.0.0` exists already. Choose another id or version.',
      );
      await answered({ texts: ['greet@1.1.0'] }, () => imported(file));
      same('The first line', report().split('\n')[0], 'greet.txt was imported as greet@1.1.0.');
      same('What was there', await read(first), text);
      const written = window.activeTextEditor?.document;
      same(
        'The other version',
        [written?.uri.path === first.path, written?.getText().includes('1.1.0')],
        [false, true],
      );
    });

    it('are all imported that are selected; one that cannot be read is told, and keeps no other back', async () => {
      const [good, bad] = [await write(at('one.md', own), 'One.'), at('two.poml', own)];
      await workspace.fs.writeFile(bad, new Uint8Array([0x3c, 0xff]));
      const gone = at('three.prompt', own);
      await answered({}, () => imported(good, [bad, good, gone]));
      const lines = report()
        .split('\n')
        .filter((line) => /imported|not UTF-8|does not exist/.test(line));
      same('What is told', lines, [
        'two.poml was not imported.',
        'two.poml:1:1 The file is not UTF-8. Save it as UTF-8.',
        'one.md was imported as one@1.0.0.',
        'three.prompt was not imported.',
        'three.prompt:1:1 This file cannot be read: it does not exist.',
      ]);
      same('Files', await exists(at('bundles/one.prompt-bundle.yaml', own)), true);
    });

    it('leave everything as it is where the import is given up', async () => {
      const file = await write(at('asks.prompty', own), PROMPTY);
      const before = reports().length;
      await answered({ picks: [undefined] }, () => imported(file));
      same(
        'That something was written',
        [await exists(at('bundles', own)), reports().length],
        [false, before],
      );
    });
  });

  describe(`a bundle for other tools, ${where}`, () => {
    let own: Uri;
    let file: Uri;
    beforeEach(async () => {
      own = await ownFolder();
      file = await write(at('agent.prompt-bundle.yaml', own), BUNDLE);
    });
    afterEach(() => tidyUp(own));

    const exported = (): Thenable<unknown> => commands.executeCommand('promptBundles.exportBundle', file);

    it('is exported as its editor shows it, to the clipboard, an editor or a file, with what is not carried', async () => {
      await retype(await open(file), BUNDLE.replace('Be kind.', 'Be brief.'));
      const said = await asked([], () => answered({ picks: ['Langfuse', '$(copy) Copy'] }, exported));
      const copied = await env.clipboard.readText();
      const { prompt } = JSON.parse(copied) as { prompt: readonly { content: string }[] };
      same('The system part', prompt[0]?.content.trim(), 'Be brief.');
      same(
        'What is said',
        said.map(({ message }) => message),
        [
          'agent@1.0.0 was exported to Langfuse. Langfuse counts versions itself: the version here stands in the commit message. The constraints of the system part are not carried.',
        ],
      );
      await asked([], () => answered({ picks: ['Langfuse', '$(go-to-file) Open in an editor'] }, exported));
      const document = window.activeTextEditor?.document;
      same(
        'The editor',
        [document?.isUntitled, document?.languageId, document?.getText()],
        [true, 'json', copied],
      );
      const saved = at('agent.langfuse.json', own);
      await asked([], () => answered({ picks: ['Langfuse', '$(save) Save as a file…'], saved }, exported));
      same('The file', await read(saved), copied);
    });

    it('says where there is much that is not carried in a report', async () => {
      await asked([], () => answered({ picks: ['Anthropic', '$(copy) Copy'] }, exported));
      const { system } = JSON.parse(await env.clipboard.readText()) as {
        system: readonly { text: string }[];
      };
      same(
        'The request',
        system.map(({ text }) => text.trim()),
        ['Be kind.', 'Calm.', 'Low.'],
      );
      await becomes('What is told', () => report().split('\n'), [
        'agent@1.0.0 was exported to Anthropic.',
        '',
        'Not carried, or to be added:',
        '- The bundle serves several models or names none: add `model`.',
        '- The API asks for `max_tokens`, which no bundle has: add it.',
        '- The constraints of the system part are not carried.',
      ]);
    });

    it('does nothing where no format or no place is chosen, and says why where it does not render', async () => {
      await env.clipboard.writeText('before');
      await answered({ picks: [undefined] }, exported);
      await answered({ picks: ['OpenAI', undefined] }, exported);
      await retype(await open(file), BUNDLE.replace('system:', 'systm:'));
      const said = await asked([], () => answered({}, exported));
      same(
        'What is said',
        said.map(({ message }) => message.replace(/\. .*/, '')),
        ['The prompt cannot be rendered'],
      );
      same('The clipboard', await env.clipboard.readText(), 'before');
    });
  });
}

const BUNDLE = `bundle_id: agent
semver: 1.0.0
templates:
  system: { content: Be kind., constraints: { NO_EMOJI: true } }
  personality: { content: Calm. }
  activity: { content: Low. }
  task: { content: Go. }
`;
