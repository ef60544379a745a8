// A file that cannot be read is never told to be missing: whoever refers to it is told where it is, and why it is of no use.
import assert from 'node:assert/strict';
import { claimedVersions } from '../../../../src/core/documents/claimedVersions.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import type { Reference } from '../../../../src/core/model/reference.js';
import { createPromptGenerator } from '../../../../src/core/promptGenerator.js';
import { withLastKnown } from '../../../../src/language/scopes/fileSummary.js';
import { scopeSources } from '../../../../src/language/scopes/indexSources.js';
import { sha256 } from '../../../../src/node/sha256.js';
import { workspaceOf, type MemoryWorkspace } from '../memoryWorkspace.js';

const OLD = 'templates/support-persona-1.2.0.prompt-template.md';
const NEW = 'templates/support-persona-1.3.0.prompt-template.md';
const BUNDLE = 'b.prompt-bundle.yaml';
const persona = (semver: string, id = 'support-persona'): string =>
  `---\ntemplate_id: ${id}\nsemver: ${semver}\nrole: system\n---\n\nYou are the voice of the shop.\n`;
const bundle = (reference: string, more = ''): string =>
  `bundle_id: b\nsemver: 1.0.0\n${more}templates: {system: ${reference}, personality: {content: p}, activity: {content: a}, task: {content: t}}\n`;

const unresolved = (files: MemoryWorkspace): string[] =>
  files
    .findings(BUNDLE)
    .filter(({ code }) => code === 'unresolved-template')
    .map(({ message, replacement, related = [] }) =>
      [
        message,
        ...(replacement === undefined ? [] : [`=> ${replacement}`]),
        ...related.map((place) => `< ${place.file}:${place.range.start}`),
      ].join(' '),
    );

async function refusal(files: MemoryWorkspace, reference: Reference): Promise<string> {
  const sources = scopeSources(files.scope, files);
  const generator = createPromptGenerator({
    bundles: sources,
    templates: sources,
    audit: nullAuditSink,
    hashing: await loadHashing(sha256),
    now: () => new Date(0),
  });
  return generator.renderFromBundle({ bundle: reference }).then(
    () => 'rendered',
    (error: unknown) => (error as Error).message,
  );
}

describe('a reference to a template that cannot be read', () => {
  for (const [what, broken, line, at] of [
    ['tag', persona('!v 1.3.0'), 3, 41],
    ['quote', persona('1.3.0').replace('role: system', 'role: "system'), 4, undefined],
    ['opening line', persona('1.3.0').slice(4), 1, 0],
    ['closing line', persona('1.3.0').replace('\n---\n\n', '\n\n'), 1, 0],
    ['missing colon', persona('1.3.0').replace('template_id:', 'template_id'), 2, undefined],
    ['indentation', persona('1.3.0').replace('semver', '  semver'), undefined, undefined],
    ['conflict', persona('1.3.0').replace('You', '<<<<<<< a\n=======\n>>>>>>> b\nYou'), 7, undefined],
  ] as const) {
    it(`says where it is, and offers no other: ${what}`, async () => {
      const files = await workspaceOf({
        [OLD]: persona('1.2.0'),
        [NEW]: broken,
        [BUNDLE]: bundle('support-persona@1.3.0'),
      });
      const [first] = files.findings(NEW);
      assert.ok(first);
      const told = files.get(NEW).source.positionAt(first.range.start).line + 1;
      if (line !== undefined) assert.equal(told, line);
      if (at !== undefined) assert.equal(first.range.start, at);
      const said = `\`support-persona@1.3.0\` is in \`${NEW}\`, which cannot be read (line ${told}). Fix that file first.`;
      assert.deepEqual(unresolved(files), [`The template ${said} < ${NEW}:${first.range.start}`]);
      assert.equal(
        await refusal(files, { id: 'b', semver: '1.0.0' }),
        `Template ${said.replaceAll('`support-persona@1.3.0`', 'support-persona@1.3.0')}`,
      );
    });
  }

  it('says so where the id or the version is what cannot be read', async () => {
    for (const [file, text] of [
      [NEW, persona('1.3.0').replace('template_id: support-persona', 'template_id: *support')],
      [NEW, persona('1.3.0').replace('template_id: support-persona\n', '')],
      ['support-persona.prompt-template.md', ''],
      ['support-persona/1.3.0.prompt-template.md', 'no front matter'],
      ['a.prompt-template.md', persona('1.3')],
      ['a.prompt-template.md', persona('"1.3.0')],
      ['a.prompt-template.yaml', 'template_id: support-persona\nsemver: 1.2.9\nsemver: 1.3.0\n'],
      ['a.prompt-template.json', '{"template_id": "support-persona", "semver": "1.3.0",}'],
    ] as const) {
      const files = await workspaceOf({
        [OLD]: persona('1.2.0'),
        [file]: text,
        [BUNDLE]: bundle('support-persona@1.3.0'),
      });
      const [said = ''] = unresolved(files);
      assert.match(said, /^The template `support-persona@1\.3\.0` (?:is|may be) in /, text);
      assert.ok(said.includes(`in \`${file}\`, which cannot be read (line `), said);
      assert.doesNotMatch(said, /Did you mean|=>/);
      assert.match(await refusal(files, { id: 'b', semver: '1.0.0' }), /which cannot be read \(line \d\)/);
    }
  });

  it('is answered by another file that can be read, or by none of a broken one of another name', async () => {
    const files = await workspaceOf({
      [OLD]: persona('1.3.0'),
      [NEW]: persona('1.3.0').replace('---\n\n', '\n'),
      'other-1.0.0.prompt-template.md': '{',
      [BUNDLE]: bundle('support-persona@1.3.0'),
    });
    assert.deepEqual(unresolved(files), []);
    assert.equal(await refusal(files, { id: 'b', semver: '1.0.0' }), 'rendered');
    await files.write({ [BUNDLE]: bundle('support-persona@9.0.0') });
    assert.deepEqual(unresolved(files), [
      'None of these files defines the template `support-persona@9.0.0`. Did you mean `support-persona@1.3.0`? => support-persona@1.3.0',
    ]);
  });

  it('follows the file: broken, fixed, deleted', async () => {
    const files = await workspaceOf({ [NEW]: persona('1.3.0'), [BUNDLE]: bundle('support-persona@1.3.0') });
    assert.deepEqual(unresolved(files), []);
    await files.write({ [NEW]: persona('1.3.0').replace('role: system', 'role: [') });
    assert.match(unresolved(files)[0] ?? '', /cannot be read/);
    assert.match(String(files.shown()[BUNDLE]), /cannot be read/);
    await files.write({ [NEW]: persona('1.3.0') });
    assert.deepEqual(files.shown(), {});
    await files.write({ [NEW]: undefined });
    assert.match(String(files.shown()[BUNDLE]), /None of these files defines/);
  });

  it('knows the version that a file was before it broke', async () => {
    const files = await workspaceOf({
      'x.prompt-template.md': persona('1.3.0'),
      [BUNDLE]: bundle('support-persona@1.3.0'),
    });
    const before = files.scope.get('x.prompt-template.md');
    await files.write({ 'x.prompt-template.md': '---\n[\n---\n' });
    assert.match(unresolved(files)[0] ?? '', /^None of these files/);
    const summary = files.scope.get('x.prompt-template.md');
    assert.ok(summary);
    files.scope.update(withLastKnown(summary, before));
    assert.match(
      unresolved(files)[0] ?? '',
      /is in `x\.prompt-template\.md`, which cannot be read \(line 2\)/,
    );
    assert.equal(withLastKnown(summary, undefined), summary);
  });

  it('serves the models that it served before it broke, or those that it still names', async () => {
    const files = await workspaceOf({ [BUNDLE]: bundle('{content: s}', 'tags: [large]\n') });
    const before = files.scope.get(BUNDLE);
    for (const [text, tags] of [
      ['[', ['large']],
      [bundle('{content: s}', 'tags: [small]\n').replace('semver', 'version'), ['small']],
    ] as const) {
      await files.write({ [BUNDLE]: text });
      const summary = files.scope.get(BUNDLE);
      assert.ok(summary);
      assert.deepEqual(withLastKnown(summary, before).tags, tags);
    }
  });
});

describe('a bundle that cannot be read', () => {
  const hash = `"${'a'.repeat(64)}"`;

  it('is not rendered, and told where it is', async () => {
    const files = await workspaceOf({ [BUNDLE]: bundle('{content: s').replace('semver', 'semver ') });
    assert.equal(
      await refusal(files, { id: 'b', semver: '1.0.0' }),
      `Bundle b@1.0.0 is in \`${BUNDLE}\`, which cannot be read (line 3). Fix that file first.`,
    );
    assert.equal(
      await refusal(files, { id: 'c', semver: '1.0.0' }),
      'Bundle c@1.0.0 is not defined in any file.',
    );
  });

  it('serves what it may serve: no input is told that its model is served by none', async () => {
    const input = `model_type: large\nexpect: {b@1.0.0: ${hash}}\n`;
    const files = await workspaceOf({
      [BUNDLE]: bundle('{content: s}', 'tags: [large]\n'),
      'c.prompt-bundle.yaml': bundle('{content: s}', 'tags: [small]\n').replace(
        'bundle_id: b',
        'bundle_id: c',
      ),
      'i.prompt-input.yaml': input,
    });
    const said = (): string[] => files.findings('i.prompt-input.yaml').map(({ code }) => code);
    assert.ok(!said().includes('unsupported-model'));
    await files.write({ [BUNDLE]: bundle('{content: s', 'tags: [large]\n') });
    assert.ok(!said().includes('unsupported-model'));
    await files.write({ [BUNDLE]: undefined });
    assert.ok(said().includes('unsupported-model'));
  });

  it('makes no suppression unused that it, or a template beside, would use', async () => {
    const suppress = 'suppress:\n  - code: forbidden-token\n    reason: Meant so.\n';
    const rules =
      '---\ntemplate_id: rules\nsemver: 1.0.0\nrole: system\nconstraints: {FORBIDDEN_TOKENS: [voice]}\n---\nR.\n';
    const files = await workspaceOf({
      [NEW]: persona('1.3.0').replace('role: system\n', `role: system\n${suppress}`),
      'r.prompt-template.md': rules,
      [BUNDLE]: bundle('rules@1.0.0').replace('{content: p}', 'support-persona@1.3.0'),
    });
    assert.deepEqual(files.shown(), {});
    for (const [file, broken] of [
      ['r.prompt-template.md', rules.replace('R.\n', '')],
      ['r.prompt-template.md', rules.replace('role: system', 'role: !x system')],
      ['r.prompt-template.md', '{'],
      [BUNDLE, bundle('rules@1.0.0').replace('{content: p}', 'support-persona@1.3.0').replace('}}', '}')],
    ] as const) {
      const whole = files.get(file).source.text;
      await files.write({ [file]: broken });
      assert.deepEqual(files.shown()[NEW], undefined, broken);
      assert.ok(files.shown()[file]);
      await files.write({ [file]: whole });
      assert.deepEqual(files.shown(), {});
    }
    await files.write({ 'r.prompt-template.md': rules.replace('[voice]', '[other]') });
    assert.match(String(files.shown()[NEW]), /unused-suppression/);
  });
});

describe('a suppression in a file with a value that cannot be read', () => {
  it('is not unused for that', async () => {
    const suppress = 'suppress:\n  - code: forbidden-token\n    reason: Meant so.\n';
    for (const constraints of [
      'FORBIDDEN_TOKENS: [!x voice]',
      '!x {FORBIDDEN_TOKENS: [voice]}',
      'FORBIDDEN_TOKENS: *none',
    ]) {
      const front = `constraints:\n  ${constraints}\n`;
      const files = await workspaceOf({
        [NEW]: persona('1.3.0').replace('role: system\n', `role: system\n${front}${suppress}`),
      });
      assert.equal(files.findings(NEW).length, 1, constraints);
    }
  });

  it('does nothing without a reason that shows, and is told once', async () => {
    const front =
      'constraints: {FORBIDDEN_TOKENS: [never]}\nsuppress:\n  - code: forbidden-token\n    reason: "   "\n';
    const files = await workspaceOf({
      [NEW]: `---\ntemplate_id: s\nsemver: 1.0.0\nrole: system\n${front}---\n\nNever.\n`,
    });
    assert.deepEqual(files.told(NEW), ['schema «"   "»', `forbidden-token «Never» < ${NEW} «never»`]);
  });
});

describe('a name that differs from the one that is defined in its Unicode normalisation', () => {
  const why = 'the name looks like one that is defined, but differs from it in its Unicode normalisation.';
  for (const [id, written] of [
    ['caf\u00e9', 'cafe\u0301'],
    ['cafe\u0301', 'caf\u00e9'],
    ['\u1e9b\u0323', '\u017f\u0323\u0307'],
    ['\uac00', '\u1100\u1161'],
    ['abc', '\uff41\uff42\uff43'],
  ] as const) {
    it(`${JSON.stringify(written)} for ${JSON.stringify(id)}`, async () => {
      const files = await workspaceOf({
        'a.prompt-template.md': persona('1.0.0', id),
        'c.prompt-template.md': persona('2.0.0', id),
        [BUNDLE]: bundle(`"${written}@1.0.0"`),
      });
      assert.deepEqual(unresolved(files), [
        `None of these files defines the template \`${written}@1.0.0\`: ${why} Did you mean \`${id}@1.0.0\`? => "${id}@1.0.0"`,
      ]);
      await files.write({ [BUNDLE]: bundle(`"${written}@1.5.0"`) });
      assert.match(unresolved(files)[0] ?? '', new RegExp(`=> "${id}@2\\.0\\.0"$`));
    });
  }

  it('is told of a model too', async () => {
    const files = await workspaceOf({
      [BUNDLE]: bundle('{content: s}', 'tags: [caf\u00e9]\n'),
      'i.prompt-input.yaml': 'model_type: cafe\u0301\n',
    });
    const [finding] = files.findings('i.prompt-input.yaml');
    assert.equal(
      finding?.message,
      `None of these bundles serves the model \`cafe\u0301\`: ${why} Did you mean \`caf\u00e9\`?`,
    );
    assert.equal(finding.replacement, '"caf\u00e9"');
    await files.write({
      'i.prompt-input.yaml': 'model_type: cafe\u0301\nexpect:\n  b@1.0.0: { contains: [s] }\n',
    });
    assert.equal(
      files.findings('i.prompt-input.yaml')[0]?.message,
      `Bundle b@1.0.0 does not serve the model \`cafe\u0301\`: ${why} Did you mean \`caf\u00e9\`?`,
    );
  });
});

describe('what a broken text claims to define', () => {
  const claimed = (path: string, text: string): string[] => {
    const kind = fileTypeOf(path)?.kind;
    assert.ok(kind === 'template' || kind === 'bundle');
    const { versions, ids } = claimedVersions(kind, path, text);
    return [...versions.map(({ id, semver }) => `${id}@${semver}`), ...ids];
  };
  for (const [text, ...expected] of [
    ['template_id: a # note\nsemver: "1.0.0"', 'a@1.0.0'],
    ["template_id: 'a b'\nsemver: &v 1.0.0", 'a b@1.0.0'],
    ['{"template_id":"a","semver":"1.0.0"', 'a@1.0.0'],
    ['{template_id = a, semver = 1.0.0}', 'a@1.0.0'],
    [
      'template_id: a\ntemplate_id: b\nsemver: 1.0.0\nsemver: 2.0.0',
      'a@1.0.0',
      'a@2.0.0',
      'b@1.0.0',
      'b@2.0.0',
    ],
    ['template_id: a\nsemver: 1.0', 'a'],
    ['template_id: "a\nsemver: 1.0.0', 'a@1.0.0'],
    ['my_template_id: a\nsemver: 1.0.0', 'n@3.0.0'],
    ['bundle_id: a\nsemver: 1.0.0', 'n@3.0.0'],
    ['template_id:\n', 'n@3.0.0'],
  ] as const) {
    it(JSON.stringify(text), () => {
      assert.deepEqual(claimed('x/n-3.0.0.prompt-template.yaml', text), expected);
    });
  }

  it('by the names that people give to files', () => {
    for (const [path, name] of [
      ['a-b-1.2.3.prompt-template.md', 'a-b@1.2.3'],
      ['a@1.2.3-rc.1.prompt-template.json', 'a@1.2.3-rc.1'],
      ['a_v1.2.3.prompt-template.yml', 'a@1.2.3'],
      ['x/a/1.2.3.prompt-bundle.yaml', 'a@1.2.3'],
      ['x/a-1.prompt-bundle.yaml', 'a-1'],
      ['-1.2.3.prompt-bundle.yaml', '-1.2.3'],
    ] as const)
      assert.deepEqual(claimed(path, '{'), [name]);
  });

  it('is looked up for eight names at most', () => {
    const text = Array.from(
      { length: 50 },
      (_, index) => `template_id: a${index}\nsemver: ${index}.0.0\n`,
    ).join('');
    assert.equal(claimed('n.prompt-template.yaml', text).length, 8);
  });
});
