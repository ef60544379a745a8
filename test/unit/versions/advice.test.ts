import assert from 'node:assert/strict';
import { templateHash } from '../../../src/core/hashes.js';
import type { PromptBundle } from '../../../src/core/model/bundle.js';
import { compareSemver, isSemver } from '../../../src/core/model/semver.js';
import type { PromptTemplate } from '../../../src/core/model/template.js';
import { adviseVersion } from '../../../src/core/versions/adviseVersion.js';
import { bundleChanges, templateChanges } from '../../../src/core/versions/contentChanges.js';
import { nextVersion, TakenVersions } from '../../../src/core/versions/nextVersion.js';
import { sha256 } from '../../../src/node/sha256.js';
import { parseBundle, parseTemplate } from '../documents/parsing.js';

const template = (change: Readonly<Record<string, string>> = {}): PromptTemplate => {
  const fields = {
    template_id: 'p',
    semver: '1.0.0',
    role: 'user',
    content: '"Be kind. {{task}}"',
    ...change,
  };
  const { model } = parseTemplate(
    Object.entries(fields)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join(''),
  );
  assert.ok(model);
  return model;
};

const bundle = (parts: Readonly<Record<string, string>> = {}, more = ''): PromptBundle => {
  const all = {
    system: 's@1.0.0',
    personality: 'p@1.2.3',
    activity: '{content: A}',
    task: '{content: T}',
    ...parts,
  };
  const templates = Object.entries(all)
    .map(([slot, part]) => `  ${slot}: ${part}\n`)
    .join('');
  const { model } = parseBundle(`bundle_id: b\nsemver: 1.0.0\n${more}templates:\n${templates}`);
  assert.ok(model);
  return model;
};

describe('the version advised for a changed template', () => {
  for (const [before, after, level, reason] of [
    [{}, {}, 'none', 'nothing changed'],
    [{ constraints: '{}' }, {}, 'none', 'nothing changed'],
    [{}, { content: '"Be nice. {{task}}"' }, 'patch', 'the wording changed'],
    [{}, { content: '"Be kind. {{task}}\\n\\nAlways."' }, 'minor', 'a text section was added'],
    [{}, { content: '"Be kind. {{task}} {{stress}}"' }, 'minor', '{{stress}} was added'],
    [{}, { content: 'Be kind.' }, 'major', '{{task}} was removed'],
    [{}, { role: 'system' }, 'major', 'the role changed'],
    [{}, { adapter_version: '"2"' }, 'minor', 'the adapter version changed'],
    [{}, { constraints: '{NO_EMOJI: true}' }, 'major', 'NO_EMOJI was tightened'],
    [{ constraints: '{NO_EMOJI: true}' }, {}, 'minor', 'NO_EMOJI was loosened'],
    [
      { constraints: '{NO_EMOJI: true}' },
      { constraints: '{NO_EMOJI: false}' },
      'minor',
      'NO_EMOJI was loosened',
    ],
    [
      { constraints: '{NO_EMOJI: true}' },
      { constraints: '{NO_EMOJI: true, MAX_PARAGRAPHS: 2}' },
      'major',
      'MAX_PARAGRAPHS was tightened',
    ],
    [
      { constraints: '{NO_EMOJI: true, MAX_PARAGRAPHS: 2}' },
      { constraints: '{NO_EMOJI: true, MAX_PARAGRAPHS: 3}' },
      'minor',
      'MAX_PARAGRAPHS was loosened',
    ],
    [{}, { constraints: '{NO_EMOJI: false}' }, 'patch', 'the same rules are written differently'],
    [{}, { constraints: '{FORBIDDEN_TOKENS: [a]}' }, 'major', 'FORBIDDEN_TOKENS was tightened'],
    [
      { constraints: '{FORBIDDEN_TOKENS: [a, b]}' },
      { constraints: '{FORBIDDEN_TOKENS: [a]}' },
      'minor',
      'FORBIDDEN_TOKENS was loosened',
    ],
    [
      { constraints: '{FORBIDDEN_TOKENS: [a, b]}' },
      { constraints: '{FORBIDDEN_TOKENS: [b, a]}' },
      'patch',
      'the same rules are written differently',
    ],
    [{}, { constraints: '{MAX_PARAGRAPHS: 2}' }, 'major', 'MAX_PARAGRAPHS was tightened'],
    [
      { constraints: '{MAX_PARAGRAPHS: 2}' },
      { constraints: '{MAX_PARAGRAPHS: 2}', content: '"Be nice. {{task}}"' },
      'patch',
      'the wording changed',
    ],
    [{}, { constraints: '{ASSERTIVENESS_LEVEL: 0.5}' }, 'major', 'ASSERTIVENESS_LEVEL was tightened'],
    [{ constraints: '{ASSERTIVENESS_LEVEL: 0.5}' }, {}, 'minor', 'ASSERTIVENESS_LEVEL was loosened'],
    [
      { constraints: '{MAX_SENTENCE_LENGTH: 20}' },
      { constraints: '{MAX_SENTENCE_LENGTH: 30}' },
      'minor',
      'MAX_SENTENCE_LENGTH was loosened',
    ],
    [
      { constraints: '{ASSERTIVENESS_LEVEL: 0.5}' },
      { constraints: '{ASSERTIVENESS_LEVEL: 0.6}' },
      'minor',
      'ASSERTIVENESS_LEVEL was changed',
    ],
    [{}, { role: 'system', content: 'Be kind. {{task}} {{stress}}' }, 'major', 'the role changed'],
  ] as const) {
    it(`${JSON.stringify(before)} that is ${JSON.stringify(after)} by now is ${level}: ${reason}`, () => {
      assert.deepEqual(adviseVersion(template(before), template(after)), { level, reason });
    });
  }
});

describe('the version advised for a changed bundle', () => {
  for (const [before, after, level, reason] of [
    [bundle(), bundle({}, 'description: other\n'), 'none', 'nothing changed'],
    [bundle(), bundle({ personality: 'p@1.2.4' }), 'patch', 'the personality is of a newer patch version'],
    [bundle(), bundle({ personality: 'p@1.3.0' }), 'minor', 'the personality is of a newer minor version'],
    [bundle(), bundle({ personality: 'p@2.0.0' }), 'major', 'the personality is of a newer major version'],
    [bundle(), bundle({ personality: 'p@1.2.2' }), 'patch', 'the personality is of an older patch version'],
    [bundle(), bundle({ personality: 'p@1.1.0' }), 'minor', 'the personality is of an older minor version'],
    [bundle(), bundle({ personality: 'p@0.9.0' }), 'major', 'the personality is of an older major version'],
    [bundle(), bundle({ personality: 'q@1.2.3' }), 'major', 'the personality is another template'],
    [bundle(), bundle({ personality: '{content: P}' }), 'minor', 'the personality is defined elsewhere'],
    [bundle(), bundle({ task: '{content: U}' }), 'patch', 'the wording changed'],
    [bundle({}, 'tags: [m]\n'), bundle(), 'major', 'the tag `m` was removed'],
    [bundle(), bundle({}, 'tags: [m]\n'), 'minor', 'the tag `m` was added'],
    [bundle({}, 'tags: [m, n]\n'), bundle({}, 'tags: [n, m]\n'), 'patch', 'the order of the tags changed'],
  ] as const) {
    it(`is ${level}, since ${reason}`, () => {
      assert.deepEqual(adviseVersion(before, after), { level, reason });
    });
  }

  it('is none for a template beside a bundle', () => {
    assert.throws(() => adviseVersion(template(), bundle()), TypeError);
  });
});

describe('the changes of a template', () => {
  it('are none just where the template_hash is the same', () => {
    const states = [
      template(),
      template({ constraints: '{}' }),
      template({ constraints: '{NO_EMOJI: false}' }),
      template({ adapter_version: '"1"' }),
      template({ role: 'system' }),
      template({ content: 'x' }),
      template({ constraints: '{x: 1}' }),
      template({ constraints: '{x: 1.0}' }),
    ];
    for (const one of states)
      for (const other of states)
        assert.equal(
          templateChanges(one, other).length === 0,
          templateHash({ sha256 }, one) === templateHash({ sha256 }, other),
        );
  });

  it('name what was, is new or is gone', () => {
    const before = template({
      constraints: '{FORBIDDEN_TOKENS: [a, b], NO_EMOJI: true, x: 1}',
      adapter_version: '"1"',
    });
    const after = template({
      constraints: '{FORBIDDEN_TOKENS: [b, c], y: 1, x: 1.0}',
      content: '"Be cold. {{task}}"',
    });
    assert.deepEqual(
      templateChanges(before, after).map(({ path, summary }) => `${path.join('.')}: ${summary}`),
      [
        'content: `kind` is now `cold`',
        'adapter_version: adapter_version was removed',
        'constraints.FORBIDDEN_TOKENS: FORBIDDEN_TOKENS: `c` is new, `a` was removed',
        'constraints.NO_EMOJI: NO_EMOJI was removed',
        'constraints.x: x was `1`',
        'constraints.y: y is new',
      ],
    );
  });

  it('of a list are what is new or gone, or the order', () => {
    const changes = (was: string, is: string): string[] =>
      bundleChanges(bundle({}, `tags: ${was}\n`), bundle({}, `tags: ${is}\n`)).map(({ summary }) => summary);
    assert.deepEqual(changes('[m]', '[m, n]'), ['tags: `n` is new']);
    assert.deepEqual(changes('[m, n]', '[n, m]'), ['tags: the order changed']);
  });

  it('of a bundle name the slot', () => {
    const before = bundle({}, 'tags: [m]\n');
    const after = bundle(
      { personality: 'p@2.0.0', activity: '{content: B}', task: 't@1.0.0' },
      'tags: [n]\n',
    );
    assert.deepEqual(
      bundleChanges(before, after).map(({ path, summary }) => `${path.join('.')}: ${summary}`),
      [
        'tags: tags: `n` is new, `m` was removed',
        'templates.personality: personality was `p@1.2.3`',
        'templates.activity.content: activity: `A` is now `B`',
        'templates.task: task was a text of its own',
      ],
    );
  });
});

describe('the next version', () => {
  for (const [semver, level, taken, next] of [
    ['1.2.3', 'none', [], '1.2.3'],
    ['1.2.3', 'patch', [], '1.2.4'],
    ['1.2.3', 'minor', [], '1.3.0'],
    ['1.2.3', 'major', [], '2.0.0'],
    ['0.1.0', 'major', [], '1.0.0'],
    ['1.2.3', 'patch', ['1.2.4', '1.2.5'], '1.2.6'],
    ['1.2.3', 'minor', ['1.3.0'], '1.4.0'],
    ['1.2.3', 'major', ['2.0.0'], '3.0.0'],
    ['1.2.3+build', 'patch', [], '1.2.4'],
    ['1.2.3-rc.1', 'major', [], '1.2.3-rc.2'],
    ['1.2.3-rc.1+b', 'patch', ['1.2.3-rc.2'], '1.2.3-rc.3'],
    ['1.2.3-alpha', 'minor', [], '1.2.3-alpha.1'],
    ['1.2.3-rc.9.x', 'patch', [], '1.2.3-rc.10.x'],
    ['1.2.3-4', 'patch', [], '1.2.3-5'],
    ['1.2.3-a-1.2', 'patch', [], '1.2.3-a-1.3'],
    ['1.2.3-0.3.7', 'patch', [], '1.2.3-0.3.8'],
    ['99999999999999999999.0.0', 'major', [], '100000000000000000000.0.0'],
  ] as const) {
    it(`after ${semver} for a ${level} change is ${next}`, () => {
      assert.equal(nextVersion(semver, level, new TakenVersions(taken)), next);
      assert.ok(isSemver(next));
      assert.ok(level === 'none' || compareSemver(semver, next) < 0);
    });
  }

  it('passes over any number of versions that are taken', () => {
    const taken = new TakenVersions(Array.from({ length: 20_000 }, (_, i) => `1.0.${i}`));
    for (const semver of ['1.0.0', '1.0.19999', '1.0.7', '1.0.19000'])
      assert.equal(nextVersion(semver, 'patch', taken), '1.0.20000');
    assert.equal(nextVersion('1.0.0', 'minor', taken), '1.1.0');
  });
});
