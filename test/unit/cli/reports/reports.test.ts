import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { default as Ajv } from 'ajv-draft-04';
import sax from 'sax';
import type { Finding } from '../../../../src/core/model/findings.js';
import { SourceText } from '../../../../src/core/text/sourceText.js';
import { RULE_CATALOG } from '../../../../src/language/rules/catalog.js';
import type { FoundIn } from '../../../../src/language/index.js';
import { fingerprints } from '../../../../src/cli/reports/fingerprints.js';
import { githubReport } from '../../../../src/cli/reports/githubReport.js';
import { gitlabReport } from '../../../../src/cli/reports/gitlabReport.js';
import { junitReport } from '../../../../src/cli/reports/junitReport.js';
import type { LintReport } from '../../../../src/cli/reports/lintReport.js';
import { sarifReport } from '../../../../src/cli/reports/sarifReport.js';

const TEXTS: Readonly<Record<string, string>> = {
  'a.prompt-template.md': '---\nid: 1\n---\nGreat, 🎉 just great.\n\nNow\nthen.\n',
  'sub folder/b%.prompt-input.yaml': 'task: just\n',
  'c.prompt-bundle.yaml': 'bundle_id: c\n',
};
const finding = (start: number, end: number, rest: Partial<Finding> = {}): Finding => ({
  code: 'forbidden-token',
  severity: 'error',
  message: 'Says `just`.',
  range: { start, end },
  ...rest,
});
const FOUND: readonly FoundIn[] = [
  {
    file: 'a.prompt-template.md',
    finding: finding(24, 28, {
      related: [
        { message: 'It is forbidden here.', file: 'c.prompt-bundle.yaml', range: { start: 0, end: 9 } },
      ],
    }),
  },
  {
    file: 'a.prompt-template.md',
    finding: finding(37, 46, {
      code: 'sentence-too-long',
      severity: 'warning',
      message: '50 % too long,\nby 3: <b>&"c"</b> \u0007',
    }),
  },
  { file: 'sub folder/b%.prompt-input.yaml', finding: finding(6, 10, { severity: 'information' }) },
];

function reportOf(found: readonly FoundIn[], texts = TEXTS): LintReport {
  return {
    found,
    files: Object.keys(texts),
    sourceOf: (file) => {
      const text = texts[file];
      return text === undefined ? undefined : new SourceText(text);
    },
    pathOf: (file) => `prompts/${file}`,
    idOf: (file) => file.split('/').at(-1) ?? '',
    fixesOf: ({ finding: { range, severity } }) =>
      severity === 'error' ? [{ title: 'Remove it', edits: [{ ...range, text: '' }] }] : [],
  };
}

describe('the reports of lint', () => {
  it('are workflow commands for GitHub, on one line each', () => {
    assert.deepEqual(githubReport(reportOf(FOUND)), [
      '::error file=prompts/a.prompt-template.md,line=4,endLine=4,col=11,endColumn=15,title=forbidden-token::Says `just`.',
      '::warning file=prompts/a.prompt-template.md,line=6,endLine=7,title=sentence-too-long::50 %25 too long,%0Aby 3: <b>&"c"</b> \u0007',
      '::notice file=prompts/sub folder/b%25.prompt-input.yaml,line=1,endLine=1,col=7,endColumn=11,title=forbidden-token::Says `just`.',
    ]);
  });

  it('are a list of code quality for GitLab', () => {
    const listed = gitlabReport(reportOf(FOUND)) as Record<string, unknown>[];
    assert.deepEqual(
      listed.map((one) => [one['check_name'], one['severity'], one['location']]),
      [
        ['forbidden-token', 'major', { path: 'prompts/a.prompt-template.md', lines: { begin: 4, end: 4 } }],
        ['sentence-too-long', 'minor', { path: 'prompts/a.prompt-template.md', lines: { begin: 6, end: 7 } }],
        [
          'forbidden-token',
          'info',
          { path: 'prompts/sub folder/b%.prompt-input.yaml', lines: { begin: 1, end: 1 } },
        ],
      ],
    );
  });

  it('are XML for JUnit, whatever the messages hold', () => {
    const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
    const parser = sax.parser(true);
    parser.onopentag = ({ name, attributes }) => {
      elements.push({ name, attributes: attributes as Record<string, string>, text: '' });
    };
    parser.ontext = (text) => {
      const last = elements.at(-1);
      if (last) last.text += text;
    };
    parser.write(junitReport(reportOf(FOUND)).join('\n')).close();
    const [all] = elements;
    assert.deepEqual(all?.attributes, {
      name: 'prompt-bundles lint',
      tests: '4',
      failures: '1',
      errors: '0',
    });
    assert.deepEqual(
      elements.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes),
      [
        { name: 'prompts/a.prompt-template.md', tests: '2', failures: '1', errors: '0', skipped: '0' },
        {
          name: 'prompts/sub folder/b%.prompt-input.yaml',
          tests: '1',
          failures: '0',
          errors: '0',
          skipped: '0',
        },
        { name: 'prompts/c.prompt-bundle.yaml', tests: '1', failures: '0', errors: '0', skipped: '0' },
      ],
    );
    const failure = elements.find(({ name }) => name === 'failure');
    assert.equal(failure?.text.trim(), 'prompts/a.prompt-template.md:4:11: error: Says `just`.');
    const warning = elements.find(({ name }) => name === 'system-out');
    assert.equal(
      warning?.text.trim(),
      'prompts/a.prompt-template.md:6:1: warning: 50 % too long,\nby 3: <b>&"c"</b> \uFFFD',
    );
    assert.ok(elements.some(({ attributes }) => attributes['name'] === 'no findings'));
  });

  it('are a valid SARIF log, with rules, related places and fixes', () => {
    const schema = createRequire(import.meta.url).resolve(
      '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
    );
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
      JSON.parse(readFileSync(schema, 'utf8')) as object,
    );
    const log = sarifReport(reportOf(FOUND), { version: '1.2.3', rules: RULE_CATALOG });
    assert.ok(validate(JSON.parse(JSON.stringify(log))), JSON.stringify(validate.errors, null, 1));
    const { runs } = log as {
      runs: [{ results: Record<string, unknown>[]; tool: { driver: { rules: { id: string }[] } } }];
    };
    const [first = {}, second = {}, third = {}] = runs[0].results;
    const { rules } = runs[0].tool.driver;
    assert.equal(rules[Number(first['ruleIndex'])]?.id, 'forbidden-token');
    assert.deepEqual(
      [first, second, third].map((one) => one['level']),
      ['error', 'warning', 'note'],
    );
    assert.deepEqual(third['locations'], [
      {
        physicalLocation: {
          artifactLocation: { uri: 'prompts/sub%20folder/b%25.prompt-input.yaml', uriBaseId: 'SRCROOT' },
          region: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 11 },
        },
      },
    ]);
    assert.deepEqual(first['fixes'], [
      {
        description: { text: 'Remove it' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'prompts/a.prompt-template.md', uriBaseId: 'SRCROOT' },
            replacements: [{ deletedRegion: { startLine: 4, startColumn: 11, endLine: 4, endColumn: 15 } }],
          },
        ],
      },
    ]);
    assert.equal((first['relatedLocations'] as unknown[]).length, 1);
  });

  it('have fingerprints that neither a moved file nor a moved line changes', () => {
    const [text = ''] = Object.values(TEXTS);
    const moved = { 'moved/a.prompt-template.md': `\n\n${text}` };
    const at = (start: number, end: number): FoundIn => ({
      file: 'moved/a.prompt-template.md',
      finding: finding(start + 2, end + 2),
    });
    const [before] = fingerprints(reportOf(FOUND));
    const [after] = fingerprints(reportOf([at(24, 28)], moved));
    assert.equal(after, before);
    const twice = fingerprints(reportOf([at(24, 28), at(24, 28), at(14, 19)], moved));
    assert.equal(new Set(twice).size, 3);
  });
});
