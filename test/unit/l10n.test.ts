// Texts that people read in the editor: each is translated, and each translation says the same with the same values.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { textsOf, translations } from '../harness/l10n.mjs';
import { projectFolder } from './projectFolder.js';

/** The languages there are beside English, as VS Code names them. The second has no blanks between words. */
const LANGUAGES = ['de', 'zh-cn'];

const readTexts = (name: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(path.join(projectFolder, name), 'utf8')) as Record<string, string>;

/** What a text has that a translation has to have as often: values, code, commands, icons and lines. */
function fixedIn(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|(`+)[^`].*?\1|\]\([^)]*\)|\$\([\w-]+\)|\n/g)]
    .map(([part]) => part)
    .sort();
}

describe('texts of the manifest', () => {
  const english = readTexts('package.nls.json');

  it('are all that it names, and no other', () => {
    const manifest = readFileSync(path.join(projectFolder, 'package.json'), 'utf8');
    const named = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, name = '']) => name);
    assert.deepEqual([...new Set(named)].sort(), Object.keys(english).sort());
  });

  for (const language of LANGUAGES) {
    it(`are translated: ${language}`, () => {
      const translated = readTexts(`package.nls.${language}.json`);
      assert.deepEqual(Object.keys(translated), Object.keys(english));
      for (const [name, text] of Object.entries(english)) {
        assert.notEqual(translated[name]?.trim(), '', name);
        assert.deepEqual(fixedIn(translated[name] ?? ''), fixedIn(text), name);
      }
    });
  }
});

/** Rooms with texts that people read in the editor. What the command line prints and what agents read is English. */
const ROOMS = ['core', 'language', 'node', 'registry', 'extension', 'preview', 'compare', 'webview'];

/** What tells of a rule in the pages of docs/, which are made of it. */
const DOCUMENTATION = /^(?:title|documentation)\b/;
/** Texts that look as if people read them in the editor, and are the same in every language: by the files they are in. */
const ENGLISH: readonly (readonly [why: string, files: RegExp, texts: RegExp])[] = [
  [
    'names of products and formats',
    /./,
    /^(?:Prompt Bundles(?: \(\{\}\))?|Anthropic|Prompty|Dotprompt|GitHub Models|Langfuse|Markdown)$/,
  ],
  [
    'names of the spec with their values',
    /./,
    /^\{\} template_hash$|^(?:[a-z]+_[a-z_]+|tags|registry|postgresql|code|text|reason):? \{\}/,
  ],
  ['pages of docs/, which are made of them', /^src\/language\/rules\//, /./],
  ['what a comparison says in a pull request', /^src\/core\/compare\/|\/compareActions\.ts$/, /./],
  ['errors of the library, for programmers', /^src\/core\/index\.ts$/, /^`\w+` must /],
  ['what the service says', /^src\/core\/promptGenerator\.ts$/, /^Bundle does not support /],
  [
    'lists of words',
    /\/(?:words|abbreviations|characterClasses|hiddenRuns|foreignPlaceholders)\.ts$/,
    /^[\w -]+$/,
  ],
  ['what the YAML parser says', /\/yamlErrors\.ts$/, /^[A-Z][\w -]+$/],
  ['names of mistakes', /\/mistakes\/json\w+\.ts$/, /^(?:key quotes|string quotes|white space)$/],
  ['how a file begins', /\/(?:validateShape|starter|serviceRequests)\.ts$/, /./],
  ['a number with its unit', /\/unreadableFile\.ts$/, /^\{\} MB$/],
  ['keys of an index', /\/scopeIndex\.ts$/, /^(?:nameless|definitions|original of) \{\}/],
  ['names of states', /\/explorer\/items\.ts$/, /^section missing$/],
  ['classes of a page', /^src\/(?:preview|compare)\/page\//, /^[a-z]+ [a-z]+$/],
  [
    'statements of SQL',
    /^src\/registry\/postgres\//,
    /\b(?:select|insert into|join|collate|order by|created_at|set local|isolation level|to_char)\b|\bas \{\}|^\(/,
  ],
  [
    'what the service and git answer',
    /\/(?:promptService|gitProgram)\.ts$/,
    /^(?:Bundle not found|Audit record not found|ambiguous argument)/,
  ],
  ['ids of connections', /^src\/registry\/connection\.ts$/, /^\{\} on \{\}$/],
  [
    'what the command line alone tells',
    /^src\/node\/(?:fileRefusal|ownFolder|readBounded)\.ts$|^src\/node\/folder\/|^src\/registry\/http\/verify\.ts$/,
    /./,
  ],
  ['errors in the form of Node', /^src\/node\/openRegularFile\.ts$/, /^\{\}: \{\}, open /],
  ['names of folders', /^src\/node\/userCacheFolder\.ts$/, /^(?:Library|Caches)$/],
  ['HTML and CSS', /\/(?:pageHtml|showSource)\.ts$/, /^(?:default-src|<|1px)/],
];

const sources = ROOMS.flatMap((room) =>
  readdirSync(path.join(projectFolder, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join('src', room, name.replaceAll(path.sep, '/'))),
);
const read = sources.map((file) => ({
  file,
  ...textsOf(readFileSync(path.join(projectFolder, file), 'utf8')),
}));

describe('texts of the sources', () => {
  it('are where translations find them, with all of their values', () => {
    const found = read.flatMap(({ file, problems }) =>
      problems.map(({ problem, line }) => `${file}:${line}: ${problem}`),
    );
    assert.deepEqual(found, []);
  });

  it('stand in no place that is not translated', () => {
    const found = read.flatMap(({ file, outside }) =>
      outside
        .filter(
          ({ within }) => !(file.startsWith('src/core/constraints/rules/') && DOCUMENTATION.test(within)),
        )
        .filter(({ text }) => !ENGLISH.some(([, files, texts]) => files.test(file) && texts.test(text)))
        .map(({ text, line }) => `${file}:${line}: ${text}`),
    );
    assert.deepEqual(found, []);
  });

  it('are the same in every language only where there are such', () => {
    const idle = ENGLISH.filter(
      ([, files, texts]) =>
        !read.some(({ file, outside }) => files.test(file) && outside.some(({ text }) => texts.test(text))),
    );
    assert.deepEqual(idle, []);
  });

  const messages = new Map(
    read.flatMap((file) => file.messages.map((one) => [one.key, one.message] as const)),
  );

  it('are many', () => {
    assert.ok(messages.size > 1000, `${messages.size}`);
  });

  it('have the translations that are tested here', () => {
    assert.deepEqual([...translations().keys()].sort(), LANGUAGES);
  });

  for (const [language, texts] of translations()) {
    it(`are translated: ${language}`, () => {
      const missing = [...messages.keys()].filter((key) => !Object.hasOwn(texts, key));
      const stale = Object.keys(texts).filter((key) => !messages.has(key));
      assert.deepEqual({ missing, stale }, { missing: [], stale: [] });
    });

    it(`say the same with the same values: ${language}`, () => {
      const other = [...messages].filter(([key, message]) => {
        const translated = texts[key] ?? '';
        return translated.trim() === '' || !isDeepStrictEqual(fixedIn(translated), fixedIn(message));
      });
      assert.deepEqual(other, []);
    });
  }
});

describe('what finds texts outside of translations', () => {
  const outside = (source: string): string[] => textsOf(source).outside.map(({ text }) => text);
  const problems = (source: string): string[] => textsOf(source).problems.map(({ problem }) => problem);

  it('finds sentences, titles and texts with values', () => {
    assert.deepEqual(
      outside("const a = 'The file is gone.'; b('Hide'); const c = `${n} findings in ${m} files`;"),
      ['The file is gone.', 'Hide', '{} findings in {} files'],
    );
    assert.deepEqual(outside("l10n.t('It is {0}.', isBig ? 'very big' : x);"), ['very big']);
  });

  it('leaves alone what no person reads', () => {
    assert.deepEqual(
      outside("import a from 'A b.js'; throw new Error('No such row.'); log.warn('It ends.');"),
      [],
    );
    assert.deepEqual(outside("f('icon icon-add'); if (key === 'Escape') g('templates', 'a-b');"), []);
  });

  it('tells of calls that no translation is found for, and of values that are missing or too many', () => {
    const inFunction = (call: string): string[] => problems(`function f() { return ${call}; }`);
    assert.deepEqual(inFunction("l10n.t('Show {0} of {1}.', a, b)"), []);
    assert.deepEqual(inFunction("l10n.t({ message: 'From {0}', args: [a], comment: ['A version'] })"), []);
    assert.deepEqual(inFunction('l10n.t(title)'), [
      'The message is not a literal, so no translation can be found for it.',
    ]);
    assert.deepEqual(inFunction("l10n.t('Show {0} of {1}.', a)"), ['No argument is given for 1.']);
    assert.deepEqual(inFunction("l10n.t('Show {0}.', a, b)"), ['The argument 1 is not used.']);
    assert.deepEqual(problems("const title = l10n.t('Show');"), [
      'It is translated as the file is read, before the language is known.',
    ]);
  });

  it('knows a message with a comment by both', () => {
    const [message] = textsOf(
      "f(l10n.t({ message: 'From', comment: ['A column.', ' A version.'] }))",
    ).messages;
    assert.equal(message?.key, 'From/A column. A version.');
  });
});
