import type { Uri } from 'vscode';
import {
  commands,
  Position,
  Range,
  window,
  type CompletionList,
  type Hover,
  type InlayHint,
  type MarkdownString,
  type TextDocument,
} from 'vscode';
import { openPreview } from './openPreview.js';
import { at, becomes, inlineBundle, open, retype, same, tidyUp, write } from './support.js';

// One answer to which input is in force for a file, whoever asks: completion, hover and inlay hints.

const own = at('own-in-force');
const MARK = '{{task}}';

/** What is said of the value of a task: in the list behind `{{`, where somebody points at it, and beside it. */
async function told(document: TextDocument): Promise<readonly (string | undefined)[]> {
  const { uri } = document;
  const start = document.positionAt(document.getText().indexOf(MARK));
  const inBraces = start.translate(0, 2);
  const [list, hovers, hints] = await Promise.all([
    commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, inBraces),
    commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, inBraces),
    commands.executeCommand<InlayHint[]>(
      'vscode.executeInlayHintProvider',
      uri,
      new Range(new Position(0, 0), document.positionAt(document.getText().length)),
    ),
  ]);
  const hovered = hovers.flatMap(({ contents }) => contents as MarkdownString[]).map(({ value }) => value);
  const [hint] = hints;
  return [
    list.items
      .map(({ label }) => (typeof label === 'string' ? { label, description: undefined } : label))
      .find(({ label }) => label === MARK)?.description,
    hovered.map((text) => /^`\{\{task\}\}` becomes (.*)\.$/m.exec(text)?.[1]).find(Boolean),
    typeof hint?.label === 'string' ? hint.label : hint?.label.map(({ value }) => value).join(''),
  ];
}

const all = (task: string, by: string): readonly string[] => [
  task,
  `\`${task}\` with \`${by}\``,
  `= ${task}`,
];

describe('the input in force', () => {
  afterEach(() => tidyUp(own));

  it('is the same for completion, hover and hints: chosen, typed in its file, and edited in the preview', async () => {
    const input = async (name: string, task: string): Promise<Uri> =>
      write(at(`${name}.prompt-input.yaml`, own), `task: ${task}\n`);
    await input('first', 'Sing.');
    const second = await input('second', 'Dance.');
    const bundle = await write(
      at('a.prompt-bundle.yaml', own),
      inlineBundle({ bundle_id: 'in-force', semver: '1.0.0', parts: ['A.', 'B.', 'C.', MARK] }),
    );
    const document = await open(bundle);
    const preview = await openPreview(bundle);
    const first = at('first.prompt-input.yaml', own);
    preview.say({ type: 'select', selection: { input: first.toString() } });
    await becomes('What is said', () => told(document), all('Sing.', 'first.prompt-input.yaml'));

    // Edited in the preview, in no file.
    preview.say({ type: 'editInput', edit: { task: 'Hum.' } });
    await becomes('What is said', () => told(document), all('Hum.', 'first.prompt-input.yaml (edited)'));
    preview.say({ type: 'editInput', edit: { task: 'Whistle.' } });
    await becomes('What is said', () => told(document), all('Whistle.', 'first.prompt-input.yaml (edited)'));
    preview.say({ type: 'discardInput' });
    await becomes('What is said', () => told(document), all('Sing.', 'first.prompt-input.yaml'));

    // Chosen, and typed without being saved.
    await window.showTextDocument(document);
    await commands.executeCommand('promptBundles.chooseInput', second);
    await becomes('What is said', () => told(document), all('Dance.', 'second.prompt-input.yaml'));
    await retype(await open(second), 'task: Jump.\n');
    await becomes('What is said', () => told(document), all('Jump.', 'second.prompt-input.yaml'));
    await retype(await open(second), 'task: [\n');
    await becomes('What is said of one with errors', async () => (await told(document)).join(), ',,');
    preview.panel.dispose();
  });

  it('is chosen for a template too that no bundle uses yet', async () => {
    const input = await write(at('only.prompt-input.yaml', own), 'task: Wait.\n');
    const template = await write(
      at('a.prompt-template.md', own),
      `---\ntemplate_id: in-force-alone\nsemver: 1.0.0\nrole: user\n---\n${MARK}\n`,
    );
    const document = await open(template);
    await window.showTextDocument(document);
    await commands.executeCommand('promptBundles.chooseInput', input);
    await becomes('What is said', () => told(document), all('Wait.', 'only.prompt-input.yaml'));
    same('What has the focus', window.activeTextEditor?.document.uri.toString(), template.toString());
  });
});
