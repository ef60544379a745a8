import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { run as runIn, type Run } from '../commandLineRun.js';
import { IRREGULAR_FILES } from '../irregularFiles.js';
import { small } from '../published/samples.js';
import { read, renderFiles, snapshotOf, type Files } from '../rendering.js';
import { temporaryFolder, writeFiles } from '../temporaryFolder.js';

const PUBLISHED = '.prompt-bundles/published';
const PLACE = `${PUBLISHED}/b@1.0.0.json`;
const PERSONA = 'p.prompt-template.yaml';
const BUNDLE = 'b.prompt-bundle.yaml';

const publish = (root: string, ...args: string[]): Promise<Run> =>
  runIn(root, 'publish', args[0] ?? 'b@1.0.0', '--no-audit', ...args.slice(1));

describe('prompt-bundles publish', () => {
  const folder = temporaryFolder();

  it('says which warnings are frozen with it', async () => {
    const files = small();
    const root = folder({
      ...files,
      [PERSONA]: `${files[PERSONA] ?? ''}constraints: { FORBIDDEN_TOKENS: [kind] }\n`,
    });
    const { code, error } = await publish(root);
    assert.equal(code, 0);
    assert.match(
      error,
      /^p\.prompt-template\.yaml:4:14: warning: “kind” is forbidden [^\n]* \[forbidden-token\]\n$/,
    );
  });

  it('writes the snapshot, and says where, with its hash', async () => {
    const root = folder(small());
    const { name, text } = await snapshotOf(small());
    const { content_hash } = await renderFiles(small());
    assert.deepEqual(await publish(root), {
      code: 0,
      out: `Published b@1.0.0 in ${PLACE} (content ${content_hash}).\n`,
      error: '',
    });
    assert.deepEqual(readdirSync(path.join(root, PUBLISHED)), [name]);
    assert.equal(readFileSync(path.join(root, PLACE), 'utf8'), text);
  });

  it('does nothing the second time, whatever the description says by then', async () => {
    const root = folder(small({ more: 'description: One.\n' }));
    await publish(root);
    const before = readFileSync(path.join(root, PLACE), 'utf8');
    writeFiles(root, small({ more: 'description: Two.\n' }));
    const { code, out, error } = await publish(root);
    assert.deepEqual([code, error], [0, '']);
    assert.match(out, /^Already published, with the same content: b@1\.0\.0 in /);
    assert.equal(readFileSync(path.join(root, PLACE), 'utf8'), before);
  });

  it('prints one JSON object', async () => {
    const root = folder(small());
    const { content_hash, template_hashes } = await renderFiles(small());
    const first = await publish(root, 'b@1.0.0', '--format', 'json');
    assert.deepEqual(JSON.parse(first.out), {
      bundle: 'b@1.0.0',
      status: 'published',
      file: PLACE,
      content_hash,
      template_hashes,
    });
    const second = await publish(root, 'b@1.0.0', '--format', 'json');
    assert.deepEqual(
      [second.code, JSON.parse(second.out)],
      [0, { ...(JSON.parse(first.out) as object), status: 'unchanged' }],
    );
  });

  it('takes another --root', async () => {
    const root = folder(small());
    const { code } = await publish(folder(), 'b@1.0.0', '--root', root);
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(path.join(root, PUBLISHED)), ['b@1.0.0.json']);
  });

  it('records what it published, and nothing else', async () => {
    const root = folder(small());
    const records = async (): Promise<{ event: string }[]> =>
      (
        JSON.parse((await runIn(root, 'audit', 'list', '--format', 'json')).out) as {
          records: { event: string }[];
        }
      ).records;
    await runIn(root, 'publish', 'b@1.0.0');
    assert.deepEqual(
      (await records()).map(({ event }) => event),
      ['publish'],
    );
    await runIn(root, 'publish', 'b@1.0.0');
    assert.equal((await records()).length, 1);
  });

  describe('refuses, with its reason', () => {
    const refused = async (root: string, name?: string): Promise<string> => {
      const { code, out, error } = await publish(root, ...(name === undefined ? [] : [name]));
      assert.deepEqual([code, out], [1, '']);
      return error;
    };

    it('a template with a merge conflict', async () => {
      const root = folder({
        ...small({ content: 'x' }),
        'b.prompt-bundle.yaml':
          'bundle_id: b\nsemver: 1.0.0\ntemplates: {system: m@1.0.0, personality: {content: x}, activity: {content: x}, task: {content: x}}\n',
        'm.prompt-template.md':
          '---\ntemplate_id: m\nsemver: 1.0.0\nrole: user\n---\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n',
      });
      const error = await refused(root);
      assert.match(error, /m\.prompt-template\.md:6:1: error: A merge conflict is not resolved\./);
      assert.match(
        error,
        /b\.prompt-bundle\.yaml:3:21: error: The template `m@1\.0\.0` is in `m\.prompt-template\.md`/,
      );
      assert.ok(!existsSync(path.join(root, PUBLISHED)));
    });

    it('other content under a published version', async () => {
      const root = folder(small());
      await publish(root);
      writeFiles(root, small({ content: 'Be cold.' }));
      const error = await refused(root);
      assert.match(
        error,
        /^b@1\.0\.0 differs from what is published\. Create the next version, or restore the published content\. \[published_otherwise\]\n/,
      );
      assert.match(
        error,
        /p\.prompt-template\.yaml:4:14: error: `p@1\.0\.0` is published and does not change: `kind` is now `cold`\. Make it 1\.0\.1 /,
      );
    });

    it('other content whose finding is suppressed', async () => {
      const root = folder(small());
      await publish(root);
      const { [PERSONA]: template = '' } = small({ content: 'Be cold.' });
      writeFiles(root, {
        [PERSONA]: `${template}suppress: [{code: published-version-changed, reason: draft}]\n`,
      });
      assert.equal(
        await refused(root),
        'b@1.0.0 is published with other content. Publish the next version instead. [published_otherwise]\n',
      );
    });

    it('a template that another bundle has published otherwise', async () => {
      const root = folder(small());
      await publish(root);
      const { [PERSONA]: template = '' } = small({ content: 'Be cold.' });
      const { [BUNDLE]: bundle = '' } = small({ semver: '2.0.0' });
      writeFiles(root, {
        [PERSONA]: `${template}suppress: [{code: published-version-changed, reason: draft}]\n`,
        [BUNDLE]: bundle,
      });
      assert.equal(
        await refused(root, 'b@2.0.0'),
        `p@1.0.0 is published with other content, in ${PLACE}. Give it its next version. [published_otherwise]\n`,
      );
    });

    it('a version whose snapshot is damaged', async () => {
      const root = folder(small());
      await publish(root);
      writeFileSync(
        path.join(root, PLACE),
        readFileSync(path.join(root, PLACE), 'utf8').replace('kind', 'cold'),
      );
      assert.match(
        await refused(root),
        /^b@1\.0\.0 is published already, and its snapshot is damaged\. Restore it from version control\. \[damaged_version\]\n\.prompt-bundles\/published\/b@1\.0\.0\.json:7:19: error: This published version is damaged/,
      );
      rmSync(path.join(root, BUNDLE));
      assert.match(
        await refused(root),
        /^Bundle b@1\.0\.0 is not defined in any file\. \[unknown_bundle\]\n\.prompt-bundles\/published\/b@1\.0\.0\.json:\d+:\d+: error: This published version is damaged/,
      );
    });

    it('a snapshot that is unreadable as one, in its place', async () => {
      const root = folder({ ...small(), [PLACE]: 'no JSON' });
      assert.match(
        await refused(root),
        /^b@1\.0\.0 is published already, and its snapshot is damaged\. Restore it from version control\. \[damaged_version\]\n\.prompt-bundles\/published\/b@1\.0\.0\.json:1:1: error: /,
      );
      assert.equal(readFileSync(path.join(root, PLACE), 'utf8'), 'no JSON');
    });

    for (const { title, kind, make } of IRREGULAR_FILES)
      for (const [name, reason] of [
        ['b@1.0.0', 'b@1.0.0 is published already, and its snapshot is damaged'],
        ['other@1.0.0', 'other@1.0.0 is damaged, so the template versions in it are unknown'],
        ['%61ux@1.0.0', 'aux@1.0.0 is damaged, so the template versions in it are unknown'],
      ] as const)
        it(`${title} in place of ${name}, which is told by lint as well`, async function () {
          if (process.platform === 'win32') this.skip();
          const root = folder(small());
          mkdirSync(path.join(root, PUBLISHED), { recursive: true });
          make(path.join(root, PUBLISHED, `${name}.json`));
          const file = `${PUBLISHED}/${name}.json`;
          const told = `${file}:1:1: error: This published version is damaged and not used. It is ${kind}. Restore the file from version control. [published-version-changed]\n`;
          assert.equal(
            await refused(root),
            `${reason}. Restore ${name === 'b@1.0.0' ? 'it' : 'its file'} from version control. [damaged_version]\n${told}`,
          );
          const { code, out } = await runIn(root, 'lint');
          assert.deepEqual([code, out.startsWith(told)], [1, true]);
          assert.equal(lstatSync(path.join(root, file)).isFile(), false);
        });

    it('a bundle that is not there, or there twice', async () => {
      const root = folder(small());
      assert.equal(
        await refused(root, 'c@1.0.0'),
        'Bundle c@1.0.0 is not defined in any file. [unknown_bundle]\n',
      );
      writeFiles(root, { 'c.prompt-bundle.yaml': small()[BUNDLE] ?? '' });
      assert.match(
        await refused(root),
        /^b@1\.0\.0 has errors\. Fix them to publish it\. \[has_errors\]\n[^\n]*\[duplicate-version\]\n/,
      );
    });

    it('a bundle with errors, in its own file or in that of a template', async () => {
      const wrong = { ...small(), [PERSONA]: 'template_id: p\nsemver: 1.0.0\nrole: nobody\ncontent: x\n' };
      assert.match(await refused(folder(wrong)), /\np\.prompt-template\.yaml:3:7: error: [^\n]*\[schema\]\n/);
      const { [BUNDLE]: bundle = '' } = small();
      assert.match(
        await refused(folder({ [BUNDLE]: bundle })),
        /\nb\.prompt-bundle\.yaml:5:16: error: [^\n]*\[unresolved-template\]\n/,
      );
    });

    it('as JSON, with the findings', async () => {
      const root = folder(small());
      await publish(root);
      writeFiles(root, small({ content: 'Be cold.' }));
      const { code, out, error } = await publish(root, 'b@1.0.0', '--format', 'json');
      assert.deepEqual([code, error], [1, '']);
      const { findings, ...rest } = JSON.parse(out) as { findings: { code: string; file: string }[] };
      assert.deepEqual(rest, {
        bundle: 'b@1.0.0',
        status: 'refused',
        code: 'published_otherwise',
        reason:
          'b@1.0.0 differs from what is published. Create the next version, or restore the published content.',
      });
      assert.deepEqual(
        findings.map(({ code: rule, file }) => [rule, file]),
        [['published-version-changed', PERSONA]],
      );
    });
  });

  for (const args of [
    [],
    ['b'],
    ['b@1.0.0', 'c@1.0.0'],
    ['b@1.0.0', '--format', 'markdown'],
    ['b@1.0.0', '--input', 'x'],
  ]) {
    it(`called with ${args.join(' ') || 'nothing'} is called wrongly`, async () => {
      assert.equal((await runIn(folder(small()), 'publish', ...args)).code, 2);
    });
  }

  it('lets lint fail on what changed since, and on a damaged snapshot', async () => {
    const root = folder(small());
    await publish(root);
    assert.equal((await runIn(root, 'lint')).code, 0);
    writeFiles(root, small({ content: 'Be cold.' }));
    const changed = await runIn(root, 'lint');
    assert.equal(changed.code, 1);
    assert.match(changed.out, /\[published-version-changed\]\n1 finding in 2 files\.\n$/);
    writeFiles(root, small());
    writeFileSync(path.join(root, PLACE), `${readFileSync(path.join(root, PLACE), 'utf8')}\n`);
    assert.deepEqual((await runIn(root, 'lint')).code, 0);
    writeFileSync(path.join(root, PLACE), '{}');
    const damaged = await runIn(root, 'lint');
    assert.equal(damaged.code, 1);
    assert.match(
      damaged.out,
      /^\.prompt-bundles\/published\/b@1\.0\.0\.json:1:1: error: This published version is damaged/,
    );
  });

  it('writes a name that Windows reserves so that it is none, and finds what was stored under it before', async () => {
    const files = small({ id: 'nul' });
    const root = folder(files);
    assert.equal((await publish(root, 'nul@1.0.0')).code, 0);
    assert.deepEqual(readdirSync(path.join(root, PUBLISHED)), ['%6Eul@1.0.0.json']);
    const [present, former] = ['%6Eul', 'nul'].map((id) => path.join(root, PUBLISHED, `${id}@1.0.0.json`));
    const text = readFileSync(present ?? '', 'utf8');
    renameSync(present ?? '', former ?? '');
    const again = await publish(root, 'nul@1.0.0');
    assert.match(
      again.out,
      /^Already published, with the same content: nul@1\.0\.0 in \S+\/nul@1\.0\.0\.json/,
    );
    assert.equal((await runIn(root, 'lint')).code, 0);
    writeFiles(root, small({ id: 'nul', content: 'Be cold.', template: '2.0.0' }));
    const other = await publish(root, 'nul@1.0.0');
    assert.equal(other.code, 1);
    assert.deepEqual(readdirSync(path.join(root, PUBLISHED)), ['nul@1.0.0.json']);
    // Branches that were merged may bring both: the one is not hidden by the other.
    rmSync(former ?? '');
    assert.equal((await publish(root, 'nul@1.0.0')).code, 0);
    writeFileSync(former ?? '', text);
    const both = await runIn(root, 'lint');
    assert.equal(both.code, 1);
    assert.match(
      both.out,
      /^\S+%6Eul@1\.0\.0\.json:1:1: error: `nul@1\.0\.0` is published with other content in \S+\/nul@1\.0\.0\.json\./m,
    );
  });

  it('follows no link out of the published folder', async () => {
    const root = folder(small());
    const elsewhere = folder({ 'b@1.0.0.json': 'elsewhere' });
    mkdirSync(path.join(root, PUBLISHED), { recursive: true });
    symlinkSync(path.join(elsewhere, 'b@1.0.0.json'), path.join(root, PLACE));
    const { code, error } = await publish(root);
    assert.equal(code, 1);
    assert.match(error, /^b@1\.0\.0 is published already, and its snapshot is damaged\./);
    assert.equal(readFileSync(path.join(elsewhere, 'b@1.0.0.json'), 'utf8'), 'elsewhere');
  });
});

describe('publishing, editing and publishing, in any order', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  /** A step: what the template and the bundle say, and which version is published then. */
  const step = fc.record({
    content: fc.constantFrom('one', 'two', 'three'),
    template: fc.constantFrom('1.0.0', '1.1.0'),
    semver: fc.constantFrom('1.0.0', '1.0.1', '1.0.0+x'),
    tags: fc.constantFrom('', 'tags: [m]\n'),
    description: fc.constantFrom('', 'description: d\n'),
    id: fc.constantFrom('b', 'B'),
    suppressed: fc.boolean(),
  });

  it('never has two contents under one version, and reads back what was published', async () => {
    let [taken, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
        const root = folder();
        const bundles = new Map<string, string>();
        const templates = new Map<string, string>();
        const texts = new Map<string, string>();
        for (const { suppressed, tags, description, ...change } of steps) {
          const { [PERSONA]: template = '', [BUNDLE]: bundle = '' } = small({
            ...change,
            more: tags + description,
          });
          const suppress = suppressed ? 'suppress: [{code: published-version-changed, reason: r}]\n' : '';
          const files: Files = { [PERSONA]: template + suppress, [BUNDLE]: bundle + suppress };
          writeFiles(root, files);
          const name = `${change.id}@${change.semver}`;
          const { code, out } = await publish(root, name, '--format', 'json');
          const render = await renderFiles(files, name);
          const persona = `p@${change.template}`;
          const persona_hash = render.template_hashes.personality;
          const isOther =
            (bundles.get(name) ?? render.content_hash) !== render.content_hash ||
            (templates.get(persona) ?? persona_hash) !== persona_hash;
          assert.equal(code, isOther ? 1 : 0, out);
          if (isOther) refused++;
          else {
            taken++;
            bundles.set(name, render.content_hash);
            templates.set(persona, persona_hash);
          }
          const names = readdirSync(path.join(root, PUBLISHED));
          assert.equal(names.length, bundles.size);
          for (const file of names) {
            const text = readFileSync(path.join(root, PUBLISHED, file), 'utf8');
            assert.equal(texts.get(file) ?? text, text);
            texts.set(file, text);
            const { snapshot, problem } = read(file, text);
            assert.equal(problem, undefined);
            assert.ok(snapshot);
            const { bundle_id, semver } = snapshot.bundle;
            assert.equal(snapshot.content_hash, bundles.get(`${bundle_id}@${semver}`));
          }
        }
      }),
      { numRuns: 25 },
    );
    assert.ok(taken > 30 && refused > 30, `${taken} ${refused}`);
  });
});
