import { commands, env, languages, Selection, type Uri, window, workspace, type TextDocument } from 'vscode';
import { actionsAt, choose, codes, codesBecome, rangeOf } from './actions.js';
import { at, becomes, lensTitles, open, problems, retype, same, tidyUp, write } from './support.js';

// Answers of the model, held to a bundle’s constraints while their documents are open.

const own = at('own-answers');
const bundle = at('asked.prompt-bundle.yaml', own);
const persona = at('asked-persona.prompt-template.yaml', own);
const part = (content: string): string => `{ content: ${content} }`;
const personaText = (constraints: string): string =>
  `template_id: asked-persona\nsemver: 1.0.0\nrole: system\nconstraints: ${constraints}\ncontent: Be calm.\n`;

describe('an answer', () => {
  before(async () => {
    await write(persona, personaText('{ FORBIDDEN_TOKENS: [basically], NO_EMOJI: true }'));
    await write(
      bundle,
      `bundle_id: asked\nsemver: 1.0.0\ntemplates:\n  system: asked-persona@1.0.0\n  personality: ${part('P')}\n  activity: ${part('A')}\n  task: ${part('T')}\n`,
    );
    await becomes('The problems of the bundle', () => problems(bundle), []);
  });
  afterEach(async () => {
    for (const { document } of window.visibleTextEditors) if (document.isUntitled) await retype(document, '');
    await tidyUp();
  });
  after(() => tidyUp(own));

  it('on the clipboard is checked in a new document, live', async () => {
    await env.clipboard.writeText('Basically, yes.');
    const answer = await check('Clipboard');
    same('Its language', answer.languageId, 'markdown');
    await codesBecome(answer.uri, ['forbidden-token']);
    same('What is said', problems(answer.uri), [
      'warning forbidden-token 0:0-0:9 The answer says “Basically”, which FORBIDDEN_TOKENS forbids (as “basically”). (asked-persona@1.0.0) (The constraint. asked-persona.prompt-template.yaml 3:34-3:43)',
    ]);
    await becomes('The lenses', () => lensTitles(answer.uri), [
      'Answer of asked@1.0.0: 1 problem',
      'Stop checking',
    ]);
    await retype(answer, 'Yes.\n\nOf course 🙂, basically.');
    await codesBecome(answer.uri, ['emoji', 'forbidden-token']);
    await retype(answer, 'Yes.');
    await codesBecome(answer.uri, []);
    await becomes('The lenses', () => lensTitles(answer.uri), [
      'Answer of asked@1.0.0: no problems',
      'Stop checking',
    ]);
  });

  it('in an editor is checked where it is; the same fixes are offered, and nothing that belongs to prompt files', async () => {
    const file = await write(at('reply.txt', own), 'Basically, we ship. Hi 🙂.\n');
    const document = await open(file);
    await window.showTextDocument(document);
    const answer = await check('reply.txt');
    same('The document', answer.uri.toString(), file.toString());
    await codesBecome(file, ['forbidden-token', 'emoji']);
    const range = rangeOf(file, 'forbidden-token');
    same(
      'The actions',
      (await actionsAt(file, range)).map(({ title }) => title),
      ['Remove “Basically”', 'Replace “Basically”…', 'Explain forbidden-token'],
    );
    await choose(file, range, 'Remove “Basically”');
    same('The text', document.getText(), 'We ship. Hi 🙂.\n');
    await codesBecome(file, ['emoji']);
    await choose(file, rangeOf(file, 'emoji'), 'Remove “🙂”');
    same('The text', document.getText(), 'We ship. Hi.\n');
    await codesBecome(file, []);
  });

  it('that is selected is checked in a document of its own', async () => {
    const document = await open(await write(at('talk.txt', own), 'Q: Is it?\nA: Basically yes.\n'));
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(1, 3, 1, 17);
    const answer = await check('Selection in talk.txt');
    same(
      'The text',
      [answer.getText(), answer.languageId, answer.isUntitled],
      ['Basically yes.', 'plaintext', true],
    );
    await codesBecome(answer.uri, ['forbidden-token']);
    same('The problems of the file', problems(document.uri), []);
  });

  it('is held to what the editors say of the constraints at this moment, saved or not', async () => {
    const answer = await check('New document');
    await retype(answer, 'Surely, yes.');
    await becomes('The lenses', () => lensTitles(answer.uri), [
      'Answer of asked@1.0.0: no problems',
      'Stop checking',
    ]);
    const template = await open(persona);
    const text = template.getText();
    await retype(template, personaText('{ FORBIDDEN_TOKENS: [surely] }'));
    await codesBecome(answer.uri, ['forbidden-token']);
    await retype(template, text.replace('semver: 1.0.0', 'semver: one'));
    await becomes(
      'The first lens',
      async () => (await lensTitles(answer.uri))[0]?.startsWith('Not checked as an answer of asked@1.0.0: '),
      true,
    );
    same('What was found last', codes(answer.uri), ['forbidden-token']);
    await retype(template, text);
    await codesBecome(answer.uri, []);
  });

  it('is checked until it is closed, or until somebody says so, whatever its language', async () => {
    await env.clipboard.writeText('Basically, yes.');
    const answer = await check('Clipboard');
    await codesBecome(answer.uri, ['forbidden-token']);
    await languages.setTextDocumentLanguage(answer, 'plaintext');
    await retype(answer, 'Basically, yes. Basically, no.');
    await codesBecome(answer.uri, ['forbidden-token', 'forbidden-token']);
    await commands.executeCommand('promptBundles.stopCheckingAnswer', answer.uri);
    await codesBecome(answer.uri, []);
    same('The lenses', await lensTitles(answer.uri), []);
    await retype(answer, 'Basically.');
    same('The problems', problems(answer.uri), []);
    const file = await write(at('closed.txt', own), 'Basically.');
    await window.showTextDocument(await open(file));
    await check('closed.txt');
    await codesBecome(file, ['forbidden-token']);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await codesBecome(file, []);
  });

  it('of a bundle that cannot be read says why it is not checked', async () => {
    const broken = await write(
      at('broken.prompt-bundle.yaml', own),
      'bundle_id: broken\nsemver: 1.0.0\ntemplates: { system: gone@1.0.0 }\n',
    );
    await becomes('That it is known', () => problems(broken).length > 0, true);
    const answer = await check('New document', broken);
    await becomes(
      'The first lens',
      async () => (await lensTitles(answer.uri))[0]?.startsWith('Not checked as an answer of broken@1.0.0: '),
      true,
    );
  });
});

/** Checks an answer of a bundle, from the place of a label; gives its document. */
async function check(label: string, asked: Uri = bundle): Promise<TextDocument> {
  const { showQuickPick } = window;
  const stub = (items: readonly { label: string }[]): Promise<unknown> => {
    const chosen = items.find((item) => item.label.replace(/^\$\([^)]*\) /, '') === label);
    same(
      'What is chosen',
      items.some((item) => item === chosen),
      true,
    );
    return Promise.resolve(chosen);
  };
  Object.assign(window, { showQuickPick: stub });
  try {
    await commands.executeCommand('promptBundles.checkAnswer', asked);
  } finally {
    Object.assign(window, { showQuickPick });
  }
  const document = window.activeTextEditor?.document;
  if (!document || !workspace.textDocuments.includes(document)) throw new Error('No answer is shown.');
  return document;
}
