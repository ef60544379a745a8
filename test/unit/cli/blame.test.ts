// `blame`: since when a prompt says what it says, by a real git.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../commandLineRun.js';
import { temporaryFolder } from '../temporaryFolder.js';

const template = (id: string, content: string, semver = '1.0.0'): string =>
  `template_id: ${id}\nsemver: ${semver}\nrole: system\ncontent: |-\n${content.replace(/^/gm, '  ')}\n`;
const bundle = (persona = '1.0.0', semver = '1.0.0'): string =>
  `bundle_id: b\nsemver: ${semver}\ntemplates:\n  system: s@1.0.0\n  personality: p@${persona}\n  activity: { content: "At {{activity_level}}." }\n  task: { content: "{{task}}" }\n`;
const FILES = {
  's.prompt-template.yaml': template('s', 'You help people.\nNever promise a refund.'),
  'my persona.prompt-template.yaml': template('p', 'Be kind. Be short.'),
  'b.prompt-bundle.yaml': bundle(),
  'i.prompt-input.yaml': 'task: Where is it?\nactivity_level: 0.5\n',
};

interface Change {
  readonly from: string;
  readonly file: string;
  readonly line: number;
  readonly revision: string;
  readonly subject?: string;
  readonly semver?: string;
  readonly before: string | null;
}
interface Sentence {
  readonly text: string;
  readonly line: number;
  readonly first_version: string | null;
  readonly changes: readonly Change[];
}

/** A commit as `git fast-import` reads it, a minute after the one before. */
function importedCommit(number: number, files: Readonly<Record<string, string>>): string {
  const who = `Someone <someone@example.org> ${1_600_000_000 + number * 60} +0000`;
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  return [
    `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n`,
    data(`Commit ${number}`),
    ...Object.entries(files).map(([name, text]) => `M 100644 inline "${name}"\n${data(text)}`),
  ].join('');
}

describe('prompt-bundles blame', () => {
  const folder = temporaryFolder();
  let day = 0;

  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, GIT_AUTHOR_DATE: `2024-01-${String(day).padStart(2, '0')}T10:00:00Z` },
    });
  const commit = (cwd: string, message: string): void => {
    day++;
    git(cwd, 'add', '--all');
    git(cwd, 'commit', '--quiet', '--message', message);
  };
  const repository = (files: Readonly<Record<string, string>> = FILES): string => {
    day = 0;
    const cwd = folder(files);
    git(cwd, 'init', '--quiet');
    git(cwd, 'config', 'user.name', 'Someone');
    git(cwd, 'config', 'user.email', 'someone@example.org');
    git(cwd, 'config', 'commit.gpgSign', 'false');
    commit(cwd, 'Begin');
    return cwd;
  };
  const write = (cwd: string, name: string, text: string): void => {
    writeFileSync(path.join(cwd, name), text);
  };
  const sentences = async (cwd: string, ...args: string[]): Promise<readonly Sentence[]> => {
    const { code, out, error } = await run(cwd, 'blame', 'b@1.0.0', '--format', 'json', ...args);
    assert.deepEqual([code, error], [0, '']);
    return (JSON.parse(out) as { sentences: Sentence[] }).sentences;
  };
  /** Each sentence with the message of the commit that changed it last, or what else did. */
  const told = async (cwd: string, ...args: string[]): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await sentences(cwd, ...args)).map(({ text, changes: [newest] }) => [
        text,
        newest?.subject ?? newest?.semver ?? newest?.revision ?? '-',
      ]),
    );

  it('names the commit that changed a sentence last, and what it said before', async () => {
    const cwd = repository();
    write(cwd, 's.prompt-template.yaml', template('s', 'You help people.\nRarely promise a refund.'));
    commit(cwd, 'Allow some refunds');
    write(
      cwd,
      's.prompt-template.yaml',
      template('s', 'New first line.\nYou help people.\nRarely promise a refund.'),
    );
    commit(cwd, 'Begin otherwise');
    const [first, help, refund, ...others] = await sentences(cwd);
    assert.deepEqual([first?.text, first?.changes[0]?.subject], ['New first line.', 'Begin otherwise']);
    assert.deepEqual([help?.text, help?.changes[0]?.subject], ['You help people.', 'Begin']);
    assert.deepEqual(
      [refund?.text, refund?.line, refund?.changes],
      [
        'Rarely promise a refund.',
        3,
        [
          {
            from: 'template',
            file: 's.prompt-template.yaml',
            line: 7,
            column: 3,
            revision: 'commit',
            hash: git(cwd, 'rev-parse', 'HEAD~1').trim(),
            date: '2024-01-02T10:00:00+00:00',
            author: 'Someone',
            subject: 'Allow some refunds',
            before: 'Never promise a refund.',
          },
        ],
      ],
    );
    assert.deepEqual(
      others.map(({ text }) => text),
      ['Be kind.', 'Be short.', 'At 0.0.'],
    );
  });

  it('prints a row for each sentence, and then the commits', async () => {
    const cwd = repository();
    write(cwd, 's.prompt-template.yaml', template('s', 'You help people.\nRarely promise a refund.'));
    commit(cwd, 'Allow some refunds');
    const { code, out } = await run(cwd, 'blame', 'b@1.0.0');
    const [new_, old] = [git(cwd, 'rev-parse', 'HEAD'), git(cwd, 'rev-parse', 'HEAD~1')].map((hash) =>
      hash.slice(0, 8),
    );
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n').slice(0, 3), [
      `${old ?? ''}  2024-01-01  Someone  -  You help people.`,
      `${new_ ?? ''}  2024-01-02  Someone  -  Rarely promise a refund.`,
      `${old ?? ''}  2024-01-01  Someone  -  Be kind.`,
    ]);
    assert.match(
      out,
      new RegExp(
        `\\n\\n${new_ ?? ''}  2024-01-02  Allow some refunds\\n  before: Never promise a refund\\.\\n${old ?? ''}  2024-01-01  Begin\\n$`,
      ),
    );
  });

  it('tells what is in no commit yet, a changed file as well as a new one', async () => {
    const cwd = repository();
    write(cwd, 'my persona.prompt-template.yaml', template('p', 'Be kind. Be very short.'));
    write(cwd, 'new.prompt-input.yaml', 'task: What now?\n');
    const by = await told(cwd, '--input', 'new.prompt-input.yaml');
    assert.deepEqual(
      [by['Be kind.'], by['Be very short.'], by['What now?'], by['At 0.0.']],
      ['Begin', 'uncommitted', 'uncommitted', 'Begin'],
    );
  });

  it('follows a file through a new name, and to the file it was copied of', async () => {
    const cwd = repository();
    mkdirSync(path.join(cwd, 'personas'));
    renameSync(
      path.join(cwd, 'my persona.prompt-template.yaml'),
      path.join(cwd, 'personas', 'p.prompt-template.yaml'),
    );
    commit(cwd, 'Move');
    write(
      cwd,
      'personas/p-1.1.0.prompt-template.yaml',
      template('p', 'Be kind. Be short. Be warm.', '1.1.0'),
    );
    write(cwd, 'b.prompt-bundle.yaml', bundle('1.1.0'));
    commit(cwd, 'Add warmth in a version of its own');
    const by = await told(cwd);
    assert.deepEqual([by['Be kind.'], by['Be warm.']], ['Begin', 'Add warmth in a version of its own']);
  });

  it('follows what the input brings in, and names both where a sentence has of both', async () => {
    const cwd = repository();
    write(cwd, 'i.prompt-input.yaml', 'activity_level: 0.75\ntask: Where is it?\n');
    commit(cwd, 'Be busier');
    const [level, task] = (await sentences(cwd, '--input', 'i.prompt-input.yaml')).slice(-2);
    assert.deepEqual(
      level?.changes.map(({ from, subject, before, line }) => [from, subject, before, line]),
      [
        ['activity_level', 'Be busier', '0.5', 1],
        ['template', 'Begin', null, 6],
      ],
    );
    assert.deepEqual(
      task?.changes.map(({ from, subject, line }) => [from, subject, line]),
      [['task', 'Begin', 2]],
    );
  });

  it('passes over a commit that broke the file', async () => {
    const cwd = repository();
    write(cwd, 's.prompt-template.yaml', 'content: "\n');
    commit(cwd, 'Break it');
    write(cwd, 's.prompt-template.yaml', template('s', 'You help people.\nAlways promise a refund.'));
    commit(cwd, 'Repair it');
    const by = await told(cwd);
    assert.deepEqual([by['You help people.'], by['Always promise a refund.']], ['Begin', 'Repair it']);
  });

  it('names the first published version that holds a sentence', async () => {
    const cwd = repository();
    assert.equal((await run(cwd, 'publish', 'b@1.0.0')).code, 0);
    write(cwd, 'p2.prompt-template.yaml', template('p', 'Be kind. Be warm.', '1.1.0'));
    write(cwd, 'b2.prompt-bundle.yaml', bundle('1.1.0', '1.1.0'));
    assert.equal((await run(cwd, 'publish', 'b@1.1.0')).code, 0);
    const { out } = await run(cwd, 'blame', 'b@1.1.0', '--format', 'json', '--input', 'i.prompt-input.yaml');
    const by = (JSON.parse(out) as { sentences: Sentence[] }).sentences.map(({ text, first_version }) => [
      text,
      first_version,
    ]);
    assert.deepEqual(by, [
      ['You help people.', '1.0.0'],
      ['Never promise a refund.', '1.0.0'],
      ['Be kind.', '1.0.0'],
      ['Be warm.', '1.1.0'],
      ['At 0.5.', '1.0.0'],
      ['Where is it?', null],
    ]);
  });

  it('follows what is only published through the versions before it', async () => {
    const cwd = repository();
    await run(cwd, 'publish', 'b@1.0.0');
    write(cwd, 'my persona.prompt-template.yaml', template('p', 'Be kind. Be warm.', '1.1.0'));
    write(cwd, 'b.prompt-bundle.yaml', bundle('1.1.0', '1.1.0'));
    await run(cwd, 'publish', 'b@1.1.0');
    for (const name of Object.keys(FILES)) rmSync(path.join(cwd, name));
    const { code, out, error } = await run(cwd, 'blame', 'b@1.1.0');
    assert.deepEqual([code, error], [0, '']);
    assert.equal(
      out,
      [
        'published 1.0.0  -  -  1.0.0  You help people.',
        'published 1.0.0  -  -  1.0.0  Never promise a refund.',
        'published 1.0.0  -  -  1.0.0  Be kind.',
        'published 1.1.0  -  -  1.1.0  Be warm.',
        'published 1.0.0  -  -  1.0.0  At 0.0.',
        '',
      ].join('\n'),
    );
  });

  it('finds the first of 10,000 commits, of which few changed the file', async () => {
    const cwd = folder({});
    git(cwd, 'init', '--quiet', '--initial-branch', 'main');
    const revisions = Array.from({ length: 10_000 }, (_, i) => {
      const text = template('s', `You help people.\nRevision ${i - (i % 100)}.`);
      const files = { ...(i === 0 && FILES), 's.prompt-template.yaml': text, 'other.txt': `${i}` };
      return importedCommit(i, files);
    });
    execFileSync('git', ['fast-import', '--quiet'], { cwd, input: revisions.join('') });
    git(cwd, 'checkout', '--quiet', 'main');
    const [help, revision] = await sentences(cwd);
    assert.equal(help?.changes[0]?.subject, 'Commit 0');
    assert.deepEqual(
      revision?.changes.map(({ subject, before }) => [subject, before]),
      [['Commit 9900', 'Revision 9800.']],
    );
  });

  it('says why there is no history, and looks into the versions', async () => {
    const cwd = folder(FILES);
    await run(cwd, 'publish', 'b@1.0.0');
    const { code, out, error } = await run(cwd, 'blame', 'b@1.0.0');
    assert.deepEqual(
      [code, error],
      [0, 'The folder is in no git repository. Only published versions are looked into.\n'],
    );
    assert.match(out, /^- {2}- {2}- {2}1\.0\.0 {2}You help people\.\n/);
    git(cwd, 'init', '--quiet');
    const empty = await run(cwd, 'blame', 'b@1.0.0');
    assert.equal(empty.error, 'The repository has no commits. Only published versions are looked into.\n');
  });

  it('shows hostile names and messages as text', async () => {
    const cwd = repository();
    write(cwd, 's.prompt-template.yaml', template('s', 'You help nobody.'));
    git(cwd, 'config', 'user.name', 'Some\u001b[31mone');
    commit(cwd, '::error::\u001b[2J');
    const { out } = await run(cwd, 'blame', 'b@1.0.0');
    assert.ok(!out.includes('\u001b') && !/^::/m.test(out), out);
  });

  it('runs no program that the repository names', async () => {
    const cwd = repository();
    const ran = path.join(cwd, 'ran');
    const program = path.join(cwd, '.git', 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${ran}'\ncat\n`, { mode: 0o755 });
    write(cwd, '.gitattributes', '*.yaml diff=hostile filter=hostile\n');
    write(cwd, 's.prompt-template.yaml', template('s', 'You help nobody.'));
    commit(cwd, 'Help nobody');
    for (const name of [
      'core.fsmonitor',
      'core.pager',
      'core.sshCommand',
      'diff.external',
      'diff.hostile.command',
      'diff.hostile.textconv',
      'filter.hostile.clean',
      'filter.hostile.smudge',
      'gpg.program',
      'pager.log',
      'uploadpack.packObjectsHook',
    ])
      git(cwd, 'config', name, program);
    for (const [name, value] of [
      ['log.showSignature', 'true'],
      ['remote.origin.url', `ext::${program} %S`],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.partialclonefilter', 'blob:none'],
      ['protocol.ext.allow', 'always'],
      ['core.repositoryFormatVersion', '1'],
      ['extensions.partialClone', 'origin'],
    ] as const)
      git(cwd, 'config', name, value);
    mkdirSync(path.join(cwd, '.git', 'hooks'), { recursive: true });
    for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout'])
      writeFileSync(path.join(cwd, '.git', 'hooks', hook), `#!/bin/sh\necho hook >> '${ran}'\n`, {
        mode: 0o755,
      });
    // A content that is missing would be fetched from where the repository says.
    const blob = git(cwd, 'rev-parse', 'HEAD~1:s.prompt-template.yaml').trim();
    rmSync(path.join(cwd, '.git', 'objects', blob.slice(0, 2), blob.slice(2)));
    rmSync(ran, { force: true });
    const [help] = await sentences(cwd);
    assert.equal(help?.changes[0]?.subject, 'Help nobody');
    assert.equal(existsSync(ran), false, existsSync(ran) ? readFileSync(ran, 'utf8') : '');
  });

  it('refuses a version that cannot be rendered, as render does', async () => {
    const { code, error } = await run(repository(), 'blame', 'b@9.0.0');
    assert.deepEqual([code, error], [1, 'Bundle b@9.0.0 is not defined in any file. [unknown_bundle]\n']);
  });
});
