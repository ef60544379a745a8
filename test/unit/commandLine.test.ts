// The command line: what it prints, where, and with which exit code.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './commandLineRun.js';
import { hostileTexts } from './documents/hostileTexts.js';
import { projectFolder } from './projectFolder.js';
import { temporaryFolder, writeFiles } from './temporaryFolder.js';

const part = (id: string, content: string): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: user\ncontent: ${content}\n`;
const FILES = {
  'prompts/s.prompt-template.yaml': part('s', '"System: {{task}}"'),
  'prompts/p.prompt-template.yaml': part('p', '"{{semantic_traits}}"'),
  'prompts/a.prompt-template.yaml': part('a', '"{{activity_level}}"'),
  'prompts/t.prompt-template.yaml': part('t', '"{{stress}}"'),
  'b.prompt-bundle.yaml':
    'bundle_id: b\nsemver: 1.0.0\ntags: [small, large]\ntemplates: {system: s@1.0.0, personality: p@1.0.0, activity: a@1.0.0, task: t@1.0.0}\n',
  'in.prompt-input.yaml': 'semantic_traits: {b: 1, a: 1.0}\nstress: 1\ntask: hello\nmodel_type: small\n',
};
const PROMPT = 'System: hello\n\n{"a":1.0,"b":1}\n\n0.0\n\n1.0';
const RENDER = ['render', 'b@1.0.0', '--no-audit'];

describe('prompt-bundles', () => {
  const folder = temporaryFolder();

  for (const args of [['--help'], ['-h'], ['help'], ['render', '--help'], ['render', 'b@1.0.0', '-h']]) {
    it(`${args.join(' ')} prints how to call it`, async () => {
      const { code, out, error } = await run(folder(), ...args);
      assert.deepEqual([code, error], [0, '']);
      assert.match(
        out,
        /^Usage: prompt-bundles (?:<command>|render <bundle_id@semver>\|--all) \[options\]$/m,
      );
    });
  }

  for (const [what, args, message] of [
    ['nothing', [], 'Name a command.'],
    ['an unknown command', ['rendr'], 'There is no command rendr. Did you mean render?'],
    ['nothing to do with the log', ['audit'], 'Name what to do with audit: list, verify, anchor, replay.'],
    [
      'a wrong thing to do with the log',
      ['audit', 'lst'],
      'There is no command audit lst. Did you mean list?',
    ],
    ['a code that is none', ['explain', 'sintax'], 'There is no code sintax. Did you mean syntax?'],
    [
      'no kind of file',
      ['schema', 'bundel'],
      'Name one kind of file: bundle, input, template, config, labels, baseline. Did you mean bundle?',
    ],
    ['no bundle', ['render'], 'Name one bundle version, as bundle_id@semver.'],
    ['a bundle without a version', ['render', 'b'], 'Name one bundle version, as bundle_id@semver.'],
    ['two bundles', ['render', 'b@1.0.0', 'c@1.0.0'], 'Name one bundle version, as bundle_id@semver.'],
    [
      'an unknown option',
      ['render', 'b@1.0.0', '--modle', 'x'],
      'There is no option --modle. Did you mean --model?',
    ],
    [
      'an option without its value',
      ['render', 'b@1.0.0', '--model'],
      "Option '--model <value>' argument missing",
    ],
    [
      'an unknown format',
      ['render', 'b@1.0.0', '--format', 'xml'],
      'There is no format xml. Use text or json.',
    ],
    ['a folder that does not exist', ['render', 'b@1.0.0', '--root', 'nowhere'], 'There is no folder '],
    [
      'an input that does not exist',
      ['render', 'b@1.0.0', '--input', 'nowhere.yaml'],
      'There is no input file nowhere.yaml.',
    ],
    ['a folder as input', ['render', 'b@1.0.0', '--input', 'prompts'], 'There is no input file prompts.'],
    [
      'a log elsewhere',
      ['render', 'b@1.0.0', '--log', '../logs'],
      '--log takes a folder inside the root: ../logs leads out of the folder.',
    ],
    [
      'a log elsewhere, to publish',
      ['publish', 'b@1.0.0', '--log', '/logs'],
      '--log takes a folder inside the root: /logs is not a relative path.',
    ],
    [
      'an unknown option of lint',
      ['lint', '--model', 'x'],
      'There is no option --model. See prompt-bundles lint --help.',
    ],
    ['a path with nothing of ours', ['lint', 'nowhere'], 'There are no prompt files at nowhere.'],
  ] as const) {
    it(`called with ${what} says so in one line, and where there is more, and exits with 2`, async () => {
      const { code, out, error } = await run(folder(FILES), ...args);
      assert.deepEqual([code, out], [2, '']);
      assert.ok(error.startsWith(message), error);
      assert.match(error, / See prompt-bundles (?:[a-z ]+ )?--help\.\n$/);
      assert.equal(error.split('\n').length, 2, error);
    });
  }
});

describe('prompt-bundles render', () => {
  const folder = temporaryFolder();

  it('prints the prompt, byte for byte, and nothing else', async () => {
    assert.deepEqual(await run(folder(FILES), ...RENDER, '--input', 'in.prompt-input.yaml'), {
      code: 0,
      out: PROMPT,
      error: '',
    });
  });

  it('takes defaults without an input', async () => {
    const { out } = await run(folder(FILES), ...RENDER);
    assert.equal(out, 'System: \n\n{}\n\n0.0\n\n0.0');
  });

  it('prints one JSON object with the hashes', async () => {
    const { code, out } = await run(
      folder(FILES),
      ...RENDER,
      '--input',
      'in.prompt-input.yaml',
      '--format',
      'json',
    );
    const render = JSON.parse(out) as Record<string, unknown>;
    assert.equal(code, 0);
    assert.deepEqual(Object.keys(render), [
      'bundle',
      'rendered_prompt',
      'bundle_hash',
      'personality_hash',
      'prompt_hash',
      'content_hash',
      'template_hashes',
    ]);
    assert.equal(render['bundle'], 'b@1.0.0');
    assert.equal(render['rendered_prompt'], PROMPT);
    assert.equal(render['prompt_hash'], createHash('sha256').update(PROMPT).digest('hex'));
  });

  it('finds the root and the input from elsewhere', async () => {
    const root = folder(FILES);
    const elsewhere = folder({ 'mine.yaml': 'task: hello\n' });
    const from = (input: string): Promise<{ out: string }> =>
      run(elsewhere, ...RENDER, '--root', path.relative(elsewhere, root), '--input', input);
    assert.match((await from('mine.yaml')).out, /^System: hello\n/);
    assert.match((await from('in.prompt-input.yaml')).out, /^System: hello\n/);
    assert.match((await from(path.join(root, 'in.prompt-input.yaml'))).out, /^System: hello\n/);
  });

  it('takes JSON for JSON by its name, and all else for YAML', async () => {
    const root = folder({ ...FILES, 'a.JSON': '{"task": "x",}', 'a.txt': '{"task": "x",}' });
    assert.equal((await run(root, ...RENDER, '--input', 'a.JSON')).code, 1);
    assert.equal((await run(root, ...RENDER, '--input', 'a.txt')).code, 0);
  });

  it('refuses a model that the bundle does not serve, in the words of the service', async () => {
    const root = folder(FILES);
    assert.deepEqual(await run(root, ...RENDER, '--model', 'huge'), {
      code: 1,
      out: '',
      error: "Bundle does not support model_type 'huge' [bundle_unsupported_model]\n",
    });
    assert.equal((await run(root, ...RENDER, '--model', 'large', '--input', 'in.prompt-input.yaml')).code, 0);
    assert.equal((await run(root, ...RENDER, '--model', '', '--input', 'in.prompt-input.yaml')).code, 0);
    assert.equal((await run(root, ...RENDER, '--model', 'Small')).code, 1);
  });

  it('refuses any model for a bundle without tags', async () => {
    const root = folder({
      ...FILES,
      'b.prompt-bundle.yaml': FILES['b.prompt-bundle.yaml'].replace(/tags:.*\n/, ''),
    });
    const { code, error } = await run(root, ...RENDER, '--input', 'in.prompt-input.yaml');
    assert.deepEqual(
      [code, error],
      [1, "Bundle does not support model_type 'small' [bundle_unsupported_model]\n"],
    );
  });

  for (const [what, files, args, message] of [
    [
      'an unknown bundle',
      {},
      ['render', 'c@1.0.0'],
      'Bundle c@1.0.0 is not defined in any file. [unknown_bundle]\n',
    ],
    [
      'an unknown version',
      {},
      ['render', 'b@1.0.1'],
      'Bundle b@1.0.1 is not defined in any file. [unknown_bundle]\n',
    ],
    [
      'a version that is only the same by precedence',
      {},
      ['render', 'b@1.0.0+x'],
      'Bundle b@1.0.0+x is not defined in any file. [unknown_bundle]\n',
    ],
    ['a range', {}, ['render', 'b@^1.0.0'], 'Bundle b@^1.0.0 is not defined in any file. [unknown_bundle]\n'],
    [
      'an unknown template',
      { 'prompts/s.prompt-template.yaml': part('x', 'x') },
      RENDER,
      'Template s@1.0.0 is not defined in any file. [unresolved_template]\n',
    ],
    [
      'a bundle that two files define',
      { 'c.prompt-bundle.yaml': FILES['b.prompt-bundle.yaml'] },
      RENDER,
      'Bundle b@1.0.0 is defined in 2 files. Keep one of them. [ambiguous_bundle]\n' +
        'b.prompt-bundle.yaml:2:9: error: Bundle `b@1.0.0` is defined in another file too. Keep one, or give this one another version. [duplicate-version]\n' +
        'c.prompt-bundle.yaml:2:9: error: Bundle `b@1.0.0` is defined in another file too. Keep one, or give this one another version. [duplicate-version]\n',
    ],
    [
      'a template that two files define',
      { 'q.prompt-template.md': '---\ntemplate_id: p\nsemver: 1.0.0\nrole: user\n---\nx' },
      RENDER,
      'Template p@1.0.0 is defined in 2 files. Keep one of them. [ambiguous_template]\n' +
        'prompts/p.prompt-template.yaml:2:9: error: Template `p@1.0.0` is defined in another file too. Keep one, or give this one another version. [duplicate-version]\n' +
        'q.prompt-template.md:3:9: error: Template `p@1.0.0` is defined in another file too. Keep one, or give this one another version. [duplicate-version]\n',
    ],
    [
      'a template with errors',
      { 'prompts/s.prompt-template.yaml': part('s', 'x').replace('user', 'you') },
      RENDER,
      'Template s@1.0.0 has errors. Fix them to render it. [invalid_template]\n' +
        'prompts/s.prompt-template.yaml:3:7: error: `role` must be one of `system`, `developer`, `user`. [schema]\n',
    ],
    [
      'a bundle with errors',
      {
        'b.prompt-bundle.yaml':
          'bundle_id: b\r\nsemver: 1.0.0\r\nextra: 1\r\ntemplates: {system: s@1, personality: p@1.0.0, activity: a@1.0.0, task: t@1.0.0}\r\n',
      },
      RENDER,
      'Bundle b@1.0.0 has errors. Fix them to render it. [invalid_bundle]\n' +
        'b.prompt-bundle.yaml:3:1: error: Unknown key `extra`. Remove it, or check its spelling. [unknown-key]\n' +
        'b.prompt-bundle.yaml:4:23: error: `1` is not an exact version. A reference names one, such as `1.4.0`; a label or a range could change the prompt. Did you mean `1.0.0`? [invalid-semver]\n',
    ],
    [
      'a template that cannot be read',
      { 'prompts/s.prompt-template.yaml': part('s', '!x y') },
      RENDER,
      'Template s@1.0.0 has errors. Fix them to render it. [invalid_template]\n' +
        'prompts/s.prompt-template.yaml:4:10: error: Tags other than `!!str` are not used here. Remove the tag. [syntax]\n',
    ],
    [
      'a template that does not say which it is',
      { 'prompts/s.prompt-template.yaml': part('s', 'x').replace('semver:', 'semver: !x') },
      RENDER,
      'Template s@1.0.0 is in `prompts/s.prompt-template.yaml`, which cannot be read (line 2). Fix that file first. [invalid_template]\n' +
        'prompts/s.prompt-template.yaml:2:9: error: Tags other than `!!str` are not used here. Remove the tag. [syntax]\n',
    ],
    [
      'a bundle that cannot be read',
      { 'b.prompt-bundle.yaml': FILES['b.prompt-bundle.yaml'].replace('semver: ', 'semver: !x ') },
      RENDER,
      'Bundle b@1.0.0 is in `b.prompt-bundle.yaml`, which cannot be read (line 2). Fix that file first. [invalid_bundle]\n' +
        'b.prompt-bundle.yaml:2:9: error: Tags other than `!!str` are not used here. Remove the tag. [syntax]\n',
    ],
    [
      'a merge conflict in the body of a template',
      {
        'prompts/s.prompt-template.yaml': '',
        's.prompt-template.md':
          '---\ntemplate_id: s\nsemver: 1.0.0\nrole: user\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n',
      },
      RENDER,
      'Template s@1.0.0 is in `s.prompt-template.md`, which cannot be read (line 6). Fix that file first. [invalid_template]\n' +
        's.prompt-template.md:6:1: error: A merge conflict is not resolved. Choose what stays, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`. [merge-conflict]\n',
    ],
    [
      'an input with errors',
      { 'bad.yaml': 'task: 5\nstress: 2\ntak: 1\n' },
      [...RENDER, '--input', 'bad.yaml'],
      'The input bad.yaml has errors. Fix them to render it. [invalid_input]\n' +
        'bad.yaml:1:7: error: `task` must be text. Put it in quotes. [schema]\n' +
        'bad.yaml:2:9: error: `stress` must be from 0 to 1. [schema]\n' +
        'bad.yaml:3:1: error: Unknown key `tak`. Remove it, or check its spelling. [unknown-key]\n',
    ],
  ] as const) {
    it(`tells ${what}, and exits with 1`, async () => {
      const result = await run(folder({ ...FILES, ...files }), ...args);
      assert.deepEqual(result, { code: 1, out: '', error: message });
    });
  }

  it('does not care about errors of files it does not need', async () => {
    const root = folder({
      ...FILES,
      'broken.prompt-bundle.yaml': '[',
      'x.prompt-template.md': 'no front matter',
      'y.prompt-input.json': '{',
    });
    assert.equal((await run(root, ...RENDER)).code, 0);
  });

  it('leaves other people’s folders alone', async () => {
    const copy = { 'b.prompt-bundle.yaml': FILES['b.prompt-bundle.yaml'] };
    const root = folder(FILES);
    for (const name of ['node_modules/x', '.git', '.prompt-bundles/published'])
      writeFiles(path.join(root, name), copy);
    assert.equal((await run(root, ...RENDER)).code, 0);
    writeFiles(path.join(root, 'nested/node_modules'), copy);
    assert.equal((await run(root, ...RENDER)).code, 0);
  });

  it('is not led astray by a link in a circle', async () => {
    const root = folder(FILES);
    symlinkSync(root, path.join(root, 'loop'));
    symlinkSync('nowhere', path.join(root, 'x.prompt-bundle.yaml'));
    assert.equal((await run(root, ...RENDER)).code, 0);
  });

  it('tells invalid UTF-8', async () => {
    const root = folder(FILES);
    writeFileSync(
      path.join(root, 'prompts/s.prompt-template.yaml'),
      Buffer.concat([Buffer.from(part('s', 'x')), Buffer.from([0x23, 0xff])]),
    );
    const { code, error } = await run(root, ...RENDER);
    assert.equal(code, 1);
    assert.match(error, /prompts\/s\.prompt-template\.yaml:5:2: error: The file is not UTF-8 from here on/);
  });

  describe('audit', () => {
    const logs = (root: string): string[] => readdirSync(path.join(root, '.prompt-bundles/audit')).sort();
    const LOG = '20240506T070809Z-00000000-0000-4000-8000-000000000000.jsonl';

    it('writes one record, to a file of its own, that git leaves alone', async () => {
      const root = folder(FILES);
      const { out } = await run(root, 'render', 'b@1.0.0', '--input', 'in.prompt-input.yaml');
      assert.deepEqual(logs(root), ['.gitignore', LOG]);
      assert.equal(
        readFileSync(path.join(root, '.prompt-bundles/audit/.gitignore'), 'utf8'),
        '*.jsonl\n.gitignore\n',
      );
      const text = readFileSync(path.join(root, '.prompt-bundles/audit', LOG), 'utf8');
      assert.match(text, /^[^\n]+\n$/);
      const record = JSON.parse(text) as Record<string, unknown>;
      assert.equal(record['event'], 'command-line');
      assert.equal(record['created_at'], '2024-05-06T07:08:09.123Z');
      assert.equal(record['rendered_prompt'], out);
      assert.equal(
        record['input'],
        '{"activity_level":0.0,"semantic_traits":{"a":1.0,"b":1},"stress":1.0,"task":"hello"}',
      );
      assert.equal(record['previous'], null);
    });

    it('writes none with --no-audit, and none when nothing was rendered', async () => {
      const root = folder(FILES);
      await run(root, ...RENDER);
      await run(root, 'render', 'b@2.0.0');
      assert.equal(existsSync(path.join(root, '.prompt-bundles')), false);
    });

    it('that cannot be written is told, and the prompt is printed all the same', async () => {
      const root = folder({ ...FILES, '.prompt-bundles': 'a file' });
      const { code, out, error } = await run(root, 'render', 'b@1.0.0');
      assert.deepEqual([code, out], [0, 'System: \n\n{}\n\n0.0\n\n0.0']);
      assert.match(error, /^The audit record could not be written: .+\n$/);
    });

    it('is where --log says, for those who read it too', async () => {
      const root = folder(FILES);
      const log = ['--log', 'logs/prompts'];
      await run(root, 'render', 'b@1.0.0', ...log);
      await run(root, 'publish', 'b@1.0.0', ...log);
      assert.equal(existsSync(path.join(root, '.prompt-bundles/audit')), false);
      assert.deepEqual(readdirSync(path.join(root, 'logs/prompts')).sort(), ['.gitignore', LOG]);
      const listed = await run(root, 'audit', 'list', ...log);
      assert.match(listed.out, /b@1\.0\.0 .*logs\/prompts\/20240506T070809Z-[\w-]+\.jsonl:1$/m);
      const verified = await run(root, 'audit', 'verify', ...log, '--format', 'json');
      assert.equal((JSON.parse(verified.out) as { files: number }).files, 1);
      const replayed = await run(root, 'audit', 'replay', ...log);
      assert.equal(replayed.out, '1 record: 1 identical, 0 changed, 0 not replayable.\n');
      assert.equal((await run(root, 'audit', 'list')).out, '0 records.\n');
    });

    it('keeps a .gitignore that somebody changed', async () => {
      const root = folder({ ...FILES, '.prompt-bundles/audit/.gitignore': '' });
      await run(root, 'render', 'b@1.0.0');
      assert.equal(readFileSync(path.join(root, '.prompt-bundles/audit/.gitignore'), 'utf8'), '');
    });
  });
});

describe('prompt-bundles lint', () => {
  const folder = temporaryFolder();

  it('finds nothing in files that are right', async () => {
    assert.deepEqual(await run(folder(FILES), 'lint'), {
      code: 0,
      out: '0 findings in 6 files.\n',
      error: '',
    });
  });

  it('prints a line a finding, and exits with 1 when one is an error', async () => {
    const root = folder({
      ...FILES,
      'x.prompt-input.yaml': 'tak: 1\n',
      'y/z.prompt-template.yaml': part('z', '"{{tsk}}"'),
    });
    assert.deepEqual(await run(root, 'lint'), {
      code: 1,
      out:
        'x.prompt-input.yaml:1:1: error: Unknown key `tak`. Did you mean `task`? [unknown-key]\n' +
        'y/z.prompt-template.yaml:4:11: warning: `{{tsk}}` is not a placeholder. Did you mean `{{task}}`? [unknown-placeholder]\n' +
        '2 findings in 8 files.\n',
      error: '',
    });
    assert.equal((await run(root, 'lint', 'y')).code, 0);
    assert.equal(
      (await run(root, 'lint', 'x.prompt-input.yaml')).out.endsWith('1 finding in 1 file.\n'),
      true,
    );
  });

  it('gives places in the file as it is stored, as JSON', async () => {
    const root = folder({ 'x.prompt-input.yaml': '\ufefftask: a\r\nother: \u{1f600}\r\n' });
    const { code, out } = await run(root, 'lint', '--format', 'json');
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(out), {
      findings: [
        {
          code: 'unknown-key',
          severity: 'error',
          message: 'Unknown key `other`. Remove it, or check its spelling.',
          file: 'x.prompt-input.yaml',
          start: { line: 2, column: 1, offset: 10 },
          end: { line: 2, column: 6, offset: 15 },
          related: [],
        },
      ],
      files: 1,
      truncated: false,
    });
  });
});

describe('the command', function () {
  this.timeout(20_000);
  const folder = temporaryFolder();
  const program = path.join(projectFolder, 'dist/cli.js');
  const spawn = (
    args: readonly string[],
    cwd: string,
    input = '',
  ): { code: number | null; out: string; error: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd,
      input,
      encoding: 'utf8',
    });
    return { code: status, out: stdout, error: stderr };
  };

  before(function () {
    // The program is built by the build, not by the tests.
    if (!existsSync(program)) this.skip();
  });

  it('writes the prompt to standard output as UTF-8', () => {
    const root = folder({ ...FILES, 'in.prompt-input.yaml': 'task: "é\u{1f600}\\r\\n"\n' });
    assert.deepEqual(spawn([...RENDER, '--input', 'in.prompt-input.yaml'], root), {
      code: 0,
      out: 'System: é\u{1f600}\r\n\n\n{}\n\n0.0\n\n0.0',
      error: '',
    });
  });

  it('reads an input from standard input', () => {
    const { code, out } = spawn([...RENDER, '--input', '-'], folder(FILES), '{"task": "piped"}');
    assert.equal(code, 0);
    assert.match(out, /^System: piped\n/);
  });

  it('reads hostile files and tells what is wrong with them, as the tests of the reader do', () => {
    const files = [...hostileTexts(300).values()].map((text, i): [string, string] => [
      `${i}.prompt-input.${i % 2 === 0 ? 'yaml' : 'json'}`,
      text,
    ]);
    const { code, error } = spawn(
      ['lint'],
      folder({ ...Object.fromEntries(files), 'v.prompt-input.yaml': '%YAML 1.1\n---\n!!set {a: yes}\n' }),
    );
    assert.deepEqual([code, error], [1, '']);
  });

  it('exits with 1 and 2', () => {
    const root = folder(FILES);
    assert.equal(spawn(['render', 'c@1.0.0'], root).code, 1);
    assert.equal(spawn([], root).code, 2);
  });
});
