import {
  commands,
  extensions,
  type CompletionList,
  type Hover,
  type MarkdownString,
  type Position,
  type Uri,
} from 'vscode';
import { at, becomes, open, same, tidyUp, write } from './support.js';

// VS Code itself shows what the contributed schemas say in JSON: nothing stands there twice, and nothing is missing.

const own = at('own-schemas');
const CURSOR = '‸';

/** What each of those who know something of the place says of it. */
async function hovered(uri: Uri, position: Position): Promise<string[]> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.map(({ contents }) =>
    (contents as MarkdownString[]).map(({ value }) => value.replaceAll('\\', '')).join('\n\n'),
  );
}

async function offered(uri: Uri, position: Position): Promise<string[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

let files = 0;
/** A file of its own with that text, and where the mark stood in it. */
async function placed(ending: string, marked: string): Promise<[uri: Uri, position: Position]> {
  const uri = await write(at(`f${++files}.${ending}`, own), marked.replace(CURSOR, ''));
  return [uri, (await open(uri)).positionAt(marked.indexOf(CURSOR))];
}

const template = (rest: string): string =>
  `{"template_id": "a", "semver": "1.0.0", "role": "user", "content": "x", ${rest}}`;

describe('beside what shows the schemas', () => {
  before(async () => {
    const json = extensions.getExtension('vscode.json-language-features');
    await json?.activate();
    same('Whether VS Code reads JSON', json?.isActive, true);
  });
  afterEach(() => tidyUp(own));

  const PARAGRAPHS = ['The most paragraphs a part may have.', 'Applies to the part of this template alone.'];
  const hovers: [ending: string, marked: string, said: readonly string[]][] = [
    ['prompt-template.json', template('"constraints": {"MAX_‸PARAGRAPHS": 3}'), PARAGRAPHS],
    [
      'prompt-template.json',
      template('"constraints": {}').replace('"role', '"ro‸le'),
      ['Who the text speaks as.'],
    ],
    [
      'prompt-input.json',
      '{"ta‸sk": "Hi."}',
      ['What to do: at most 4,096 characters.', 'Replaces `{{task}}` in templates.'],
    ],
    ['prompt-bundle.json', '{"bundle_id": "b", "sem‸ver": "1.0.0"}', ['Exact version, strict SemVer 2.0.0']],
    // No extension that reads schemas in YAML is here: all is said by us.
    ['prompt-template.yaml', 'constraints:\n  MAX_‸PARAGRAPHS: 3\n', PARAGRAPHS],
    ['prompt-template.md', '---\nconstraints:\n  MAX_‸PARAGRAPHS: 3\n---\nx\n', PARAGRAPHS],
  ];
  for (const [ending, marked, said] of hovers)
    it(`says each thing once: ${ending} ${JSON.stringify(marked)}`, async () => {
      const [uri, position] = await placed(ending, marked);
      const times = async (): Promise<readonly number[]> => {
        const all = (await hovered(uri, position)).join('\n\n');
        return said.map((words) => all.split(words).length - 1);
      };
      await becomes('How often', times, [...said.map(() => 1)]);
      const paragraphs = (await hovered(uri, position)).flatMap((text) => text.split('\n\n'));
      same(
        'What stands there twice',
        paragraphs.filter((text, i) => paragraphs.indexOf(text) !== i),
        [],
      );
    });

  const lists: [ending: string, marked: string, labels: string][] = [
    [
      'prompt-template.json',
      template('"constraints": {"‸"}'),
      'FORBIDDEN_TOKENS MAX_SENTENCE_LENGTH MAX_PARAGRAPHS NO_EMOJI ASSERTIVENESS_LEVEL',
    ],
    ['prompt-template.json', template('"constraints": {"NO_EMOJI": ‸}'), 'true false'],
    ['prompt-template.json', '{"template_id": "a", "role": "‸"}', 'system developer user'],
    [
      'prompt-template.json',
      '{"template_id": "a", ‸}',
      'semver role content constraints adapter_version suppress',
    ],
    ['prompt-input.json', '{"task": "x", "stress": ‸}', '0.1 0 1'],
    ['prompt-template.yaml', 'template_id: a\nrole: ‸\n', 'system developer user'],
  ];
  for (const [ending, marked, labels] of lists)
    it(`offers each thing once: ${ending} ${JSON.stringify(marked)}`, async () => {
      const [uri, position] = await placed(ending, marked);
      await becomes('What is offered', async () => (await offered(uri, position)).join(' '), labels);
    });
});
