// What a baseline hides on the command line, what is taken out of it, and what is never hidden.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run, runWith, type Run } from '../commandLineRun.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const BASELINE = '.prompt-bundles/baseline.json';
const template = (id: string, times: number, rest = ''): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: We fix it${' basically'.repeat(times)}.\nconstraints: {FORBIDDEN_TOKENS: [basically]}\n${rest}`;
const FILES = {
  'b.prompt-template.yaml': template('b', 1),
  'a.prompt-template.yaml': template('a', 2),
};

interface Told {
  readonly findings: readonly Readonly<Record<'code' | 'severity' | 'file' | 'message', string>>[];
  readonly baselined?: number;
}

describe('the baseline', () => {
  const folder = temporaryFolder();
  const text = (root: string, file = BASELINE): string => readFileSync(path.join(root, file), 'utf8');
  const counts = (root: string, file = BASELINE): unknown =>
    (JSON.parse(text(root, file)) as { findings: unknown }).findings;
  /** As on a build server, where nothing is written. */
  const inCi = (root: string, ...args: string[]): Promise<Run> =>
    runWith({ env: { CI: '1' } }, root, ...args);
  const told = async (root: string, ...args: string[]): Promise<string[]> => {
    const { out } = await inCi(root, 'lint', '--format', 'json', ...args);
    return (JSON.parse(out) as Told).findings.map(
      ({ file, severity, code }) => `${file}: ${severity} ${code}`,
    );
  };
  const written = async (files: Readonly<Record<string, string>> = FILES): Promise<string> => {
    const root = folder(files);
    const { error } = await run(root, 'lint', '--write-baseline');
    assert.match(error, /^Wrote /);
    return root;
  };

  it('takes over what is there, in order and the same byte for byte, and hides it', async () => {
    const root = folder(FILES);
    assert.deepEqual(await run(root, 'lint', '--write-baseline'), {
      code: 0,
      out: '0 findings in 2 files. 3 more are in the baseline.\n',
      error: 'Wrote .prompt-bundles/baseline.json: 3 findings in 2 files.\n',
    });
    const expected = {
      version: 1,
      findings: {
        'a.prompt-template.yaml': { 'forbidden-token': 2 },
        'b.prompt-template.yaml': { 'forbidden-token': 1 },
      },
    };
    assert.equal(text(root), `${JSON.stringify(expected, null, 2)}\n`);
    const { out, code } = await run(root, 'lint', '--format', 'json', '--max-warnings', '0');
    assert.deepEqual(JSON.parse(out), { findings: [], files: 2, truncated: false, baselined: 3 });
    assert.equal(code, 0);
    const again = await run(root, 'lint', '--write-baseline');
    assert.equal(again.error, '');
  });

  it('hides nothing of a code in a file that has more of it, and all of it with --no-baseline', async () => {
    const root = await written();
    writeFiles(root, { 'a.prompt-template.yaml': template('a', 3) });
    const three = Array.from({ length: 3 }, () => 'a.prompt-template.yaml: warning forbidden-token');
    assert.deepEqual(await told(root), three);
    assert.equal((await inCi(root, 'lint', '--max-warnings', '2')).code, 1);
    assert.deepEqual(await told(root, '--no-baseline'), [
      ...three,
      'b.prompt-template.yaml: warning forbidden-token',
    ]);
    const { out } = await inCi(root, 'lint', '--no-baseline', '--format', 'json');
    assert.equal('baselined' in (JSON.parse(out) as Told), false);
    assert.deepEqual(await told(root, 'b.prompt-template.yaml'), []);
  });

  it('loses what is gone by itself, and never gets it back', async () => {
    const root = await written();
    writeFiles(root, { 'a.prompt-template.yaml': template('a', 1) });
    rmSync(path.join(root, 'b.prompt-template.yaml'));
    assert.deepEqual(await run(root, 'lint'), {
      code: 0,
      out: '0 findings in 1 file. 1 more is in the baseline.\n',
      error:
        'Took 2 findings that are gone out of .prompt-bundles/baseline.json.\n' +
        '  a.prompt-template.yaml: forbidden-token 2 → 1\n  b.prompt-template.yaml: forbidden-token 1 → 0\n',
    });
    assert.deepEqual(counts(root), { 'a.prompt-template.yaml': { 'forbidden-token': 1 } });
    writeFiles(root, { 'a.prompt-template.yaml': template('a', 2) });
    assert.equal((await told(root)).length, 2);
  });

  it('is told on a build server where it counts too much, at its place, and is left as it is', async () => {
    const root = await written();
    writeFiles(root, { 'a.prompt-template.yaml': template('a', 1) });
    rmSync(path.join(root, 'b.prompt-template.yaml'));
    const before = text(root);
    const { code, out, error } = await inCi(root, 'lint');
    assert.deepEqual([code, error], [1, '']);
    assert.equal(
      out,
      [
        `${BASELINE}:5:26: error: The baseline counts 2 findings of \`forbidden-token\` in this file, and 1 is left. Update the baseline, so that it hides no new one. [outdated-baseline]`,
        `${BASELINE}:7:5: error: \`b.prompt-template.yaml\` is not among the files any more. Update the baseline. [outdated-baseline]`,
        '2 findings in 1 file. 1 more is in the baseline.\n',
      ].join('\n'),
    );
    assert.equal(text(root), before);
    const { code: ci, out: checks } = await inCi(root, 'ci', '--format', 'json');
    assert.equal(ci, 1);
    assert.match(checks, /1 file, 1 more in the baseline, 2 errors/);
    writeFiles(root, { '.prompt-bundles/config.json': '{"rules": {"outdated-baseline": "warning"}}' });
    assert.equal((await inCi(root, 'ci')).code, 0);
  });

  it('is left alone where not all is known: with what is broken, given, held back or only tried', async () => {
    const root = await written();
    const before = text(root);
    writeFiles(root, { 'a.prompt-template.yaml': 'content: [' });
    assert.deepEqual(await told(root), ['a.prompt-template.yaml: error syntax']);
    assert.equal((await run(root, 'lint')).error, '');
    writeFiles(root, { 'a.prompt-template.yaml': template('a', 1), 'i.prompt-input.yaml': 'task: x\n' });
    await run(root, 'lint', '--fix-dry-run');
    await run(root, 'lint', '--input', 'i.prompt-input.yaml');
    await run(root, 'lint', '--no-baseline');
    await run(root, 'lint', 'b.prompt-template.yaml');
    assert.equal(text(root), before);
  });

  it('never has an error that stops a render, a failed expectation, or what is wrong beside prompts', async () => {
    const root = folder({
      'a.prompt-template.yaml': 'template_id: a\nsemver: 1.x\nrole: system\ncontent: x\n',
      'b.prompt-bundle.yaml':
        'bundle_id: b\nsemver: 1.0.0\ntemplates:\n' +
        ['system', 'personality', 'activity', 'task'].map((slot) => `  ${slot}: { content: x }\n`).join(''),
      'i.prompt-input.yaml': 'task: x\nexpect: {b@1.0.0: {contains: [never]}}\n',
      '.prompt-bundles/labels.json': '{"b": {"live": "1.0.0"}}',
    });
    const all = await told(root);
    assert.deepEqual(all.map((one) => one.split(' ').at(-1)).sort(), [
      'expectation-failed',
      'invalid-semver',
      'label-unpublished',
    ]);
    const { code } = await run(root, 'lint', '--write-baseline');
    assert.equal(code, 1);
    assert.equal(existsSync(path.join(root, BASELINE)), false);
    writeFiles(root, {
      [BASELINE]: JSON.stringify({
        version: 1,
        findings: {
          'a.prompt-template.yaml': { 'invalid-semver': 9 },
          'i.prompt-input.yaml': { 'expectation-failed': 9 },
        },
      }),
    });
    assert.deepEqual(
      (await told(root)).filter((one) => !one.endsWith('outdated-baseline')).sort(),
      all.sort(),
    );
  });

  it('counts after suppressions and what is switched off for everybody', async () => {
    const suppress = 'suppress:\n  - {code: forbidden-token, reason: It is meant.}\n';
    const root = await written({ ...FILES, 'c.prompt-template.yaml': template('c', 4, suppress) });
    assert.equal(JSON.stringify(counts(root)).includes('c.prompt'), false);
    writeFiles(root, { '.prompt-bundles/config.json': '{"rules": {"forbidden-token": "off"}}' });
    assert.deepEqual(await told(root), [
      `${BASELINE}: error outdated-baseline`,
      `${BASELINE}: error outdated-baseline`,
    ]);
    writeFiles(root, { '.prompt-bundles/config.json': '{"rules": {"forbidden-token": "error"}}' });
    assert.deepEqual(await told(root), []);
  });

  it('is of one root: those below have their own', async () => {
    const root = await written({
      ...FILES,
      'inner/.prompt-bundles/config.json': '{}',
      'inner/c.prompt-template.yaml': template('c', 1),
    });
    assert.deepEqual(counts(root, `inner/${BASELINE}`), {
      'c.prompt-template.yaml': { 'forbidden-token': 1 },
    });
    assert.deepEqual(await told(root), []);
    assert.deepEqual(await told(path.join(root, 'inner')), []);
    rmSync(path.join(root, 'inner', BASELINE));
    assert.deepEqual(await told(root), ['inner/c.prompt-template.yaml: warning forbidden-token']);
    const { error } = await run(root, 'lint', '--write-baseline', 'inner');
    assert.equal(error, `Wrote inner/${BASELINE}: 1 finding in 1 file.\n`);
  });

  it('is written anew for the paths that are named alone', async () => {
    const root = await written();
    const more = { 'a.prompt-template.yaml': template('a', 3), 'b.prompt-template.yaml': template('b', 3) };
    writeFiles(root, more);
    const { error } = await run(root, 'lint', '--write-baseline', 'a.prompt-template.yaml');
    assert.equal(error, `Wrote ${BASELINE}: 4 findings in 2 files. 1 added, 0 removed.\n`);
    assert.deepEqual(counts(root), {
      'a.prompt-template.yaml': { 'forbidden-token': 3 },
      'b.prompt-template.yaml': { 'forbidden-token': 1 },
    });
  });

  it('may be another file, which has to be there unless it is written', async () => {
    const root = folder(FILES);
    const none = await run(root, 'lint', '--baseline', 'old.json');
    assert.equal(none.code, 2);
    assert.match(none.error, /^There is no baseline old\.json\. Add --write-baseline to make it\. See /);
    assert.equal((await run(root, 'lint', '--baseline', 'old.json', '--write-baseline')).code, 0);
    assert.equal(existsSync(path.join(root, BASELINE)), false);
    assert.deepEqual(await told(root, '--baseline', 'old.json'), []);
    assert.equal((await told(root)).length, 3);
    const outside = path.join(folder(), 'known.json');
    assert.equal((await run(root, 'lint', '--baseline', outside, '--write-baseline')).code, 0);
    assert.deepEqual(await told(root, '--baseline', outside), []);
  });

  it('keeps where its schema is, and its line ends', async () => {
    const root = await written();
    const own = JSON.stringify({ $schema: 'a.json', ...(JSON.parse(text(root)) as object) }, null, 2);
    writeFiles(root, {
      [BASELINE]: own.replaceAll('\n', '\r\n'),
      'a.prompt-template.yaml': template('a', 1),
    });
    await run(root, 'lint');
    assert.match(text(root), /^\{\r\n {2}"\$schema": "a\.json",\r\n/);
    assert.equal(/[^\r]\n/.test(text(root)), false);
  });

  it('has its mistakes told, and then hides nothing that it does not say', async () => {
    const root = await written();
    for (const [given, expected] of [
      ['{', 'error syntax'],
      ['<<<<<<< a\n{}\n=======\n{}\n>>>>>>> b\n', 'error merge-conflict'],
      ['[]', 'error schema'],
      ['{"version": 2, "findings": {}}', 'error schema'],
      ['{"version": 1}', 'error schema'],
    ] as const) {
      writeFiles(root, { [BASELINE]: given });
      const found = await told(root);
      assert.equal(
        found.filter((one) => one.startsWith('.')).every((one) => one.endsWith(expected)),
        true,
      );
      assert.equal(found.filter((one) => !one.startsWith('.')).length, 3, given);
      assert.ok(
        found.some((one) => one.startsWith('.')),
        given,
      );
      await run(root, 'lint');
      assert.equal(text(root), given);
    }
    const refused = await run(root, 'lint', '--write-baseline', 'a.prompt-template.yaml');
    writeFiles(root, { [BASELINE]: '{' });
    assert.equal(refused.code, 0);
    const broken = await run(root, 'lint', '--write-baseline', 'a.prompt-template.yaml');
    assert.deepEqual(
      [broken.code, broken.error],
      [1, `${BASELINE} has errors. Fix them, or write it anew for all files. [invalid_baseline]\n`],
    );
    assert.equal((await run(root, 'lint', '--write-baseline')).code, 0);
    assert.deepEqual(await told(root), []);
  });

  it('cannot be told to do two things at once', async () => {
    const root = folder(FILES);
    for (const args of [
      ['--no-baseline', '--baseline', 'x'],
      ['--no-baseline', '--write-baseline'],
      ['--write-baseline', '--fix-dry-run'],
      ['--write-baseline', '--stdin', '--stdin-filename', 'a.prompt-template.yaml'],
      ['--write-baseline', '--input', 'i.prompt-input.yaml'],
      ['--baseline', ''],
    ])
      assert.equal((await run(root, 'lint', ...args)).code, 2, args.join(' '));
    assert.equal(existsSync(path.join(root, '.prompt-bundles')), false);
  });

  it('that cannot be written is told, and nothing is lost', async function () {
    if (process.geteuid?.() === 0) this.skip();
    const root = await written();
    writeFiles(root, { 'a.prompt-template.yaml': template('a', 1) });
    chmodSync(path.join(root, BASELINE), 0o444);
    const { code, error } = await run(root, 'lint');
    assert.equal(code, 1);
    assert.match(error, /read-only/);
  });

  it('is fixed before it is written with --fix', async () => {
    const misspelt = template('a', 1).replace('constraints', 'constraint');
    const root = folder({ 'a.prompt-template.yaml': misspelt });
    const { error, out } = await run(root, 'lint', '--fix', '--write-baseline');
    assert.match(out, /^Fixed 1 finding in a\.prompt-template\.yaml\./);
    assert.match(error, /^Wrote .*: 1 finding in 1 file/);
  });

  it('gives with a cache what it gives without, whatever changes', async () => {
    const root = await written();
    const kept = folder();
    const same = async (): Promise<void> => {
      const [cached, anew] = [
        await inCi(root, 'lint', '--format', 'json', '--cache-location', kept),
        await inCi(root, 'lint', '--format', 'json', '--no-cache'),
      ];
      assert.deepEqual(cached, anew);
    };
    await same();
    await same();
    for (const times of [3, 1, 0, 2]) {
      writeFiles(root, { 'a.prompt-template.yaml': template('a', times) });
      await same();
      await same();
    }
    writeFiles(root, { 'c.prompt-template.yaml': template('c', 1) });
    await same();
    writeFiles(root, { [BASELINE]: '{"version": 1, "findings": {}}' });
    await same();
    rmSync(path.join(root, BASELINE));
    await same();
  });
});
