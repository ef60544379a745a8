import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { small } from '../published/samples.js';
import { temporaryFolder } from '../temporaryFolder.js';

const PROMPTY =
  '---\nname: host\nmodel: { id: gpt-x }\ninputs: { question: { default: Hi? } }\n---\nsystem:\nAt {{place}}.\n\nuser:\n{{question}}\n';

describe('import', () => {
  const folder = temporaryFolder();
  const read = (root: string, file: string): string => readFileSync(path.join(root, file), 'utf8');

  it('writes a bundle that renders, with the samples as an input, and tells place by place what is not as it was', async () => {
    const root = folder({ 'from/host.prompty': PROMPTY });
    const { code, out, error } = await run(root, 'import', 'from/host.prompty', '--map', 'question=task');
    assert.equal(code, 0);
    assert.equal(
      out,
      'Imported from/host.prompty as host@1.0.0: bundles/host.prompt-bundle.yaml, inputs/host.prompt-input.yaml.\n',
    );
    assert.match(error, /^from\/host\.prompty:7:4: Nothing fills in `\{\{place\}\}`\./m);
    assert.match(error, /^from\/host\.prompty:1:1: The file has nothing for the personality part\./m);
    assert.match(read(root, 'inputs/host.prompt-input.yaml'), /^task: "Hi\?"$/m);
    const args = ['host@1.0.0', '--input', 'inputs/host.prompt-input.yaml', '--no-audit'];
    assert.match((await run(root, 'render', ...args)).out, /^At \{\{place\}\}\.\n[^]*\n\nHi\?$/);
  });

  it('writes over nothing: a version that is there is refused, and another name taken', async () => {
    const root = folder({ ...small(), 'b.txt': 'Text.', 'bundles/b.prompt-bundle.yaml': 'x: 1\n' });
    const refused = await run(root, 'import', 'b.txt');
    assert.deepEqual(
      [refused.code, refused.error.split('\n')[0]],
      [
        1,
        'b.txt was not imported as b@1.0.0. `b@1.0.0` exists already. Choose another id or version. Name another by --as. [version_exists]',
      ],
    );
    const { code, out } = await run(root, 'import', 'b.txt', '--as', 'b@2.0.0');
    assert.equal(code, 0);
    const [, file = ''] = /: (\S+)\.\n$/.exec(out) ?? [];
    assert.ok(existsSync(path.join(root, file)));
    assert.equal(read(root, 'bundles/b.prompt-bundle.yaml'), 'x: 1\n');
  });

  it('tells programs of each prompt of each file, and goes on after one that is refused', async () => {
    const root = folder({
      'a.json': '[{"name":"one","prompt":"{{x}}"},{"name":"two","prompt":"y"}]',
      'bad.json': '{"a": 1}',
      'c.poml': '<role>c</role>',
    });
    writeFileSync(path.join(root, 'latin.txt'), Buffer.from([0x61, 0xe4]));
    const { code, out } = await run(
      root,
      ...['import', 'bad.json', 'latin.txt', 'a.json', 'c.poml', '--format', 'json'],
    );
    assert.equal(code, 1);
    const { imported } = JSON.parse(out) as { imported: Record<string, unknown>[] };
    assert.deepEqual(
      imported.map(({ file, status, bundle }) => [file, status, bundle]),
      [
        ['bad.json', 'refused', undefined],
        ['latin.txt', 'refused', undefined],
        ['a.json', 'imported', 'one@1.0.0'],
        ['a.json', 'imported', 'two@1.0.0'],
        ['c.poml', 'imported', 'c@1.0.0'],
      ],
    );
    assert.deepEqual((imported[1]?.['notes'] as unknown[])[0], {
      line: 1,
      column: 1,
      message: 'The file is not UTF-8. Save it as UTF-8.',
    });
  });

  it('refuses what it cannot be asked for, and writes nothing', async () => {
    const root = folder({ 'a.json': '[{"prompt":"x"},{"prompt":"y"}]' });
    for (const [args, message] of [
      [[], 'Name the files to import.'],
      [['none.txt'], 'There is no file none.txt.'],
      [['a.json', '--as', 'a'], '--as names one prompt, and there are several. Leave it out.'],
      [['a.json', '--map', 'x'], '--map takes NAME=PLACEHOLDER, such as question=task, and not x.'],
      [['a.json', '--from', 'promty'], 'There is no format promty. Did you mean prompty?'],
    ] as const) {
      const { code, error } = await run(root, 'import', ...args);
      assert.deepEqual([code, error], [2, `${message} See prompt-bundles import --help.\n`]);
    }
    assert.deepEqual(readdirSync(root), ['a.json']);
  });
});

describe('export', () => {
  const folder = temporaryFolder();

  it('prints a version alone, tells on the error output what is not carried, and records the render', async () => {
    const root = folder(small());
    const { code, out, error } = await run(root, 'export', 'b@1.0.0', '--to', 'langfuse');
    assert.equal(code, 0);
    assert.equal((JSON.parse(out) as { name: string }).name, 'b');
    assert.match(error, /^Langfuse counts versions itself/m);
    const [log = ''] = readdirSync(path.join(root, '.prompt-bundles/audit')).filter((name) =>
      name.endsWith('.jsonl'),
    );
    assert.match(
      readFileSync(path.join(root, '.prompt-bundles/audit', log), 'utf8'),
      /"event":"command-line"/,
    );
  });

  it('takes an input and a model as render does, and refuses as it does', async () => {
    const root = folder({
      ...small(),
      'i.prompt-input.yaml': 'task: Go.\n',
      'bad.prompt-input.yaml': 'tsk: 1\n',
    });
    const { out } = await run(root, 'export', 'b@1.0.0', '--to', 'openai', '--input', 'i.prompt-input.yaml');
    const { rendered_prompt } = JSON.parse(
      (await run(root, 'render', 'b@1.0.0', '--input', 'i.prompt-input.yaml', '--format', 'json')).out,
    ) as { rendered_prompt: string };
    const { messages } = JSON.parse(out) as { messages: { content: string }[] };
    assert.equal(messages.map(({ content }) => content).join('\n\n'), rendered_prompt);
    for (const [args, message] of [
      [['b@9.0.0'], /^Bundle b@9\.0\.0 /],
      [['b@1.0.0', '--model', 'other'], /^Bundle does not support model_type 'other'/],
      [
        ['b@1.0.0', '--input', 'bad.prompt-input.yaml'],
        /^The input bad\.prompt-input\.yaml has errors\. Fix them to export with it\./,
      ],
    ] as const) {
      const refused = await run(root, 'export', ...args, '--to', 'openai');
      assert.equal(refused.code, 1);
      assert.equal(refused.out, '');
      assert.match(refused.error, message);
    }
  });

  it('asks for the format, and knows which there are', async () => {
    const root = folder(small());
    assert.match(
      (await run(root, 'export', 'b@1.0.0')).error,
      /^Say what to export to by --to: service, openai/,
    );
    assert.match(
      (await run(root, 'export', 'b@1.0.0', '--to', 'opnai')).error,
      /^There is no format opnai\. Did you mean openai\?/,
    );
  });
});
