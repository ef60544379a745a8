// `compare --labels`: what a change of labels changes, by a real git and as a process of its own.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, type Run } from '../commandLineRun.js';
import { projectFolder } from '../projectFolder.js';
import { small } from '../published/samples.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const LABELS = '.prompt-bundles/labels.json';

interface Told {
  readonly labels: readonly {
    readonly bundle_id: string;
    readonly label: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly change: string;
    readonly problem?: string;
    readonly summary?: string;
    readonly slots?: readonly { slot: string; changes: string[]; level: string; reason: string }[];
    readonly advice?: { level: string; reason: string; asks_for: string | null };
    readonly hashes?: readonly { name: string; from: string; to: string }[];
  }[];
}

describe('prompt-bundles compare --labels', () => {
  const folder = temporaryFolder();
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd, encoding: 'utf8' });
  const commit = (cwd: string): void => {
    git(cwd, 'add', '--all');
    git(cwd, 'commit', '--quiet', '--message', 'Change');
  };
  const label = (root: string, labels: object): void => {
    writeFiles(root, { [LABELS]: JSON.stringify({ b: labels }, null, 2) });
  };
  /** Three published versions of `b`: another text, and then a text that has a placeholder less under a number that promises little. */
  const published = async (): Promise<string> => {
    const root = folder();
    for (const given of [
      { content: 'Be kind, {{stress}}.' },
      { semver: '1.1.0', template: '1.1.0', content: 'Be kind and short, {{stress}}.' },
      { semver: '1.1.1', template: '2.0.0', content: 'Be cold.' },
    ]) {
      writeFiles(root, small(given));
      const { error } = await run(root, 'publish', `b@${given.semver ?? '1.0.0'}`, '--no-audit');
      assert.equal(error, '');
    }
    return root;
  };
  const repository = async (labels: object): Promise<string> => {
    const root = await published();
    label(root, labels);
    git(root, 'init', '--quiet', '--initial-branch', 'main');
    git(root, 'config', 'user.name', 'Someone');
    git(root, 'config', 'user.email', 'someone@example.org');
    git(root, 'config', 'commit.gpgSign', 'false');
    commit(root);
    return root;
  };
  const compare = (root: string, ...args: string[]): Promise<Run> =>
    run(root, 'compare', ...args, '--labels');
  const json = async (root: string, ...args: string[]): Promise<Told['labels']> => {
    const { code, out, error } = await compare(root, ...args, '--format', 'json');
    assert.deepEqual([code, error], [0, '']);
    return (JSON.parse(out) as Told).labels;
  };

  it('tells of each label that is moved, set or removed since a revision, and of no other', async () => {
    const root = await repository({ stays: '1.0.0', staging: '1.0.0', beta: '1.1.0', production: '1.1.0' });
    assert.deepEqual(await json(root), []);
    assert.equal((await compare(root)).out, 'No label is moved.\n');
    assert.equal((await compare(root, '--format', 'markdown')).out, '### Labels\n\nNo label is moved.\n');
    label(root, { stays: '1.0.0', staging: '1.1.0', production: '1.0.0', next: '1.1.1' });
    assert.deepEqual(
      (await json(root)).map((one) => [one.label, one.from, one.to, one.change]),
      [
        ['beta', '1.1.0', null, 'removed'],
        ['next', null, '1.1.1', 'new'],
        ['production', '1.1.0', '1.0.0', 'downgrade'],
        ['staging', '1.0.0', '1.1.0', 'upgrade'],
      ],
    );
    commit(root);
    assert.deepEqual(await json(root), []);
    assert.equal((await json(root, '--against', 'HEAD~1')).length, 4);
    assert.deepEqual(await json(root, 'other', '--against', 'HEAD~1'), []);
    assert.equal((await json(root, 'b', '--against', 'HEAD~1')).length, 4);
  });

  it('says what changes: texts, hashes, and what the version advice says', async () => {
    const root = await repository({ production: '1.1.0' });
    label(root, { production: '1.1.1' });
    const [move] = await json(root);
    assert.equal(move?.summary, 'Only the personality differs: p 1.1.0 → 2.0.0.');
    assert.deepEqual(move.slots, [
      {
        slot: 'personality',
        changes: ['`kind and short, {{stress}}` is now `cold`'],
        level: 'major',
        reason: '{{stress}} was removed',
      },
    ]);
    assert.deepEqual(move.advice, {
      level: 'major',
      reason: 'the personality is of a newer major version',
      asks_for: '2.0.0',
    });
    assert.deepEqual(
      move.hashes?.map(({ name }) => name),
      ['content', 'personality template'],
    );
    const { out } = await compare(root);
    const [content] = move.hashes;
    assert.equal(
      out.split('\n').slice(0, 5).join('\n'),
      `b production: 1.1.0 → 1.1.1
  Only the personality differs: p 1.1.0 → 2.0.0.
  personality: \`kind and short, {{stress}}\` is now \`cold\` (major: {{stress}} was removed)
  After 1.1.0, this change asks for 2.0.0 (major: the personality is of a newer major version).
  content: ${content?.from.slice(0, 12) ?? ''} → ${content?.to.slice(0, 12) ?? ''}`,
    );
  });

  it('is Markdown for a pull request, with diffs, and names a downgrade', async () => {
    const root = await repository({ production: '1.1.0' });
    label(root, { production: '1.0.0' });
    const { code, out } = await compare(root, '--format', 'markdown');
    assert.equal(code, 0);
    assert.match(out, /^### Labels\n\n\| bundle \| label \| from \| to \| change \|\n/);
    assert.match(out, /^\| b \| production \| 1\.1\.0 \| 1\.0\.0 \| \*\*downgrade\*\*, minor \|$/m);
    assert.match(out, /^\*\*Downgrade: `production` goes back from 1\.1\.0 to 1\.0\.0\.\*\*$/m);
    assert.match(out, /```diff\n@@ [^`]*\n-Be kind and short, [^`]*\n\+Be kind, /);
    assert.match(out, /^\| hash \| 1\.1\.0 \| 1\.0\.0 \|$/m);
    assert.match(
      (await compare(root)).out,
      /^ {2}Downgrade: `production` goes back from 1\.1\.0 to 1\.0\.0\.$/m,
    );
  });

  it('tells what would change for one label by another, and for a version by itself', async () => {
    const root = await published();
    label(root, { production: '1.0.0', staging: '1.1.0', gone: '9.0.0' });
    const [move, ...others] = await json(root, 'b', 'production', 'staging');
    assert.deepEqual(
      [move?.label, move?.from, move?.to, move?.change, others.length],
      ['production', '1.0.0', '1.1.0', 'upgrade', 0],
    );
    assert.equal(
      (await compare(root, 'b', 'production', '1.1.1')).out.split('\n')[0],
      'b: production (1.0.0) → 1.1.1',
    );
    assert.deepEqual((await json(root, 'b', '1.1.0', '1.0.0'))[0]?.change, 'downgrade');
    assert.equal((await json(root, 'b', 'production', '1.0.0'))[0]?.summary, 'Nothing differs.');
    const refused = async (...names: string[]): Promise<[number, string]> => {
      const { code, error } = await compare(root, 'b', ...names);
      return [code, error];
    };
    assert.deepEqual(await refused('production', 'live'), [
      1,
      'The bundle `b` has no label `live`. It has `gone`, `production`, `staging`. [unknown_label]\n',
    ]);
    assert.deepEqual(await refused('production', '1.2.0'), [
      1,
      'There is no published version `1.2.0` of `b`. [not_published]\n',
    ]);
    assert.deepEqual(await refused('gone', '1.0.0'), [
      1,
      'The label `gone` names `b@9.0.0`, which is not published. [not_published]\n',
    ]);
  });

  it('compares by labels without --labels, with hashes of prompts', async () => {
    const root = await published();
    label(root, { production: '1.0.0', staging: '1.1.0' });
    const by = (...names: string[]): Promise<Run> => run(root, 'compare', 'b', ...names, '--no-audit');
    assert.deepEqual(await by('production', 'staging'), await by('1.0.0', '1.1.0'));
    assert.match((await by('production', 'live')).error, /has no label `live`/);
  });

  it('compares with another file, and with standard input, as a process', async () => {
    const root = await published();
    label(root, { production: '1.1.0' });
    writeFileSync(path.join(root, 'before.json'), '{"b": {"production": "1.0.0"}}');
    assert.equal((await json(root, '--against', 'before.json'))[0]?.from, '1.0.0');
    const cli = path.join(projectFolder, 'dist/cli.js');
    const { status, stdout } = spawnSync(
      process.execPath,
      [cli, 'compare', '--labels', '--against', '-', '--format', 'markdown'],
      { cwd: root, encoding: 'utf8', input: readFileSync(path.join(root, 'before.json')) },
    );
    assert.equal(status, 0);
    assert.match(stdout, /^#### b production: 1\.0\.0 → 1\.1\.0$/m);
  });

  it('says why where there is nothing to compare with', async () => {
    const root = await published();
    label(root, { production: '1.1.0' });
    const refused = async (...args: string[]): Promise<string> => {
      const { code, out, error } = await compare(root, ...args);
      assert.deepEqual([code, out], [1, '']);
      return error;
    };
    assert.match(
      await refused(),
      /^The folder is in no git repository\. Name the labels to compare with by --against/,
    );
    git(root, 'init', '--quiet');
    assert.match(await refused('--against', 'main'), /^The repository has no commits\./);
    git(root, 'config', 'user.name', 'Someone');
    git(root, 'config', 'user.email', 'someone@example.org');
    git(root, 'config', 'commit.gpgSign', 'false');
    const text = readFileSync(path.join(root, LABELS));
    rmSync(path.join(root, LABELS));
    symlinkSync('elsewhere.json', path.join(root, LABELS));
    commit(root);
    rmSync(path.join(root, LABELS));
    writeFileSync(path.join(root, LABELS), text);
    assert.match(await refused(), /labels\.json of `HEAD` cannot be read\. \[unusable_file\]$/m);
    assert.match(await refused('--against', 'nowhere'), /^There is no file or revision `nowhere`\./);
    assert.match(await refused('--against=--all'), /^There is no file or revision `--all`\./);
    writeFileSync(path.join(root, 'before.json'), '{"b": ');
    assert.match(
      await refused('--against', 'before.json'),
      /^before\.json has errors.* \[invalid_labels\]$/m,
    );
    writeFileSync(path.join(root, LABELS), '{"b": ');
    assert.match(await refused('--against', 'HEAD~0'), /cannot be read/);
    rmSync(path.join(root, LABELS));
    commit(root);
    writeFileSync(path.join(root, LABELS), '{"b": ');
    assert.match(
      await refused(),
      /^\.prompt-bundles\/labels\.json has errors\. Run lint.* \[invalid_labels\]$/m,
    );
    label(root, { production: '1.1.0' });
    assert.equal((await json(root))[0]?.change, 'new');
  });

  it('tells of versions that are not published here, and goes on', async () => {
    const root = await repository({ production: '0.9.0', staging: '1.0.0' });
    label(root, { production: '1.0.0', staging: '1.1.0' });
    const moves = await json(root);
    assert.equal(moves[0]?.problem, '`b@0.9.0` is not published here, so what changes is not known.');
    assert.equal(moves[0].change, 'upgrade');
    assert.ok(moves[1]?.summary);
    assert.match(
      (await compare(root, '--format', 'markdown')).out,
      /^\| b \| production \| 0\.9\.0 \| 1\.0\.0 \| upgrade \|$/m,
    );
  });

  it('shows what texts hold as text', async () => {
    const root = folder();
    const content = '</td>@someone ::error::\u001B[31m\n```\n#1';
    for (const [semver, text] of [
      ['1.0.0', 'Be kind.'],
      ['1.1.0', content],
    ] as const) {
      writeFiles(root, small({ semver, template: semver, content: text, id: 'b|c' }));
      assert.equal((await run(root, 'publish', `b|c@${semver}`, '--no-audit')).error, '');
    }
    writeFiles(root, {
      [LABELS]: '{"b|c": {"production": "1.1.0"}}',
      'before.json': '{"b|c": {"production": "1.0.0"}}',
    });
    for (const format of ['text', 'markdown', 'json']) {
      const { out } = await compare(root, '--against', 'before.json', '--format', format);
      assert.equal(out.includes('\u001B'), false);
      assert.doesNotMatch(out, /^::/m);
    }
    const { out } = await compare(root, '--against', 'before.json', '--format', 'markdown');
    assert.match(out, /^\| `b`&#124;`c` \| production \|/m);
    assert.match(out, /^````diff$/m);
  });

  for (const [what, args] of [
    ['no bundle without --labels', ['compare']],
    ['one version', ['compare', 'b', 'production', '--labels']],
    ['--against alone', ['compare', 'b', '--against', 'HEAD']],
    ['--against and two labels', ['compare', 'b', 'x', 'y', '--labels', '--against', 'HEAD']],
    ['an input', ['compare', '--labels', '--input', 'i.prompt-input.yaml']],
  ] as const)
    it(`is used wrongly with ${what}`, async () => {
      assert.equal((await run(folder(), ...args)).code, 2);
    });
});
