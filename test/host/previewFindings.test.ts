import { commands, Selection, window, type Uri } from 'vscode';
import { openPreview, rendersBecome } from './openPreview.js';
import { at, becomes, open, retype, same, tidyUp, write } from './support.js';

// What the preview lists of its files' findings, and what can be done about them there.

const own = at('own-preview-findings');
/** Of each test its own, by name and id: an editor may show for a moment what a file of the same name held before. */
let TEMPLATE: Uri;
let BUNDLE: Uri;
let count = 0;

const template = (front: string, body: string): string =>
  `---\ntemplate_id: loud-${count}\nsemver: 1.0.0\nrole: system\nconstraints: { FORBIDDEN_TOKENS: [basically, extremely] }\n${front}---\n\n${body}\n`;
const BODY = 'Basically, we fix it. Be extremely careful, and say it rounded.';
const SUPPRESS = 'suppress:\n  - code: forbidden-token\n    text: extremely\n    reason: They ask for it.\n';
const bundle = (): string =>
  `bundle_id: loud-${count}\nsemver: 1.0.0\ntemplates:\n  system: loud-${count}@1.0.0\n` +
  ['personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: "${slot}" }\n`).join('');

describe('findings in the preview', () => {
  beforeEach(() => {
    count++;
  });
  const given = async (text: string): Promise<void> => {
    TEMPLATE = at(`${count}/loud.prompt-template.md`, own);
    BUNDLE = at(`${count}/loud.prompt-bundle.yaml`, own);
    await write(TEMPLATE, text);
    await write(BUNDLE, bundle());
  };
  afterEach(() => tidyUp(own));

  it('can be fixed from their list, as in the editor', async () => {
    await given(template('', BODY));
    const preview = await openPreview(BUNDLE);
    await rendersBecome(
      'The findings',
      preview,
      ({ findings }) => findings.map(({ message }) => message.slice(0, 12)),
      ['“Basically” ', '“extremely” '],
    );
    preview.say({ type: 'listFixes', index: 0 });
    await becomes('The fixes', () => preview.last('fixes')?.fixes.slice(0, 1), [
      { title: 'Remove “Basically”', isPreferred: true },
    ]);
    same('For', preview.last('fixes')?.index, 0);
    preview.say({ type: 'applyFix', index: 0, fix: 0 });
    const document = await open(TEMPLATE);
    await becomes('The text', () => document.getText(), template('', BODY.replace('Basically, we', 'We')));
    await rendersBecome('The findings', preview, ({ findings }) => findings.length, 1);
  });

  it('are not fixed once the text has changed', async () => {
    await given(template('', BODY));
    const preview = await openPreview(BUNDLE);
    await rendersBecome('The findings', preview, ({ findings }) => findings.length, 2);
    preview.say({ type: 'listFixes', index: 1 });
    await becomes('For', () => preview.last('fixes')?.index, 1);
    const document = await open(TEMPLATE);
    const moved = template('', `Hello. ${BODY}`);
    await retype(document, moved);
    await rendersBecome(
      'Where they are',
      preview,
      ({ findings }) => findings.map(({ marks }) => marks[0]?.start),
      [7, 32],
    );
    preview.say({ type: 'applyFix', index: 1, fix: 0 });
    await becomes(
      'What is said',
      () => preview.last('notice')?.text,
      'The text has changed since, and this fix is not offered any more.',
    );
    same('The text', document.getText(), moved);
  });

  it('are told with their reasons when a file suppresses them, and open at their place', async () => {
    await given(template(SUPPRESS, BODY));
    const preview = await openPreview(BUNDLE);
    await rendersBecome(
      'What is suppressed',
      preview,
      ({ suppressed }) =>
        suppressed.map(({ code, reason, place, marks }) => ({ code, reason, place, marks })),
      [
        {
          code: 'forbidden-token',
          reason: 'They ask for it.',
          place: 'loud.prompt-template.md:12',
          marks: [{ slot: 'system', start: 25, end: 34 }],
        },
      ],
    );
    await rendersBecome('What is found', preview, ({ findings }) => findings.length, 1);
    preview.say({ type: 'openSuppressed', index: 0 });
    await becomes('The place', () => window.activeTextEditor?.selection.active.line, 11);
  });

  it('keep their places, and those of the cursor, when one of them is suppressed', async () => {
    await given(template('', BODY));
    const document = await open(TEMPLATE);
    const editor = await window.showTextDocument(document);
    const offset = document.getText().lastIndexOf('extremely') + 2;
    const cursor = document.positionAt(offset);
    editor.selection = new Selection(cursor, cursor);
    const preview = await openPreview(BUNDLE, true);
    await rendersBecome('The findings', preview, ({ findings }) => findings.length, 2);
    await window.showTextDocument(document, { selection: new Selection(cursor, cursor) });
    const { mapVersion } = preview.last('render') ?? { mapVersion: -1 };
    const text = document.getText();
    await editor.edit((edit) => {
      edit.insert(document.positionAt(text.indexOf('---\n\n')), SUPPRESS);
    });
    await rendersBecome('What is suppressed', preview, ({ suppressed }) => suppressed.length, 1);
    await becomes('The cursor', () => preview.last('highlight')?.marks, [
      { slot: 'system', start: 27, end: 28 },
    ]);
    same('Other places', (preview.last('render')?.mapVersion ?? 0) > mapVersion, true);
    same('The same prompt', preview.last('render')?.sections, []);
    preview.say({ type: 'locate', slot: 'system', offset: 27 });
    await becomes('Its line', () => preview.last('located')?.place, 'loud.prompt-template.md:12');
    await commands.executeCommand('undo');
    await becomes(
      'Its line after undo',
      () => {
        preview.say({ type: 'locate', slot: 'system', offset: 27 });
        return preview.last('located')?.place;
      },
      'loud.prompt-template.md:8',
    );
  });
});
