import assert from 'node:assert/strict';
import type { RenderInput } from '../../../src/core/model/renderInput.js';
import { provideHints } from '../../../src/language/hint.js';
import { template, workspaceOf } from './memoryWorkspace.js';

const INPUT: RenderInput = {
  semantic_traits: new Map([['tone', 'warm']]),
  activity_level: 0.5,
  stress: 0,
  task: `Ask ${'very '.repeat(20)}kindly.\nThen wait.`,
};

/** A file with its hints written into it, between `«` and `»`, and what each would write instead after a `>`. */
async function hinted(files: Record<string, string>, file: string, input?: RenderInput): Promise<string> {
  const made = await workspaceOf(files);
  let { text } = made.get(file).source;
  for (const hint of [...(await provideHints(made.context, file, input))].sort(
    (a, b) => b.offset - a.offset,
  )) {
    const edit = hint.kind === 'newest' && hint.edit ? ` > ${hint.edit.text}` : '';
    text = `${text.slice(0, hint.offset)}«${hint.label}${edit}»${text.slice(hint.offset)}`;
  }
  return text;
}

const bundle = (system: string): string =>
  `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: ${system}\n  personality: {content: "Traits:\\t{{semantic_traits}}"}\n  activity: {content: A.}\n  task: {content: T.}\n`;

describe('inlay hints', () => {
  it('show the value behind each placeholder of a template, on one line and cut', async () => {
    const text = '{{activity_level}} and {{stress}}, {{task}}; {{semantic_traits}} {{unknown}}';
    const shown = await hinted(
      { 't.prompt-template.md': template('t', text) },
      't.prompt-template.md',
      INPUT,
    );
    assert.ok(
      shown.endsWith(
        '{{activity_level}}«= 0.5» and {{stress}}«= 0.0», {{task}}«= Ask very very very very very very very v…»; {{semantic_traits}}«= {"tone":"warm"}» {{unknown}}\n',
      ),
      shown,
    );
  });

  it('say that a value is empty', async () => {
    const shown = await hinted({ 't.prompt-template.md': template('t', '{{task}}') }, 't.prompt-template.md');
    assert.ok(shown.endsWith('{{task}}«= empty»\n'), shown);
  });

  it('stand behind placeholders in quotes and in templates that a bundle holds itself', async () => {
    const shown = await hinted({ 'b.prompt-bundle.yaml': bundle('s@1.0.0') }, 'b.prompt-bundle.yaml', INPUT);
    assert.ok(shown.includes('"Traits:\\t{{semantic_traits}}«= {"tone":"warm"}»"'), shown);
  });

  it('show the newest version behind an older reference, no pre-release, and write it where that is asked for', async () => {
    const files = {
      'one.prompt-template.md': template('s', 'One.'),
      'two.prompt-template.md': template('s', 'Two.', '', '1.10.0'),
      'next.prompt-template.md': template('s', 'Next.', '', '2.0.0-rc.1'),
    };
    const line = async (reference: string): Promise<string | undefined> =>
      /system: (.*)/.exec(
        await hinted({ ...files, 'b.prompt-bundle.yaml': bundle(reference) }, 'b.prompt-bundle.yaml'),
      )?.[1];
    assert.equal(await line('s@1.0.0'), 's@1.0.0«newest 1.10.0 > s@1.10.0»');
    assert.equal(await line("'s@1.0.0'"), "'s@1.0.0'«newest 1.10.0 > 's@1.10.0'»");
    assert.equal(await line('s@1.10.0'), 's@1.10.0');
    assert.equal(await line('s@2.0.0-beta'), 's@2.0.0-beta«newest 2.0.0-rc.1 > s@2.0.0-rc.1»');
    assert.equal(await line('other@1.0.0'), 'other@1.0.0');
  });

  it('are none in inputs, and in what cannot be read', async () => {
    assert.equal(
      await hinted({ 'i.prompt-input.yaml': 'task: "{{task}}"\n' }, 'i.prompt-input.yaml'),
      'task: "{{task}}"\n',
    );
    assert.equal(
      await hinted({ 'b.prompt-bundle.yaml': 'templates: [\n' }, 'b.prompt-bundle.yaml'),
      'templates: [\n',
    );
  });
});
