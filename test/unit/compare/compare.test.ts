import assert from 'node:assert/strict';
import { comparisonMarkdown } from '../../../src/core/compare/comparisonMarkdown.js';
import type { Comparison } from '../../../src/core/compare/comparison.js';
import { compareVersions, difference } from '../../../src/core/compare/compareVersions.js';
import {
  renderVersions,
  type VersionPlace,
  type VersionSource,
} from '../../../src/core/compare/renderVersions.js';
import { unifiedDiff } from '../../../src/core/compare/unifiedDiff.js';
import { PromptError } from '../../../src/core/model/promptError.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { sha256 } from '../../../src/node/sha256.js';
import { parseInput } from '../documents/parsing.js';
import { small } from '../published/samples.js';
import { renderFiles, type Files } from '../rendering.js';

interface Place {
  readonly source?: VersionSource;
  readonly revision?: string;
  readonly registry?: string;
  /** Version to its files. */
  readonly versions: Readonly<Record<string, Files>>;
}

/** Compares what several places hold of one bundle. */
async function compare(
  places: readonly Place[],
  { input, id = 'b', between }: { input?: string; id?: string; between?: readonly [string, string] } = {},
): Promise<Comparison> {
  const made = places.map(({ source = 'workspace', revision, registry, versions }): VersionPlace => ({
    source,
    ...(registry !== undefined && { registry }),
    ...(revision !== undefined && { revision }),
    semvers: Object.keys(versions),
    generator: {
      renderFromBundle: ({ bundle, model }) => {
        const files = versions[bundle.semver] ?? {};
        const given = model === '' ? '{}' : input;
        return renderFiles(files, `${bundle.id}@${bundle.semver}`, given);
      },
    },
  }));
  const model = parseInput(input ?? '{}').model;
  assert.ok(model);
  const hashing = await loadHashing(sha256);
  const rendered = await renderVersions({ bundle_id: id, places: made, input: model, hashing });
  return compareVersions(id, rendered, between);
}

const version = (
  semver: string,
  change: Parameters<typeof small>[0] = {},
): Readonly<Record<string, Files>> => ({
  [semver]: small({ semver, ...change }),
});
const summaries = ({ differences }: Comparison): string[] =>
  differences.map(({ from, to, summary }) => `${from} ${to}: ${summary}`);

describe('versions side by side', () => {
  it('stand in SemVer order, with the hashes of one input', async () => {
    const { versions } = await compare([
      { versions: { ...version('1.10.0'), ...version('1.9.0', { content: 'Be cold.', template: '2.0.0' }) } },
    ]);
    const [a, b] = versions;
    assert.deepEqual(
      versions.map(({ semver }) => semver),
      ['1.9.0', '1.10.0'],
    );
    assert.ok(a && b);
    assert.notEqual(a.bundle_hash, b.bundle_hash);
    assert.equal(a.personality_hash, b.personality_hash);
    assert.notEqual(a.prompt_hash, b.prompt_hash);
    assert.notEqual(a.content_hash, b.content_hash);
    assert.equal(a.template_hashes?.system, b.template_hashes?.system);
    assert.notEqual(a.template_hashes?.personality, b.template_hashes?.personality);
  });

  it('are one row where several places hold the same, and two where they do not', async () => {
    const same = await compare([
      { source: 'published', versions: version('1.0.0') },
      { source: 'git', revision: 'abc', versions: version('1.0.0') },
      { source: 'workspace', versions: version('1.0.0') },
    ]);
    assert.deepEqual(
      same.versions.map(({ source, sources }) => [source, sources]),
      [['workspace', ['workspace', 'published', 'git']]],
    );
    const changed = await compare([
      { source: 'workspace', versions: version('1.0.0', { content: 'Be cold.' }) },
      { source: 'git', revision: 'abc', versions: version('1.0.0') },
    ]);
    assert.deepEqual(
      changed.versions.map(({ source, revision }) => [source, revision]),
      [
        ['git', 'abc'],
        ['workspace', undefined],
      ],
    );
    assert.match(comparisonMarkdown(changed), /1\.0\.0 \(git abc\) → 1\.0\.0 \(workspace\)/);
    assert.deepEqual(summaries(changed), ['1.0.0 1.0.0: Only the personality differs: p 1.0.0, edited.']);
  });

  it('of several registries are told apart where they differ, or do not render', async () => {
    const broken: Readonly<Record<string, Files>> = { '1.0.0': {} };
    const compared = await compare([
      { source: 'registry', registry: 'team', versions: broken },
      { source: 'registry', registry: 'staging', versions: broken },
      { source: 'registry', registry: 'live', versions: version('1.0.0') },
      { source: 'workspace', versions: version('1.0.0') },
    ]);
    assert.deepEqual(
      compared.versions.map(({ source, registry, sources }) => [source, registry, sources.join()]),
      [
        ['registry', 'team', 'registry'],
        ['registry', 'staging', 'registry'],
        ['workspace', undefined, 'workspace,registry'],
      ],
    );
    assert.match(comparisonMarkdown(compared), /1\.0\.0 \(registry team\) → 1\.0\.0 \(registry staging\)/);
  });

  it('of the workspace are what two named versions mean', async () => {
    const compared = await compare(
      [
        { source: 'published', versions: { ...version('1.0.0'), ...version('2.0.0') } },
        { source: 'workspace', versions: version('1.0.0', { content: 'Be cold.' }) },
      ],
      { between: ['1.0.0', '2.0.0'] },
    );
    const [one, ...others] = compared.differences;
    assert.deepEqual(others, []);
    assert.deepEqual([one?.fromVersion.source, one?.toVersion.source], ['workspace', 'published']);
    assert.deepEqual(one?.slots, ['personality']);
  });

  it('may be compared backwards', async () => {
    const versions = { ...version('1.0.0'), ...version('2.0.0', { template: '2.0.0', content: 'Be cold.' }) };
    const compared = await compare([{ versions }], { between: ['2.0.0', '1.0.0'] });
    assert.deepEqual(summaries(compared), ['2.0.0 1.0.0: Only the personality differs: p 2.0.0 → 1.0.0.']);
    const [a, b] = compared.versions;
    assert.ok(a && b);
    assert.equal(difference(a, b).summary, 'Only the personality differs: p 1.0.0 → 2.0.0.');
  });

  it('that do not render say why, and keep the hashes of names and input', async () => {
    const broken = { '1.0.0': {}, ...version('1.1.0') };
    const compared = await compare([{ versions: broken }]);
    const [row] = compared.versions;
    assert.deepEqual([row?.prompt_hash, row?.content_hash, row?.template_hashes], [null, null, null]);
    assert.match(row?.bundle_hash ?? '', /^[0-9a-f]{32}$/);
    assert.deepEqual(summaries(compared), [
      '1.0.0 1.1.0: 1.0.0 does not render: Bundle b@1.0.0 is not defined in any file.',
    ]);
    assert.deepEqual(compared.differences[0]?.slots, []);
  });

  it('that do not serve the model of the input have content, but no prompt', async () => {
    const compared = await compare(
      [
        {
          versions: {
            ...version('1.0.0', { more: 'tags: [m]\n' }),
            ...version('1.1.0', { more: 'tags: [n]\n' }),
          },
        },
      ],
      { input: 'model_type: m\n' },
    );
    const [served, refused] = compared.versions;
    assert.ok(served?.prompt_hash && served.content_hash);
    assert.equal(refused?.prompt_hash, null);
    assert.ok(refused.content_hash);
    assert.equal(refused.problem, "Bundle does not support model_type 'm'");
    assert.deepEqual(summaries(compared), ['1.0.0 1.1.0: The tags differ: m → n.']);
  });

  it('fail with what is no error of a prompt', async () => {
    const generator = { renderFromBundle: () => Promise.reject(new Error('fault')) };
    const hashing = await loadHashing(sha256);
    const places: VersionPlace[] = [{ source: 'workspace', semvers: ['1.0.0'], generator }];
    await assert.rejects(renderVersions({ bundle_id: 'b', places, hashing }), /fault/);
    assert.ok(!PromptError.is(new Error('fault')));
  });
});

describe('the sentence that says why two versions differ', () => {
  const PERSONA = (semver: string, more = '', content = semver, role = 'user'): Files => ({
    'p.prompt-template.yaml': `template_id: support-persona\nsemver: ${semver}\nrole: ${role}\n${more}content: ${content}\n`,
  });
  const bundleFile = (semver: string, parts: Readonly<Record<string, string>>, more = ''): Files => {
    const all = {
      system: '{content: S}',
      personality: '{content: P}',
      activity: '{content: A}',
      task: '{content: T}',
      ...parts,
    };
    const lines = Object.entries(all).map(([slot, part]) => `  ${slot}: ${part}\n`);
    return {
      'b.prompt-bundle.yaml': `bundle_id: b\nsemver: ${semver}\n${more}templates:\n${lines.join('')}`,
    };
  };
  const ONE = { ...bundleFile('1.0.0', { personality: 'support-persona@1.2.0' }), ...PERSONA('1.2.0') };

  for (const [to, summary] of [
    [
      { ...bundleFile('1.1.0', { personality: 'support-persona@1.3.0' }), ...PERSONA('1.3.0') },
      'Only the personality differs: support-persona 1.2.0 → 1.3.0.',
    ],
    [
      { ...bundleFile('1.1.0', { personality: 'support-persona@1.2.0' }), ...PERSONA('1.2.0') },
      'Nothing but the version differs.',
    ],
    [
      { ...bundleFile('1.1.0', { personality: 'support-persona@1.3.0' }), ...PERSONA('1.3.0', '', '1.2.0') },
      'The personality has another name and the same content: support-persona 1.2.0 → 1.3.0.',
    ],
    [
      {
        ...bundleFile('1.1.0', { personality: 'support-persona@1.3.0' }),
        ...PERSONA('1.3.0', 'adapter_version: "2"\nconstraints: {NO_EMOJI: true}\n', '1.2.0'),
      },
      'Only the personality differs: support-persona 1.2.0 → 1.3.0 (constraints and adapter version alone; the text is the same).',
    ],
    [
      {
        ...bundleFile('1.1.0', { personality: 'support-persona@1.3.0' }),
        ...PERSONA('1.3.0', 'adapter_version: "2"\n', '1.2.0'),
      },
      'Only the personality differs: support-persona 1.2.0 → 1.3.0 (adapter version alone; the text is the same).',
    ],
    [
      {
        ...bundleFile('1.1.0', { personality: 'support-persona@1.3.0' }),
        ...PERSONA('1.3.0', 'adapter_version: "2"\nconstraints: {NO_EMOJI: true}\n', '1.2.0', 'system'),
      },
      'Only the personality differs: support-persona 1.2.0 → 1.3.0 (role and constraints and adapter version alone; the text is the same).',
    ],
    [
      {
        ...bundleFile('1.1.0', {
          system: '{content: S2}',
          personality: 'support-persona@1.3.0',
          task: '{content: T2}',
        }),
        ...PERSONA('1.3.0'),
      },
      'The system, the personality and the task differ: a text of the bundle itself; support-persona 1.2.0 → 1.3.0; a text of the bundle itself.',
    ],
    [
      bundleFile('1.1.0', { personality: '{content: Other}' }),
      'Only the personality differs: support-persona 1.2.0 → a text of the bundle itself.',
    ],
    [
      {
        ...bundleFile('1.1.0', { personality: 'support-persona@1.3.0', task: '{content: U}' }),
        ...PERSONA('1.3.0'),
      },
      'The personality and the task differ: support-persona 1.2.0 → 1.3.0; a text of the bundle itself.',
    ],
    [
      {
        ...bundleFile('1.1.0', {
          system: '{content: S2}',
          personality: 'support-persona@1.3.0',
          activity: '{content: A2}',
          task: '{content: T2}',
        }),
        ...PERSONA('1.3.0'),
      },
      'All four sections differ: a text of the bundle itself; support-persona 1.2.0 → 1.3.0; a text of the bundle itself; a text of the bundle itself.',
    ],
    [
      {
        ...bundleFile('1.1.0', { personality: 'support-persona@1.2.0' }, 'tags: [m, n]\n'),
        ...PERSONA('1.2.0'),
      },
      'The tags differ: none → m, n.',
    ],
  ] as const) {
    it(summary, async () => {
      const compared = await compare([{ versions: { '1.0.0': ONE, '1.1.0': to } }]);
      assert.deepEqual(
        compared.differences.map((one) => one.summary),
        [summary],
      );
    });
  }

  it('is the same sentence for the same version in two places', async () => {
    const same = { source: 'published' as const, versions: { '1.0.0': ONE } };
    const { versions } = await compare([same]);
    const [row] = versions;
    assert.ok(row);
    assert.equal(difference(row, row).summary, 'Nothing differs.');
  });
});

describe('a comparison as Markdown', () => {
  const twoVersions = (from: string, to: string): Promise<Comparison> =>
    compare([
      {
        versions: {
          ...version('1.0.0', { content: from }),
          ...version('1.1.0', { content: to, template: '2.0.0' }),
        },
      },
    ]);
  /** What stands in the block of a diff. */
  const diffIn = (markdown: string): string => /^(`{3,})diff\n([\s\S]*?)\n\1$/m.exec(markdown)?.[2] ?? '';

  it('says why prompts differ, shows how, and has a table in which what changed is bold', async () => {
    const compared = await compare([
      { versions: { ...version('1.0.0'), ...version('1.1.0', { content: 'Be cold.', template: '2.0.0' }) } },
    ]);
    const markdown = comparisonMarkdown(compared);
    const [before, after] = compared.versions.map(({ rendered }) => rendered.render?.rendered_prompt ?? '');
    const lines = markdown.split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      '### b',
      '',
      '- 1.0.0 → 1.1.0: Only the personality differs: p 1.0.0 → 2.0.0. 1 word added, 1 word removed (4 → 4 words).',
      '',
    ]);
    assert.equal(diffIn(markdown), unifiedDiff(before ?? '', after ?? '').join('\n'));
    assert.match(diffIn(markdown), /^-Be kind\.\n\+Be cold\.$/m);
    const [head, , one, two] = lines.filter((line) => line.startsWith('|'));
    assert.equal(
      head,
      '| version | source | prompt | content | bundle | personality | system template | personality template | activity template | task template |',
    );
    assert.match(one ?? '', /^\| 1\.0\.0 \| workspace \|( `[0-9a-f]{12}` \|){8}$/);
    const bold = two?.split(' | ').map((cell) => cell.startsWith('**'));
    assert.deepEqual(bold, [false, false, true, true, true, false, false, true, false, false]);
    assert.ok(markdown.endsWith(' |\n'));
    assert.doesNotMatch(markdown, /^####/m);
  });

  it('has the labels and the notes of what is published, as they are written and nothing else', async () => {
    const compared = await compare([
      {
        source: 'published',
        versions: { ...version('1.0.0'), ...version('1.1.0', { content: 'Be cold.' }) },
      },
      {
        source: 'workspace',
        versions: { ...version('1.1.0', { content: 'Be warm.' }), ...version('2.0.0') },
      },
    ]);
    const notes = new Map([
      ['1.1.0', '- Colder, @all\n- <b>'],
      ['2.0.0', 'A draft has none.'],
      ['9.0.0', 'Not shown.'],
    ]);
    const labelsOf = (semver: string): readonly string[] =>
      semver === '2.0.0' ? ['no'] : ['live', `v${semver}`];
    const markdown = comparisonMarkdown(compared, { notes, labelsOf });
    const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
    assert.deepEqual(
      rows.map((line) => line.split(' | ').slice(0, 3).join(' | ')),
      [
        '| version | labels | source',
        '| --- | --- | ---',
        '| 1.0.0 | live, v1.0.0 | published',
        '| 1.1.0 | live, v1.1.0 | published',
        '| 1.1.0 |  | workspace',
        '| 2.0.0 |  | workspace',
      ],
    );
    assert.ok(markdown.endsWith(' |\n\nNote of 1.1.0:\n\n- Colder, `@all`\n- `<b>`\n'), markdown);
    const oneLabel = comparisonMarkdown(compared, {
      labelsOf: (semver) => (semver === '1.0.0' ? ['live'] : []),
    });
    assert.match(oneLabel, /^\| 1\.0\.0 \| live \| published \|/m);
    assert.equal(
      comparisonMarkdown(compared, { labelsOf: () => [], notes: new Map() }),
      comparisonMarkdown(compared),
    );
  });

  it('has no diff where the prompts are the same, or one of them is none', async () => {
    const same = await compare([
      { versions: { ...version('1.0.0'), ...version('1.1.0', { template: '2.0.0' }), '2.0.0': {} } },
    ]);
    const markdown = comparisonMarkdown(same);
    assert.equal(diffIn(markdown), '');
    assert.ok(!markdown.includes(' added, '));
  });

  it('names each of several diffs, and no more', async () => {
    const several = await compare([
      {
        versions: {
          ...version('1.0.0'),
          ...version('1.1.0', { content: 'Be cold.', template: '2.0.0' }),
          ...version('1.2.0', { content: 'Be quick.', template: '3.0.0' }),
          ...version('1.3.0', { content: 'Be quick.', template: '4.0.0' }),
        },
      },
    ]);
    const headings = comparisonMarkdown(several).match(/^#### .*$/gm);
    assert.deepEqual(headings, ['#### 1.0.0 → 1.1.0', '#### 1.1.0 → 1.2.0']);
  });

  it('is cut to what a pull request takes, and says so', async () => {
    const long = (word: string): string =>
      Array.from({ length: 3000 }, (_, i) => `${word} ${i} of some length`).join('\n');
    for (const [from, to] of [
      [long('old'), long('new')],
      ['old '.repeat(20_000), 'new '.repeat(20_000)],
      ['\u200b'.repeat(20_000), '\u200b'.repeat(20_001)],
    ] as const) {
      const markdown = comparisonMarkdown(await twoVersions(from, to));
      assert.ok(markdown.length < 32_768, `${markdown.length} characters`);
      assert.ok(diffIn(markdown).length > 20_000, `${diffIn(markdown).length} characters of diff`);
      assert.match(
        markdown,
        /\n[\d,]+ of [\d,]+ lines of this diff are left out, to fit into a pull request\.\n/,
      );
    }
  });

  it('ends no block early, and gives no command to a build server', async () => {
    const markdown = comparisonMarkdown(
      await twoVersions(
        'Be kind.\n````\n::error::x',
        'Be cold.\n````\n::error::x\n##vso[task.complete]\n</details>@all',
      ),
    );
    assert.match(diffIn(markdown), /^ ````$/m);
    assert.match(diffIn(markdown), /^ \\u003a:error::x$/m);
    assert.match(diffIn(markdown), /^\+#\\u0023vso\[task\.complete\]$/m);
    assert.match(markdown, /^`{5,}diff$/m);
  });

  it('takes no name for Markdown or HTML', async () => {
    const id = '<img src=x>|*a*`b`[c](d)_e_#\n## f&amp;';
    const files = small({ id, more: 'tags: ["<b>|*"]\n' });
    const other = small({ id, semver: '1.1.0' });
    const compared = await compare([{ versions: { '1.0.0': files, '1.1.0': other } }], { id });
    const text = comparisonMarkdown(compared);
    assert.ok(text.startsWith('### ``<img src=x>|*a*`b`[c](d)_e_#\\u000a## f&amp;``\n\n'), text);
    assert.ok(text.includes('The tags differ: `<b>|*` → none.'), text);
  });

  it('shows what there is no hash of as a dash', async () => {
    const compared = await compare([{ versions: { '1.0.0': {} } }]);
    assert.match(
      comparisonMarkdown(compared),
      /^### b\n\n\|[^]*^\| 1\.0\.0 \| workspace \| — \| — \|( `\w+` \|){2}( — \|){4}$/m,
    );
  });
});
