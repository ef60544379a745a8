import assert from 'node:assert/strict';
import { readConfiguration } from '../../../../src/language/configuration/readConfiguration.js';
import { folderConfiguration } from '../../../../src/language/configuration/folderConfiguration.js';
import {
  NO_CONFIGURATION,
  type Configuration,
} from '../../../../src/language/configuration/configuration.js';
import { findingLines } from '../../documents/parsing.js';

const read = (value: unknown) => readConfiguration(JSON.stringify(value));
const lines = (text: string): string[] => findingLines(readConfiguration(text));

describe('the configuration of a folder', () => {
  it('says what holds for everybody', () => {
    const { configuration, findings } = read({
      $schema: 'https://example.org/configuration.schema.json',
      'x-owner': 'the support team',
      rules: { emoji: 'error', assertiveness: 'off' },
      overrides: [{ files: ['drafts/**'], rules: { emoji: 'information' } }],
      exclude: ['**/archive'],
      useGitignore: false,
      maxFileSize: 0.5,
    });
    assert.deepEqual(findings, []);
    assert.deepEqual(configuration, {
      rules: { emoji: 'error', assertiveness: 'off' },
      overrides: [{ files: ['drafts/**'], rules: { emoji: 'information' } }],
      exclude: ['**/archive'],
      useGitignore: false,
      maxFileBytes: 500_000,
    });
  });

  it('leaves to settings what it does not speak of', () => {
    const { exclude, useGitignore, maxFileBytes } = read({}).configuration;
    assert.deepEqual([exclude, useGitignore, maxFileBytes], [undefined, undefined, undefined]);
  });

  it('takes any size of files from one byte to 20 MB', () => {
    const bytes = [0.000001, 20, 20.1].map((maxFileSize) => read({ maxFileSize }).configuration.maxFileBytes);
    assert.deepEqual(bytes, [1, 20_000_000, undefined]);
  });

  it('is read after a byte order mark and with any line ends', () => {
    const { configuration, findings } = readConfiguration(
      '\uFEFF{\r\n  "rules": { "emoji": "off" }\r\n}\r\n',
    );
    assert.deepEqual(findings, []);
    assert.deepEqual(configuration.rules, { emoji: 'off' });
  });

  it('tells each mistake at its place, and what to write', () => {
    assert.deepEqual(lines('{\n  "rule": {},\n  "maxFileSize": 21,\n  "useGitignore": "yes"\n}'), [
      '2:3-2:9 unknown-key: Unknown key `rule`. Did you mean `rules`? => "rules"',
      '3:18-3:20 schema: `maxFileSize` must be more than 0 and at most 20.',
      '4:19-4:24 schema: `useGitignore` must be `true` or `false`.',
    ]);
    assert.deepEqual(lines('{"maxFileSize": 0}'), [
      '1:17-1:18 schema: `maxFileSize` must be more than 0 and at most 20.',
    ]);
    assert.deepEqual(lines('{"rules": {"emojis": "error", "emoji": "eror"}}'), [
      '1:12-1:20 unknown-key: There is no problem code `emojis`. Did you mean `emoji`? => "emoji"',
      '1:40-1:46 schema: `rules.emoji` must be one of `error`, `warning`, `information`, `off`. => "error"',
    ]);
    assert.deepEqual(lines('{"rules": [1]}'), ['1:11-1:14 schema: `rules` must be a mapping.']);
    assert.deepEqual(lines('{"overrides": [{"files": "drafts/**"}]}'), [
      '1:17-1:24 schema: `overrides.0` needs the key `rules`.',
      '1:26-1:37 schema: `overrides.0.files` must be a list.',
    ]);
    assert.deepEqual(lines('[]'), [
      '1:1-1:3 schema: A configuration must be a mapping. Begin with a key, such as `"rules": {}`.',
    ]);
  });

  it('holds as far as it is right', () => {
    const { configuration } = read({
      rules: { emoji: 'error', assertiveness: 'sometimes', nothing: 'off', constructor: 'off' },
      exclude: ['a', 7, ''],
      maxFileSize: 1e9,
      overrides: 'none',
    });
    assert.deepEqual(configuration, {
      rules: { emoji: 'error' },
      overrides: [],
      exclude: ['a'],
      useGitignore: undefined,
      maxFileBytes: undefined,
    });
  });

  it('says what is recorded, and where, inside of its folder alone', () => {
    const audit = (value: unknown) => read({ audit: value });
    assert.deepEqual(audit({ mode: 'hashes', folder: './logs\\prompts/' }).configuration.audit, {
      mode: 'hashes',
      folder: ['logs', 'prompts'],
    });
    for (const folder of [
      '..',
      'a/../../b',
      '/var/log',
      'C:\\logs',
      '~/x',
      '.git/x',
      '.prompt-bundles/published/x',
      ' ',
    ]) {
      const { configuration, findings } = audit({ mode: 'off', folder });
      assert.deepEqual(configuration.audit, { mode: 'off', folder: undefined }, folder);
      assert.equal(findings.length, 1, folder);
    }
    assert.deepEqual(lines('{"audit": {"mode": "hash", "folder": "../logs", "dir": 1}}'), [
      '1:20-1:26 schema: `audit.mode` must be one of `full`, `hashes`, `off`. => "hashes"',
      '1:38-1:47 schema: `../logs` leads out of the folder. Name a folder inside of the one that this configuration is of, such as `logs/prompts`.',
      '1:49-1:54 unknown-key: Unknown key `dir`. Remove it, or check its spelling.',
    ]);
  });

  it('names registries, and repeats no secret that somebody writes in place of a name', () => {
    assert.deepEqual(read({ registry: { fallback: ' staging ', audit: '' } }).configuration.registry, {
      fallback: 'staging',
      audit: '',
    });
    for (const name of ['postgres://me:hunter2@host/db', 'me:hunter2@host', 'host=db password=hunter2']) {
      const { configuration, findings } = read({ registry: { fallback: name, audit: 'live' } });
      assert.deepEqual(configuration.registry, { fallback: undefined, audit: 'live' });
      assert.match(findings[0]?.message ?? '', /^`registry\.fallback` must be the name of a connection/);
      assert.doesNotMatch(findings[0]?.message ?? '', /hunter2/);
    }
    assert.match(lines('{"registry": {"url": "x"}}').join(), /^1:15-1:20 unknown-key: Unknown key `url`/);
  });

  it('says what tokens are counted by, each once, and only by what can be counted', () => {
    const encodings = ['cl100k_base', 'o200k_base', 'cl100k_base'];
    assert.deepEqual(read({ encodings }).configuration.encodings, ['cl100k_base', 'o200k_base']);
    assert.equal(read({ encodings: [] }).configuration.encodings, undefined);
    assert.match(
      lines('{"encodings": ["o200k"]}').join(),
      /^1:16-1:23 schema: `encodings\.0` must be one of/,
    );
  });

  it('gives a bundle the limits of the last budget that names it, one by one', () => {
    const of = (budgets: unknown, bundle: string) =>
      folderConfiguration({ text: JSON.stringify({ budgets }), folder: '' }).budgetOf(bundle);
    const budgets = [
      { bundles: ['*'], maxCharacters: 9000, maxTokens: { o200k_base: 2000, cl100k_base: 2500 } },
      { bundles: ['support-*', 'a[1]'], maxTokens: { o200k_base: 3000 } },
      { bundles: ['support-agent'], maxCharacters: 12_000.0 },
    ];
    assert.deepEqual(of(budgets, 'other'), {
      maxCharacters: 9000,
      maxTokens: { o200k_base: 2000, cl100k_base: 2500 },
    });
    assert.deepEqual(of(budgets, 'support-agent'), {
      maxCharacters: 12_000,
      maxTokens: { o200k_base: 3000, cl100k_base: 2500 },
    });
    assert.deepEqual(of(budgets, 'a[1]').maxTokens.o200k_base, 3000);
    // Ids are any texts, and no paths.
    for (const id of ['', '/', '../x', './x', 'a/b', '\u0000'])
      assert.ok([undefined, 9000].includes(of(budgets, id).maxCharacters), id);
    assert.deepEqual(of([{ bundles: ['../x'], maxCharacters: 1 }], '../x').maxCharacters, 1);
    assert.deepEqual(of(undefined, 'x'), { maxTokens: {} });
    assert.deepEqual(lines('{"budgets": [{"maxTokens": {"o200kbase": 1}, "maxCharacters": 0}]}'), [
      '1:15-1:26 schema: `budgets.0` needs the key `bundles`.',
      '1:29-1:40 unknown-key: Unknown key `o200kbase`. Did you mean `o200k_base`? => "o200k_base"',
      '1:63-1:64 schema: `budgets.0.maxCharacters` must be 1 or more.',
    ]);
  });

  it('is known as long as it could be read once', () => {
    const known = (text: string, before?: Configuration) =>
      folderConfiguration({ text, folder: '', before }).isKnown;
    assert.deepEqual([known('{}'), known('{'), known('{', NO_CONFIGURATION)], [true, false, true]);
  });

  it('says nothing where its text is no JSON, or is being merged', () => {
    for (const text of ['', '{', '{"rules": {}} x', '<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n']) {
      const { configuration, findings } = readConfiguration(text);
      assert.deepEqual(configuration, NO_CONFIGURATION, text);
      assert.ok(findings.length > 0, text);
    }
  });

  it('holds as it was last said while its text is no JSON', () => {
    const { configuration: before } = read({ rules: { emoji: 'off' }, exclude: ['a'] });
    const broken = folderConfiguration({ text: '{ "rules"', folder: '', before });
    assert.deepEqual(broken.configuration, before);
    assert.equal(broken.findings.length, 1);
    for (const text of [{ kind: 'not-permitted' }, { text: '{"x": 1', invalidAt: 3 }] as const) {
      const unread = folderConfiguration({ text, folder: '', before });
      assert.deepEqual([unread.configuration, unread.findings.length], [before, 1]);
    }
    assert.deepEqual(folderConfiguration({ text: '{}', folder: '', before }).configuration.rules, {});
  });

  it('gives a file the severities of the last override that matches, then the rules, then what is personal', () => {
    const text = JSON.stringify({
      rules: { emoji: 'error', assertiveness: 'warning' },
      overrides: [
        { files: ['drafts/**', '*.prompt-input.yaml'], rules: { emoji: 'information' } },
        { files: ['drafts/old'], rules: { emoji: 'off', 'dropped-tag': 'off' } },
      ],
    });
    const rules = (path: string, personal = {}) =>
      folderConfiguration({ text, folder: '' }).rulesFor(path, personal);
    const personal = { emoji: 'off', 'forbidden-token': 'information' } as const;
    assert.deepEqual(rules('support/a.prompt-template.md', personal), {
      emoji: 'error',
      assertiveness: 'warning',
      'forbidden-token': 'information',
    });
    assert.deepEqual(rules('drafts/a.prompt-template.md'), {
      emoji: 'information',
      assertiveness: 'warning',
    });
    assert.deepEqual(rules('a.prompt-input.yaml'), { emoji: 'information', assertiveness: 'warning' });
    assert.deepEqual(rules('drafts/old/a.prompt-template.md'), {
      emoji: 'off',
      assertiveness: 'warning',
      'dropped-tag': 'off',
    });
    const below = folderConfiguration({ text, folder: 'packages/a' });
    assert.deepEqual(below.rulesFor('packages/a/drafts/b.prompt-template.md', {}), {
      emoji: 'information',
      assertiveness: 'warning',
    });
  });
});
