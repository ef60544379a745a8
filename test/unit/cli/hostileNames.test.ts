// Files whose names and values try to act on whoever sees them, through every command of the built program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../projectFolder.js';
import { run as runHere, type Run } from '../commandLineRun.js';
import { activeIn, HOSTILE } from '../output/hostileNames.js';
import { actingIn, cellsOf } from '../output/markdownReading.js';
import { temporaryFolder } from '../temporaryFolder.js';

/** Two versions of a bundle, one that can be published and one whose version is none, with templates and inputs of the name. */
function filesCalled(name: string): Record<string, string> {
  const file = fileNameOf(name);
  const part = { content: `Task: {{task}} ${name}`, constraints: { [name]: true } };
  const bundle = {
    bundle_id: name,
    semver: '1.0.0',
    tags: [name],
    templates: { system: part, personality: part, activity: part, task: part },
  };
  const template = { template_id: name, semver: '1.0.0', role: 'user', content: name };
  return {
    [`${file}.prompt-bundle.json`]: json(bundle),
    [`${file}-2.prompt-bundle.json`]: json({ ...bundle, semver: name, tags: [] }),
    [`${file}-3.prompt-bundle.json`]: json({
      ...bundle,
      semver: '1.1.0',
      templates: { ...bundle.templates, task: `${name}@${name}` },
    }),
    [`${file}.prompt-template.json`]: json({ ...template, [name]: name }),
    [`${file}-2.prompt-template.json`]: json(template),
    [`${file}.prompt-input.json`]: json({ task: name, model_type: name, semantic_traits: { [name]: name } }),
    [`${file}-2.prompt-input.json`]: json({ task: name, model_type: `${name}2`, expect: { [name]: name } }),
    'broken.prompt-bundle.json': `{"bundle_id": ${json(name)}, "semver": ${json(name)}, ${json(name)}: `,
  };
}

/** As JSON of ASCII alone, so that no reader of files stands between the name and what is printed. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What of a name a file system takes. */
function fileNameOf(name: string): string {
  return name.toWellFormed().replaceAll(/[/\0]/g, '-').slice(0, 60);
}

/** The built program where there is one, in a process of its own; else the same in this one. */
function runBuilt(cwd: string, ...args: string[]): Run {
  const program = path.join(projectFolder, 'dist/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status as Run['code'], out: stdout, error: stderr };
}

/** No argument of a process holds a null, and one that begins with a dash is an option. */
function asArgument(name: string): string | undefined {
  return name.includes('\0') || name.startsWith('-') ? undefined : name.toWellFormed();
}

describe('prompt-bundles on files with hostile names', () => {
  const folder = temporaryFolder();

  /** Everything that is printed for people acts on nobody, and JSON is read back. */
  async function everyOutput(root: string, name: string, run = runHere): Promise<void> {
    const id = asArgument(name) ?? 'none';
    const input = `${fileNameOf(name)}.prompt-input.json`;
    const calls = [
      ['lint'],
      ['lint', '--input', input],
      ['lint', id],
      ['render', `${id}@1.0.0`, '--format', 'json'],
      ['render', `${id}@1.1.0`],
      ['render', `${id}@${id}`],
      ['render', `${id}@1.0.0`, '--input', `${fileNameOf(name)}-2.prompt-input.json`],
      ['render', `${id}@1.0.0`, '--model', `not ${id}`],
      ['publish', `${id}@1.1.0`],
      ['publish', `${id}@1.0.0`],
      ['publish', `${id}@1.0.0`, '--format', 'json'],
      ['compare', id, '--input', input],
      ['compare', id, '--format', 'json'],
      ['compare', id, id, '1.0.0'],
      ['audit', 'list'],
      ['audit', 'list', '--format', 'json'],
      ['audit', 'verify'],
      ['audit', 'replay', '--all'],
      ['audit', 'replay', '--all', '--format', 'json'],
      [id],
      ['audit', id],
      ['render', id, id],
      ['lint', '--root', id],
      ['lint', '--format', id],
      ['lint', `--${id}`],
      ['publish', `${id}@1.0.0`, '--log', id],
      ['publish', `${id}@1.0.0`, '--audit', id],
      ['audit', 'list', '--since', id],
    ];
    for (const args of calls) {
      const { code, out, error } = await run(root, ...args);
      assert.ok([0, 1, 2].includes(code), `${JSON.stringify(args)}: ${error}`);
      assert.equal(activeIn(out), undefined, JSON.stringify(args));
      assert.equal(activeIn(error), undefined, JSON.stringify(args));
      if (out !== '' && code !== 2 && args.includes('json')) JSON.parse(out);
    }
  }

  for (const [tries, name] of HOSTILE)
    it(`prints nothing that acts where a name tries ${tries}`, async () => {
      const root = folder(filesCalled(name));
      await everyOutput(root, name);
    });

  it('prints nothing that acts in a process of its own', async () => {
    assert.ok(existsSync(path.join(projectFolder, 'dist/cli.js')), 'Build first.');
    const name = '\u001b[2J@everyone\n::error::<img src=x>\u202e';
    const root = folder(filesCalled(name));
    await everyOutput(root, name, (...args) => Promise.resolve(runBuilt(...args)));
  });

  it('prints as many lines as there are findings, whatever the names', async () => {
    for (const [, name] of HOSTILE) {
      const root = folder(filesCalled(name));
      const { out } = await runHere(root, 'lint');
      const { findings } = JSON.parse((await runHere(root, 'lint', '--format', 'json')).out) as {
        findings: { file: string }[];
      };
      assert.equal(out.split('\n').length, findings.length + 2);
      assert.ok(findings.some(({ file }) => file.startsWith(fileNameOf(name))));
    }
  });

  it('gives names exactly in JSON', async () => {
    for (const [tries, name] of HOSTILE) {
      const id = asArgument(name);
      if (id !== name || !name.isWellFormed()) continue;
      const root = folder(filesCalled(name));
      const compared = JSON.parse((await runHere(root, 'compare', id, '--format', 'json')).out) as {
        bundle_id: string;
        versions: { semver: string }[];
      };
      assert.equal(compared.bundle_id, name, tries);
      assert.ok(compared.versions.some(({ semver }) => semver === name));
    }
  });

  it('prints a prompt byte for byte, which is what it is for', async () => {
    const name = 'a\u001b[2J\u202eb';
    const { out } = await runHere(folder(filesCalled(name)), 'render', `${name}@1.0.0`);
    assert.equal(out.split('\n\n')[0], `Task:  ${name}`);
  });

  it('gives a comparison for a pull request that calls nobody, and links and shows nothing', async () => {
    for (const [tries, name] of HOSTILE) {
      const id = asArgument(name);
      if (id === undefined || !name.isWellFormed()) continue;
      const { out, code, error } = await runHere(
        folder(filesCalled(name)),
        'compare',
        id,
        '--format',
        'markdown',
      );
      assert.equal(code, 0, `${tries}: ${error}`);
      assert.deepEqual(actingIn(out), [], tries);
      const cells = cellsOf(out);
      assert.ok(cells.length >= 2 && cells.every((row) => row.length === 10), tries);
    }
  });
});
