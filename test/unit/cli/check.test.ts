// `check`: answers of the model from files and standard input, held to a bundle version of a folder.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { run } from '../commandLineRun.js';
import { projectFolder } from '../projectFolder.js';
import { temporaryFolder } from '../temporaryFolder.js';

const part = (id: string, more = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: user\ncontent: Text.\n${more}`;
const FILES = {
  's.prompt-template.yaml': part('s', 'constraints: { FORBIDDEN_TOKENS: [never] }\n'),
  'p.prompt-template.yaml': part('p', 'constraints: { ASSERTIVENESS_LEVEL: 1 }\n'),
  'b.prompt-bundle.yaml':
    'bundle_id: b\nsemver: 1.0.0\ntemplates: {system: s@1.0.0, personality: p@1.0.0, activity: p@1.0.0, task: p@1.0.0}\n',
  'free.prompt-bundle.yaml':
    'bundle_id: free\nsemver: 1.0.0\ntemplates: {system: {content: a}, personality: {content: b}, activity: {content: c}, task: {content: d}}\n',
  'answers/bad one.md': 'Well.\r\nNever.\r\n',
  'answers/good.txt': 'Always.\n',
  'answers/shy.txt': 'It may be. Perhaps. It might.\n',
};

describe('prompt-bundles check', () => {
  const folder = temporaryFolder();

  it('prints where an answer breaks the constraints, and exits with 1', async () => {
    const { code, out, error } = await run(folder(FILES), 'check', 'b@1.0.0', 'answers/bad one.md');
    assert.deepEqual([code, error], [1, '']);
    assert.equal(
      out,
      'answers/bad one.md:2:1: warning: The answer says “Never”, which FORBIDDEN_TOKENS forbids (as “never”). (s@1.0.0) [forbidden-token]\n1 finding by the constraints of b@1.0.0.\n',
    );
  });

  it('exits with 0 for an answer that breaks none, or that is only spoken of', async () => {
    const cwd = folder(FILES);
    const good = await run(cwd, 'check', 'b@1.0.0', 'answers/good.txt');
    assert.deepEqual([good.code, good.out], [0, '0 findings by the constraints of b@1.0.0.\n']);
    const shy = await run(cwd, 'check', 'b@1.0.0', 'answers/shy.txt');
    assert.equal(shy.code, 0);
    assert.match(shy.out, /^answers\/shy\.txt:1:1: information: The answer seems less assertive/);
  });

  it('gives all of it as JSON, with the constraint, places as the file is stored', async () => {
    const { code, out } = await run(
      folder(FILES),
      'check',
      'b@1.0.0',
      'answers/bad one.md',
      '--format',
      'json',
    );
    assert.equal(code, 1);
    const { bundle, file, findings } = JSON.parse(out) as {
      bundle: string;
      file: string;
      findings: { code: string; start: object; related: { file: string }[] }[];
    };
    assert.deepEqual([bundle, file, findings.length], ['b@1.0.0', 'answers/bad one.md', 1]);
    const [finding] = findings;
    assert.equal(finding?.code, 'forbidden-token');
    assert.deepEqual(finding.start, { line: 2, column: 1, offset: 7 });
    assert.deepEqual(
      finding.related.map((place) => place.file),
      ['s.prompt-template.yaml'],
    );
  });

  it('says so where a bundle has no constraints', async () => {
    const { code, out, error } = await run(folder(FILES), 'check', 'free@1.0.0', 'answers/bad one.md');
    assert.deepEqual([code, out], [0, '0 findings by the constraints of free@1.0.0.\n']);
    assert.equal(error, 'free@1.0.0 has no constraints: nothing was checked.\n');
  });

  for (const [what, args, exit, message] of [
    ['no bundle', [], 2, 'Name one bundle version, as bundle_id@semver.'],
    ['two files', ['b@1.0.0', 'answers/good.txt', 'answers/shy.txt'], 2, 'Name one answer, or none'],
    ['a file that is not there', ['b@1.0.0', 'gone.md'], 2, 'There is no file gone.md.'],
    ['a version that is not there', ['b@2.0.0', 'answers/good.txt'], 1, 'Bundle b@2.0.0 is not defined'],
  ] as const)
    it(`says why, called with ${what}`, async () => {
      const { code, out, error } = await run(folder(FILES), 'check', ...args);
      assert.deepEqual([code, out], [exit, '']);
      assert.ok(error.includes(message), error);
    });

  it('refuses what is not UTF-8, and what is too long', async () => {
    const cwd = folder(FILES);
    writeFileSync(path.join(cwd, 'latin.txt'), Buffer.from([0x4e, 0xe9]));
    const latin = await run(cwd, 'check', 'b@1.0.0', 'latin.txt');
    assert.deepEqual([latin.code, latin.out], [1, '']);
    assert.match(latin.error, /^latin\.txt: .*not UTF-8/);
    writeFileSync(path.join(cwd, 'long.txt'), 'x'.repeat(2000));
    const long = await run(cwd, 'check', 'b@1.0.0', 'long.txt', '--max-file-size', '0.001');
    assert.deepEqual([long.code, long.out], [1, '']);
    assert.match(long.error, /^long\.txt: .*more than the 0\.001 MB/);
  });

  it('reads standard input, as a process', () => {
    const cwd = folder(FILES);
    const cli = path.join(projectFolder, 'dist/cli.js');
    for (const args of [['b@1.0.0'], ['b@1.0.0', '-']]) {
      const { status, stdout } = spawnSync(process.execPath, [cli, 'check', ...args], {
        cwd,
        input: 'Say never.',
        encoding: 'utf8',
      });
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^-:1:5: warning: The answer says “never”, which FORBIDDEN_TOKENS forbids\. \(s@1\.0\.0\)/,
      );
    }
  });
});
