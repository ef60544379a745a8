import { CodeActionKind, commands, languages, Uri, window, workspace, type TextDocument } from 'vscode';
import { actionsAt, askAt, choose, codes, codesBecome, rangeOf } from './actions.js';
import { at, becomes, extension, open, read, retype, same, tidyUp, write } from './support.js';
import { choosing } from './dialogs.js';

// Each quick fix as VS Code offers it; applied, its problem goes. Nothing is saved in between.

const own = at('own-fixes');
const PERSONA = at('templates/support-persona-1.3.0.prompt-template.md');
const FRONT = 'template_id: fixed\nsemver: 1.0.0\nrole: system\n';
const markdown = (constraints: string, text: string): string =>
  `---\n${FRONT}constraints: ${constraints}\n---\n\n${text}\n`;

/** A new file, with a name and a template id of its own: what was deleted may be known for a moment still. */
async function opened(name: string, text: string): Promise<TextDocument> {
  count++;
  return open(
    await write(
      at(`${count}-${name}`, own),
      text.replace('template_id: fixed', `template_id: fixed-${count}`),
    ),
  );
}

let count = 0;
const textOf = (document: TextDocument): string => document.getText().replace(`fixed-${count}`, 'fixed');

interface Case {
  readonly file: string;
  readonly text: string;
  readonly code: string;
  readonly title: string;
  readonly fixed: string;
}

const input = 'semantic_traits: {}\n';
const CASES: readonly Case[] = [
  {
    file: 'a.prompt-template.md',
    text: markdown('{ FORBIDDEN_TOKENS: [basically] }', 'Basically, we fix it.'),
    code: 'forbidden-token',
    title: 'Remove “Basically”',
    fixed: markdown('{ FORBIDDEN_TOKENS: [basically] }', 'We fix it.'),
  },
  {
    file: 'a.prompt-template.md',
    text: markdown('{ FORBIDDEN_TOKENS: [basically] }', 'We fix\nit basically.').replaceAll('\n', '\r\n'),
    code: 'forbidden-token',
    title: 'Remove “basically”',
    fixed: markdown('{ FORBIDDEN_TOKENS: [basically] }', 'We fix\nit.').replaceAll('\n', '\r\n'),
  },
  {
    file: 'a.prompt-template.json',
    text: '{ "template_id": "a", "semver": "1.0.0", "role": "system", "constraints": { "NO_EMOJI": true }, "content": "Hi \\ud83d\\ude42." }',
    code: 'emoji',
    title: 'Remove “🙂”',
    fixed:
      '{ "template_id": "a", "semver": "1.0.0", "role": "system", "constraints": { "NO_EMOJI": true }, "content": "Hi." }',
  },
  {
    file: 'a.prompt-template.yaml',
    text: `${FRONT}constraints: { MAX_SENTENCE_LENGTH: 6 }\ncontent: |\n  The price is copied,\n  and we never round it.\n`,
    code: 'sentence-too-long',
    title: 'Split the sentence at “, and”',
    fixed: `${FRONT}constraints: { MAX_SENTENCE_LENGTH: 6 }\ncontent: |\n  The price is copied.\n  We never round it.\n`,
  },
  {
    file: 'a.prompt-template.yaml',
    text: `${FRONT}constraints:\n  NO_EMOJIS: true\ncontent: Hi.\n`,
    code: 'unknown-constraint',
    title: 'Change to `NO_EMOJI`',
    fixed: `${FRONT}constraints:\n  NO_EMOJI: true\ncontent: Hi.\n`,
  },
  {
    file: 'a.prompt-input.yaml',
    text: `${input}stres: 0.5\n`,
    code: 'unknown-key',
    title: 'Change to `stress`',
    fixed: `${input}stress: 0.5\n`,
  },
  {
    file: 'a.prompt-input.yaml',
    text: `${input}model_type: support-larg\n`,
    code: 'unsupported-model',
    title: 'Change to `support-large`',
    fixed: `${input}model_type: support-large\n`,
  },
  {
    file: 'a.prompt-template.md',
    text: markdown('{}', 'Say {{ task }}.'),
    code: 'unknown-placeholder',
    title: 'Change to `{{task}}`',
    fixed: markdown('{}', 'Say {{task}}.'),
  },
  {
    file: 'a.prompt-template.md',
    text: markdown('{}', 'Do {task} for {name}, then {task}.').replaceAll('\n', '\r\n'),
    code: 'foreign-placeholder',
    title: 'Change all `{task}` to `{{task}}`',
    fixed: markdown('{}', 'Do {{task}} for {name}, then {{task}}.').replaceAll('\n', '\r\n'),
  },
  {
    file: 'a.prompt-template.md',
    text: markdown('{}', 'Say de\u00ad\u{e0041}\u{e0042}lve.'),
    code: 'invisible-character',
    title: 'Remove the 3 invisible characters',
    fixed: markdown('{}', 'Say delve.'),
  },
  {
    file: 'a.prompt-template.md',
    text: markdown('{}', 'Say\u200b it.'),
    code: 'invisible-character',
    title: 'Remove the invisible character',
    fixed: markdown('{}', 'Say it.'),
  },
  {
    file: 'a.prompt-template.yaml',
    text: `${FRONT}content: Hi.\nsuppress:\n  - code: emoji\n    reason: once\n`,
    code: 'unused-suppression',
    title: 'Remove the entry',
    fixed: `${FRONT}content: Hi.\n`,
  },
  {
    file: 'a.prompt-input.yaml',
    text: `${input}task: 7\n`,
    code: 'schema',
    title: 'Change to `"7"`',
    fixed: `${input}task: "7"\n`,
  },
];

describe('Quick fixes', () => {
  afterEach(() => tidyUp(own));

  for (const { file, text, code, title, fixed } of CASES) {
    it(`${title} fixes ${code} in ${file}`, async () => {
      const document = await opened(file, text);
      await codesBecome(document.uri, [code]);
      await choose(document.uri, rangeOf(document.uri, code), title);
      same('The text', textOf(document), fixed);
      await codesBecome(document.uri, []);
    });
  }

  it('take “extremely” out of the sample in one click', async () => {
    const document = await open(PERSONA);
    await becomes('The finding', () => codes(PERSONA).includes('forbidden-token'), true);
    const before = document.getText();
    await choose(PERSONA, rangeOf(PERSONA, 'forbidden-token'), 'Remove “extremely”');
    same('The text', document.getText(), before.replace('Be extremely careful', 'Be careful'));
    await becomes('The finding', () => codes(PERSONA).includes('forbidden-token'), false);
  });

  it('come in their order', async () => {
    const text = 'We basically fix it. It is basically good.';
    const { uri } = await opened('a.prompt-template.md', markdown('{ FORBIDDEN_TOKENS: [basically] }', text));
    await codesBecome(uri, ['forbidden-token', 'forbidden-token']);
    const actions = await actionsAt(uri, rangeOf(uri, 'forbidden-token'));
    same(
      'The actions',
      actions.map(({ title }) => title),
      [
        'Remove “basically”',
        'Replace “basically”…',
        'Fix all forbidden-token problems in this file',
        'Suppress this forbidden-token with a reason…',
        'Change the severity of forbidden-token…',
        'Explain forbidden-token',
      ],
    );
    same('What is preferred', actions.filter(({ isPreferred }) => isPreferred).length, 1);
  });

  it('offer no split that is not safe', async () => {
    const text = 'If the lever is loose today, and you see it, stop.';
    const { uri } = await opened('a.prompt-template.md', markdown('{ MAX_SENTENCE_LENGTH: 6 }', text));
    await codesBecome(uri, ['sentence-too-long']);
    const titles = (await actionsAt(uri, rangeOf(uri, 'sentence-too-long'))).map(({ title }) => title);
    same('The first action', titles[0], 'Suppress this sentence-too-long with a reason…');
  });

  it('fix all of one rule in a file', async () => {
    const text = 'Basically, we fix it {{ task }}.\n\nIt is basically good, basically.';
    const document = await opened(
      'a.prompt-template.md',
      markdown('{ FORBIDDEN_TOKENS: [basically] }', text),
    );
    const { uri } = document;
    await codesBecome(uri, ['forbidden-token', 'unknown-placeholder', 'forbidden-token', 'forbidden-token']);
    await choose(uri, rangeOf(uri, 'forbidden-token', 1), 'Fix all forbidden-token problems in this file');
    await codesBecome(uri, ['unknown-placeholder']);
    same('The body', document.getText().split('---\n\n')[1], 'We fix it {{ task }}.\n\nIt is good.\n');
  });

  it('fix all that is misspelt on source.fixAll, and take no word out', async () => {
    const text = 'Basically, we fix it {{ task }} {{Task}}.';
    const document = await opened(
      'a.prompt-template.md',
      markdown('{ FORBIDDEN_TOKENS: [basically] }', text),
    );
    const { uri } = document;
    await codesBecome(uri, ['forbidden-token', 'unknown-placeholder', 'unknown-placeholder']);
    const kind = CodeActionKind.SourceFixAll.append('promptBundles');
    await choose(uri, rangeOf(uri, 'forbidden-token'), 'Fix all misspelled and unused keys', kind);
    await codesBecome(uri, ['forbidden-token']);
  });

  it('say nothing of a text that has changed', async () => {
    const document = await opened('a.prompt-template.md', markdown('{ NO_EMOJI: true }', 'Hi 🙂.'));
    await codesBecome(document.uri, ['emoji']);
    const range = rangeOf(document.uri, 'emoji');
    await retype(document, markdown('{ NO_EMOJI: true }', 'Hello there.'));
    const titles = (await askAt(document.uri, range)).map(({ title }) => title);
    same(
      'A removal',
      titles.filter((title) => title.startsWith('Remove')),
      [],
    );
  });
});

describe('Replace Forbidden Token', () => {
  afterEach(() => tidyUp(own));

  it('asks for the text', async () => {
    const document = await opened(
      'a.prompt-template.yaml',
      `${FRONT}constraints: { FORBIDDEN_TOKENS: [basically] }\ncontent: 'It is basically good.'\n`,
    );
    await codesBecome(document.uri, ['forbidden-token']);
    await answeringInput("more or less what it's worth,", () =>
      choose(document.uri, rangeOf(document.uri, 'forbidden-token'), 'Replace “basically”…'),
    );
    await codesBecome(document.uri, []);
    same(
      'The text',
      document.getText().split('content: ')[1],
      "'It is more or less what it''s worth, good.'\n",
    );
  });
});

describe('Replace Placeholder of Another System', () => {
  afterEach(() => tidyUp(own));

  it('asks for one of the four and writes it instead of all of a name', async () => {
    const text = 'Act like {character} from {series}.\n\nYou are {character}.';
    const document = await opened('a.prompt-template.md', markdown('{}', text));
    const { uri } = document;
    await codesBecome(uri, ['foreign-placeholder']);
    await choosing('{{semantic_traits}}', () =>
      choose(uri, rangeOf(uri, 'foreign-placeholder'), 'Replace all `{character}` with…'),
    );
    await codesBecome(uri, []);
    const expected = text.replaceAll('{character}', '{{semantic_traits}}');
    same('The text', textOf(document), markdown('{}', expected));
  });

  it('changes nothing where none is chosen', async () => {
    const document = await opened('a.prompt-template.md', markdown('{}', 'Be $tone to $name.'));
    await codesBecome(document.uri, ['foreign-placeholder']);
    const given = { file: document.uri.toString(), start: document.getText().indexOf('$tone') };
    await choosing(undefined, () =>
      commands.executeCommand('promptBundles.replaceForeignPlaceholder', { ...given, name: 'tone' }),
    );
    await commands.executeCommand('promptBundles.replaceForeignPlaceholder', {
      ...given,
      name: 'tone',
      placeholder: 'tusk',
    });
    same('The text', textOf(document), markdown('{}', 'Be $tone to $name.'));
    await commands.executeCommand('promptBundles.replaceForeignPlaceholder', {
      ...given,
      name: 'tone',
      placeholder: 'stress',
    });
    same('The text', textOf(document), markdown('{}', 'Be {{stress}} to $name.'));
  });
});

describe('Suppress Finding', () => {
  afterEach(() => tidyUp(own));

  it('asks for the reason and writes it into the file', async () => {
    const document = await opened('a.prompt-template.md', markdown('{ NO_EMOJI: true }', 'Hi 🙂, hi 🙃.'));
    await codesBecome(document.uri, ['emoji', 'emoji']);
    await answeringInput('The brand has it.', () =>
      choose(document.uri, rangeOf(document.uri, 'emoji'), 'Suppress this emoji with a reason…'),
    );
    await codesBecome(document.uri, ['emoji']);
    same('The rest', document.getText(rangeOf(document.uri, 'emoji')), '🙃');
    same(
      'The entry',
      /suppress:[^]*?(?=---)/.exec(document.getText())?.[0],
      'suppress:\n  - code: emoji\n    text: "🙂"\n    reason: The brand has it.\n',
    );
  });

  it('takes the reason as an argument', async () => {
    const { uri } = await opened('a.prompt-template.yaml', `${FRONT}content: "{{ name }}"\n`);
    await codesBecome(uri, ['unknown-placeholder']);
    await commands.executeCommand('promptBundles.suppressFinding', {
      file: uri.toString(),
      code: 'unknown-placeholder',
      reason: 'Filled in elsewhere.',
    });
    await codesBecome(uri, []);
  });

  it('is not offered for what has to be fixed', async () => {
    const { uri } = await opened('a.prompt-input.yaml', 'stress: 2\n');
    await codesBecome(uri, ['schema']);
    const titles = (await actionsAt(uri, rangeOf(uri, 'schema'))).map(({ title }) => title);
    same('The actions', titles, ['Explain schema']);
  });
});

describe('Change Rule Severity', () => {
  const settings = at('.vscode');
  afterEach(async () => {
    await workspace.getConfiguration('promptBundles').update('rules', undefined);
    await tidyUp(own, settings);
  });

  it('switches a rule off in the settings of the workspace, and keeps what is set', async () => {
    const { uri } = await opened('a.prompt-template.md', markdown('{ NO_EMOJI: true }', 'Hi 🙂 {{ task }}.'));
    await codesBecome(uri, ['emoji', 'unknown-placeholder']);
    const change = (code: string, severity: string): Thenable<unknown> =>
      commands.executeCommand('promptBundles.changeRuleSeverity', { file: uri.toString(), code, severity });
    await change('emoji', 'off');
    await codesBecome(uri, ['unknown-placeholder']);
    await change('unknown-placeholder', 'error');
    await becomes('The severities', () => languages.getDiagnostics(uri).map(({ severity }) => severity), [0]);
    const stored = JSON.parse(await read(at('settings.json', settings))) as Record<string, unknown>;
    same('The setting', stored['promptBundles.rules'], { emoji: 'off', 'unknown-placeholder': 'error' });
  });
});

describe('Explain Rule', () => {
  afterEach(() => tidyUp());

  it('shows the page of a code', async () => {
    await commands.executeCommand('promptBundles.explainRule', 'forbidden-token');
    const labels = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await becomes(
      'A tab of the page',
      () => labels().some((label) => label.includes('forbidden-token')),
      true,
    );
  });

  it('lists titles, with the codes beside them', async () => {
    const { showQuickPick } = window;
    let listed: readonly { readonly label: string; readonly description?: string }[] = [];
    const stub = (items: typeof listed): Promise<undefined> => {
      listed = items;
      return Promise.resolve(undefined);
    };
    Object.assign(window, { showQuickPick: stub });
    try {
      await commands.executeCommand('promptBundles.explainRule');
    } finally {
      Object.assign(window, { showQuickPick });
    }
    const rule = listed.find(({ description }) => description === 'unresolved-template');
    same('The title', rule?.label, 'Template that cannot be found');
    same('Titles that are codes', listed.filter(({ label, description }) => label === description).length, 0);
  });

  it('has a page for every code of the settings', async () => {
    const manifest = JSON.parse(
      await read(Uri.joinPath(extension().extensionUri, 'package.json')),
    ) as Manifest;
    const rules = Object.keys(
      manifest.contributes.configuration.properties['promptBundles.rules'].properties,
    );
    for (const code of rules) {
      const page = await open(Uri.from({ scheme: 'prompt-bundles-rule', path: `/${code}.md` }));
      same(`The page of ${code}`, page.getText().includes(`\`${code}\``), true);
      same('Its language', page.languageId, 'markdown');
    }
  });

  it('does nothing for a code that is none', async () => {
    await commands.executeCommand('promptBundles.explainRule', '../../README');
    same('Tabs', window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0);
  });
});

interface Manifest {
  contributes: { configuration: { properties: { 'promptBundles.rules': { properties: object } } } };
}

/** Does something while input boxes are answered; what their check refuses fails. */
async function answeringInput(answer: string, act: () => Promise<unknown>): Promise<void> {
  const original = window.showInputBox;
  const stub: typeof window.showInputBox = async (options) => {
    same('What the box says of it', (await options?.validateInput?.(answer)) ?? '', '');
    return answer;
  };
  Object.assign(window, { showInputBox: stub });
  try {
    await act();
  } finally {
    Object.assign(window, { showInputBox: original });
  }
}
