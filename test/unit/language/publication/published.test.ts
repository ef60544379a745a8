// Published versions beside the files of a workspace: what they answer, and what changed.
import assert from 'node:assert/strict';
import { PromptError } from '../../../../src/core/model/promptError.js';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { parseReference } from '../../../../src/core/model/reference.js';
import { createPromptGenerator, type Render } from '../../../../src/core/promptGenerator.js';
import { scopeSources } from '../../../../src/language/scopes/indexSources.js';
import {
  allSnapshotFindings,
  changedVersion,
} from '../../../../src/language/publication/publishedFindings.js';
import type { RuleSeverities } from '../../../../src/core/model/findings.js';
import { scopeFindings } from '../../../../src/language/findings/scopeFindings.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { small } from '../../published/samples.js';
import { read, snapshotOf, type Files } from '../../rendering.js';
import { workspaceOf, type MemoryWorkspace } from '../memoryWorkspace.js';

type Published = readonly { readonly name: string; readonly text: string }[];

async function open(files: Files, published: Published, rules?: RuleSeverities): Promise<MemoryWorkspace> {
  const workspace = await workspaceOf(files, rules);
  for (const { name, text } of published) workspace.scope.updateSnapshot(read(name, text));
  return workspace;
}

async function render(workspace: MemoryWorkspace, name: string): Promise<Render> {
  const sources = scopeSources(workspace.scope, workspace);
  const bundle = parseReference(name);
  assert.ok(bundle);
  const hashing = await loadHashing(sha256);
  const generator = createPromptGenerator({
    bundles: sources,
    templates: sources,
    audit: nullAuditSink,
    hashing,
    now: () => new Date(0),
  });
  return generator.renderFromBundle({ bundle });
}

const PERSONA = 'p.prompt-template.yaml';
const TEMPLATE = 'template_id: p\nsemver: 1.0.0\nrole: developer\ncontent: Be kind.\n';
const BUNDLE = 'b.prompt-bundle.yaml';

describe('published versions as sources', () => {
  it('answer a reference that no file answers', async () => {
    const { [BUNDLE]: bundle = '' } = small({ semver: '2.0.0' });
    const workspace = await open({ [BUNDLE]: bundle }, [await snapshotOf(small())]);
    const { parts, rendered_prompt } = await render(workspace, 'b@2.0.0');
    assert.match(rendered_prompt, /Be kind\./);
    assert.equal(parts.personality.origin, 'published/b@1.0.0.json');
    assert.deepEqual(scopeFindings(workspace.scope, BUNDLE), []);
  });

  it('do not answer where a file does', async () => {
    const workspace = await open(small({ semver: '2.0.0', content: 'Be cold.' }), [
      await snapshotOf(small()),
    ]);
    assert.match((await render(workspace, 'b@2.0.0')).rendered_prompt, /Be cold\./);
  });

  it('are a bundle that is known from nothing else, with its own templates', async () => {
    const workspace = await open(small({ semver: '2.0.0', content: 'Be cold.' }), [
      await snapshotOf(small()),
    ]);
    const { rendered_prompt, content_hash } = await render(workspace, 'b@1.0.0');
    assert.match(rendered_prompt, /Be kind\./);
    assert.equal(
      content_hash,
      workspace.scope.published.bundle({ id: 'b', semver: '1.0.0' })?.snapshot.content_hash,
    );
  });

  it('that disagree on a template make a reference to it an error', async () => {
    const { [BUNDLE]: bundle = '' } = small({ semver: '2.0.0' });
    const workspace = await open({ [BUNDLE]: bundle }, [
      await snapshotOf(small()),
      await snapshotOf(small({ id: 'c', content: 'Be cold.' }), 'c@1.0.0'),
    ]);
    const [finding, ...others] = scopeFindings(workspace.scope, BUNDLE);
    assert.deepEqual(others, []);
    assert.equal(finding?.code, 'unresolved-template');
    assert.equal(finding.severity, 'error');
    assert.deepEqual(
      finding.related?.map(({ range }) => range),
      [
        { start: 0, end: 1 },
        { start: 0, end: 1 },
      ],
    );
    assert.equal(workspace.get(BUNDLE).source.text.slice(finding.range.start, finding.range.end), 'p@1.0.0');
    await assert.rejects(
      render(workspace, 'b@2.0.0'),
      (error) => PromptError.is(error) && error.code === 'ambiguous_template',
    );
    assert.match((await render(workspace, 'c@1.0.0')).rendered_prompt, /Be cold\./);
  });

  it('that hold one version with other content are damaged, from their first character', async () => {
    const { name, text } = await snapshotOf(small({ content: 'Be cold.' }));
    const workspace = await open(small(), [await snapshotOf(small())]);
    workspace.scope.updateSnapshot({ ...read(name, text), file: `other/${name}` });
    const found = allSnapshotFindings(workspace.scope.published);
    assert.ok(found.length > 0);
    for (const { finding } of found) {
      assert.match(finding.message, /^`b@1\.0\.0` is published with other content in /);
      assert.deepEqual(finding.range, { start: 0, end: 1 });
    }
  });

  it('that are damaged answer nothing', async () => {
    const { [BUNDLE]: bundle = '' } = small({ semver: '2.0.0' });
    const { name, text } = await snapshotOf(small());
    const workspace = await open({ [BUNDLE]: bundle }, [{ name, text: text.replace('kind', 'cold') }]);
    assert.deepEqual(
      scopeFindings(workspace.scope, BUNDLE).map(({ code }) => code),
      ['unresolved-template'],
    );
    await assert.rejects(
      render(workspace, 'b@1.0.0'),
      (error) => PromptError.is(error) && error.code === 'unknown_bundle',
    );
  });

  it('come and go', async () => {
    const { [BUNDLE]: bundle = '' } = small({ semver: '2.0.0' });
    const workspace = await open({ [BUNDLE]: bundle }, []);
    const { name, text } = await snapshotOf(small());
    assert.deepEqual([...workspace.scope.updateSnapshot(read(name, text))], [BUNDLE]);
    assert.deepEqual(scopeFindings(workspace.scope, BUNDLE), []);
    assert.deepEqual([...workspace.scope.removeSnapshot(`published/${name}`)], [BUNDLE]);
    assert.equal(scopeFindings(workspace.scope, BUNDLE).length, 1);
  });
});

describe('a published version that changed in its file', () => {
  /** A template in each form, as published and as it is now. */
  const FORMS: Readonly<
    Record<string, (fields: Readonly<Record<string, string>>, content: string) => string>
  > = {
    'p.prompt-template.md': (fields, content) =>
      `---\n${Object.entries(fields)
        .map(([key, value]) => `${key}: ${value}\n`)
        .join('')}---\n\n${content}\n`,
    'p.prompt-template.yaml': (fields, content) =>
      `${Object.entries(fields)
        .map(([key, value]) => `${key}: ${value}\n`)
        .join('')}content: |-\n  ${content.replaceAll('\n', '\n  ')}\n`,
    'p.prompt-template.json': (fields, content) =>
      `{${Object.entries(fields)
        .map(([key, value]) => `"${key}": ${/^[{[]/.test(value) ? value : JSON.stringify(value)}, `)
        .join('')}"content": ${JSON.stringify(content)}}`,
  };
  const FIELDS = {
    template_id: 'p',
    semver: '1.0.0',
    role: 'developer',
    constraints: '{"MAX_PARAGRAPHS": 3, "NO_EMOJI": true}',
  };
  const TEXT = 'Be kind.\nSay "thanks" to all.';
  const bundleFile = small()[BUNDLE] ?? '';

  /** The texts at the findings, and what each says between the version and the advice. */
  async function told(file: string, before: string, after: string): Promise<string[]> {
    const workspace = await open({ [BUNDLE]: bundleFile, [file]: after }, [
      await snapshotOf({ [BUNDLE]: bundleFile, [file]: before }),
    ]);
    const { text } = workspace.get(file).source;
    return workspace.findings(file).map(({ code, severity, message, range }) => {
      assert.deepEqual([code, severity], ['published-version-changed', 'error']);
      const summary =
        /^`p@1\.0\.0` is published and does not change: (.*)\. Make it (.*), or restore what is published\.$/.exec(
          message,
        );
      assert.ok(summary, message);
      return `«${text.slice(range.start, range.end)}» ${summary[1] ?? ''}: ${summary[2] ?? ''}`;
    });
  }

  for (const [what, added, shown] of [
    ['stands alone', 'TONE', 'TONE'],
    ['stands alone, in quotes', '"TONE"', '"TONE"'],
    ['has nothing behind its colon', 'TONE: ', 'TONE'],
    ['is null', 'TONE: ~', '~'],
  ] as const) {
    it(`is told at a constraint that ${what}`, async () => {
      const write = (rules: string): string => `${TEMPLATE}constraints: { NO_EMOJI: true${rules} }\n`;
      const files = (rules: string): Files => ({ [BUNDLE]: bundleFile, [PERSONA]: write(rules) });
      const workspace = await open(files(`, ${added}`), [await snapshotOf(files(''))]);
      const changes = workspace.findings(PERSONA).filter(({ code }) => code === 'published-version-changed');
      assert.deepEqual(
        changes.map(({ range }) => workspace.get(PERSONA).source.text.slice(range.start, range.end)),
        [shown],
      );
    });
  }

  for (const [file, write] of Object.entries(FORMS)) {
    describe(`in ${file}`, () => {
      it('is told at each changed value', async () => {
        const before = write(FIELDS, TEXT);
        assert.deepEqual(await told(file, before, before), []);
        assert.deepEqual(await told(file, before, write(FIELDS, TEXT.replace('kind', 'cold'))), [
          '«cold» `kind` is now `cold`: 1.0.1 (patch: the wording changed)',
        ]);
        const [role, ...others] = await told(file, before, write({ ...FIELDS, role: 'system' }, TEXT));
        assert.deepEqual(others, []);
        assert.match(role ?? '', /^«"?system"?» role was `developer`: 2\.0\.0 \(major: the role changed\)$/);
        const rules = '{"MAX_PARAGRAPHS": 4, "NO_EMOJI": true}';
        assert.deepEqual(await told(file, before, write({ ...FIELDS, constraints: rules }, TEXT)), [
          '«4» MAX_PARAGRAPHS was `3`: 1.1.0 (minor: MAX_PARAGRAPHS was loosened)',
        ]);
      });

      it('is told around a value that is gone', async () => {
        const before = write(FIELDS, TEXT);
        const one = await told(
          file,
          before,
          write({ ...FIELDS, constraints: '{"MAX_PARAGRAPHS": 3}' }, TEXT),
        );
        assert.deepEqual(one, [
          '«{"MAX_PARAGRAPHS": 3}» NO_EMOJI was removed: 1.1.0 (minor: NO_EMOJI was loosened)',
        ]);
        const rest = { template_id: 'p', semver: '1.0.0', role: 'developer' };
        const all = await told(file, before, write(rest, TEXT));
        assert.equal(all.length, 2);
        for (const line of all) assert.match(line, /^«"?1\.0\.0"?» (MAX_PARAGRAPHS|NO_EMOJI) was removed/);
        const adapted = await told(file, write({ ...FIELDS, adapter_version: 'v2' }, TEXT), before);
        assert.match(adapted.join(), /^«"?1\.0\.0"?» adapter_version was removed/);
      });

      it('is told where words are gone or new', async () => {
        const before = write(FIELDS, TEXT);
        assert.deepEqual(await told(file, before, write(FIELDS, TEXT.replace(' to all', ''))), [
          '«.» ` to all` was removed: 1.0.1 (patch: the wording changed)',
        ]);
        const [last = ''] = await told(file, before, write(FIELDS, TEXT.replace(' to all.', '')));
        assert.match(last, /^«[^»]{1,2}» ` to all\.` was removed: /);
        const [only = ''] = await told(file, write(FIELDS, 'A b'), write(FIELDS, 'A'));
        assert.match(only, /^«A» ` b` was removed: /);
        assert.deepEqual(await told(file, before, write(FIELDS, TEXT.replace('kind', 'very kind'))), [
          '«very » `very ` is new: 1.0.1 (patch: the wording changed)',
        ]);
      });
    });
  }

  it('has the other changed words as further places', async () => {
    const workspace = await open(small({ content: 'Be calm, and never be cold to us.' }), [
      await snapshotOf(small({ content: 'Be calm, and always be kind to us.' })),
    ]);
    const [finding] = workspace.findings(PERSONA);
    const { text } = workspace.get(PERSONA).source;
    assert.deepEqual(
      finding?.related?.map(({ message, file, range }) => [
        message,
        file,
        file === PERSONA ? text.slice(range.start, range.end) : range,
      ]),
      [
        ['Published here.', 'published/b@1.0.0.json', { start: 0, end: 1 }],
        ['This changed too.', PERSONA, 'cold'],
      ],
    );
  });

  it('is told in a bundle: tags, references and texts of its own', async () => {
    const [before, after] = ['tags: [m, n]\n', 'tags: [n]\n'].map((more) => small({ more }));
    const published = [await snapshotOf(before ?? {})];
    const changed = (after?.[BUNDLE] ?? '').replace('System.', 'System!').replace('p@1.0.0', 'p@2.0.0');
    const workspace = await open({ ...small({ template: '2.0.0' }), [BUNDLE]: changed }, published);
    const { text } = workspace.get(BUNDLE).source;
    assert.deepEqual(
      workspace
        .findings(BUNDLE)
        .map(({ message, range }) => [
          text.slice(range.start, range.end),
          /change: (.*?)\. Make it/.exec(message)?.[1],
        ]),
      [
        ['[n]', 'tags: `m` was removed'],
        ['!', 'system: `.` is now `!`'],
        ['p@2.0.0', 'personality was `p@1.0.0`'],
      ],
    );
  });

  it('is not told of a description, of other names, or of a version that is not published', async () => {
    const published = [await snapshotOf(small())];
    for (const files of [
      small({ more: 'description: Other.\n' }),
      { 'other.prompt-template.yaml': small()[PERSONA] ?? '', [BUNDLE]: bundleFile },
      small({ semver: '1.0.1', template: '1.0.1', content: 'Be cold.' }),
    ]) {
      const workspace = await open(files, published);
      for (const file of Object.keys(files)) assert.deepEqual(workspace.findings(file), []);
    }
  });

  it('is given the next version that neither a file nor a snapshot has', async () => {
    const changed = small({ content: 'Be cold.' });
    const workspace = await open(
      { ...changed, 'q.prompt-template.yaml': (changed[PERSONA] ?? '').replace('1.0.0', '1.0.1') },
      [await snapshotOf(small()), await snapshotOf(small({ semver: '1.0.2', template: '1.0.2' }), 'b@1.0.2')],
    );
    const found = changedVersion(workspace.scope, workspace.get(PERSONA));
    assert.deepEqual(
      [found?.advice.level, found?.next, found?.snapshot],
      ['patch', '1.0.3', 'published/b@1.0.0.json'],
    );
    assert.equal(changedVersion(workspace.scope, workspace.get(PERSONA))?.next, '1.0.3', 'asked once more');
  });

  it('is told anew which version is next when one comes, changes or goes, in a file or published', async () => {
    const changed = small({ content: 'Be cold.' });
    const other = (semver: string): string => (changed[PERSONA] ?? '').replace('1.0.0', semver);
    const Q = 'q.prompt-template.yaml';
    const workspace = await open(changed, [await snapshotOf(small())]);
    const next = (): string | undefined => {
      const { [PERSONA]: told = [] } = workspace.shown();
      return told.map((line) => / Make it (\S+)/.exec(line)?.[1] ?? '').join();
    };
    await workspace.write(changed);
    assert.equal(next(), '1.0.1');
    for (const [text, expected] of [
      [other('1.0.1'), '1.0.2'],
      [other('1.0.2'), '1.0.1'],
      [other('1.0.1'), '1.0.2'],
      [other('"'), '1.0.1'],
      [other('1.0.1'), '1.0.2'],
      [undefined, '1.0.1'],
    ] as const) {
      await workspace.write({ [Q]: text });
      assert.equal(next(), expected);
    }
    const { name, text } = await snapshotOf(small({ semver: '1.0.1', template: '1.0.1' }), 'b@1.0.1');
    assert.ok(workspace.scope.updateSnapshot(read(name, text)).has(PERSONA));
    assert.ok(workspace.scope.removeSnapshot(`published/${name}`).has(PERSONA));
  });

  it('may be suppressed with a reason, has the severity of the settings, and off is nothing', async () => {
    const published = [await snapshotOf(small())];
    const changed = small({ content: 'Be cold.' });
    const suppressed = `${changed[PERSONA] ?? ''}suppress: [{code: published-version-changed, reason: draft}]\n`;
    assert.deepEqual((await open({ ...changed, [PERSONA]: suppressed }, published)).findings(PERSONA), []);
    const severity = async (given: 'warning' | 'off') =>
      (await open(changed, published, { 'published-version-changed': given }))
        .findings(PERSONA)
        .map((one) => one.severity);
    assert.deepEqual(await severity('warning'), ['warning']);
    assert.deepEqual(await severity('off'), []);
  });
});
