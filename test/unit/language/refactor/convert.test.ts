import assert from 'node:assert/strict';
import fc from 'fast-check';
import { convert, nameIn, otherSyntaxes } from '../../../../src/language/refactor/convert.js';
import { done, readAs, reasonOf, subjectOf } from './support.js';
import type { FileSyntax } from '../../../../src/core/documents/fileKinds.js';

const CASES: readonly (readonly [
  title: string,
  name: string,
  before: string,
  syntax: FileSyntax,
  after: string,
  lostComments?: number,
])[] = [
  [
    'YAML to Markdown, with its comments and its style',
    'a.prompt-template.yaml',
    '# Ours.\ntemplate_id: a # the id\nsemver: "1.0.0"\nrole: system\ncontent: |-\n  One.\n\n  Two # three.\n',
    'markdown',
    '---\n# Ours.\ntemplate_id: a # the id\nsemver: "1.0.0"\nrole: system\n---\n\nOne.\n\nTwo # three.\n',
  ],
  [
    'Markdown to YAML, with its comments and its style',
    'a.prompt-template.md',
    "---\n# Ours.\ntemplate_id: 'a'\nsemver: 1.0.0\nrole: system\n---\n\n\n# One\n\n---\nTwo\n\n",
    'yaml',
    "# Ours.\ntemplate_id: 'a'\nsemver: 1.0.0\nrole: system\ncontent: |-\n  # One\n\n  ---\n  Two\n",
  ],
  [
    'YAML to JSON, in its order, less comments',
    'b.prompt-input.yaml',
    '# One\ntask: "a # b" # two\nsemantic_traits: { b: 1.0, a: 1 } # three\nactivity_level: 1\n',
    'json',
    '{\n  "task": "a # b",\n  "semantic_traits": {\n    "b": 1.0,\n    "a": 1\n  },\n  "activity_level": 1\n}\n',
    3,
  ],
  [
    'JSON to YAML, its content last',
    'a.prompt-template.json',
    '{"content": "One.\\nTwo.\\n", "template_id": "a", "role": "user", "semver": "1.0.0"}',
    'yaml',
    'template_id: a\nrole: user\nsemver: 1.0.0\ncontent: |\n  One.\n  Two.\n',
  ],
  [
    'JSON to Markdown',
    'a.prompt-template.json',
    '{"content": "One.", "template_id": "true", "role": "user", "semver": "1.0.0", "constraints": {"NO_EMOJI": true}}',
    'markdown',
    '---\ntemplate_id: "true"\nrole: user\nsemver: 1.0.0\nconstraints:\n  NO_EMOJI: true\n---\n\nOne.\n',
  ],
  [
    'a comment in the header of a block',
    'a.prompt-template.yaml',
    'template_id: a\nsemver: 1.0.0\nrole: user\ncontent: |- # here\n  # One\n',
    'json',
    '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "user",\n  "content": "# One"\n}\n',
    1,
  ],
  [
    'a comment at the start of a line with a sign of comments in it',
    'a.prompt-template.md',
    '---\n# One # two\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n---\nOne.\n',
    'json',
    '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "user",\n  "content": "One."\n}\n',
    1,
  ],
  [
    'a comment right below a block, and none in a key',
    'a.prompt-input.yaml',
    '"x-a #b": 1\ntask: |-\n  One.\n# Two\nstress: 1\n',
    'json',
    '{\n  "x-a #b": 1,\n  "task": "One.",\n  "stress": 1\n}\n',
    1,
  ],
  [
    'a text that begins with a sign of YAML and holds no comment',
    'a.prompt-template.md',
    '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n---\n> One #two\n',
    'json',
    '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "user",\n  "content": "> One #two"\n}\n',
  ],
];

describe('a file in another syntax', () => {
  for (const [title, name, before, syntax, after, lostComments = 0] of CASES)
    it(title, () => {
      assert.deepEqual(done(convert(subjectOf(name, before), syntax, readAs)), { text: after, lostComments });
    });

  it('is refused where it would say something else, or cannot be read', () => {
    const front = 'template_id: a\nsemver: 1.0.0\nrole: user\n';
    const reasons = [
      `${front}content: |\n  One.\n`,
      `${front}content: "\\nOne."\n`,
      `${front}content: [\n`,
    ].map((text) => reasonOf(convert(subjectOf('a.prompt-template.yaml', text), 'markdown', readAs)));
    assert.match(reasons[0] ?? '', /ends with a line break/);
    assert.match(reasons[1] ?? '', /begins or ends with a line break/);
    assert.match(reasons[2] ?? '', /syntax errors/);
    const empty = subjectOf('a.prompt-template.yaml', `${front}content: ""\n`);
    assert.match(reasonOf(convert(empty, 'markdown', readAs)), /has no content/);
    const other = subjectOf('a.prompt-template.yaml', `${front}content: "One.\\r\\nTwo."\n`);
    assert.match(reasonOf(convert(other, 'markdown', readAs)), /would say something else/);
  });

  it('has a name of its own, and only templates are Markdown', () => {
    assert.equal(nameIn('json', 'a.b.prompt-template.md'), 'a.b.prompt-template.json');
    assert.equal(nameIn('markdown', 'a.prompt-template.yml'), 'a.prompt-template.md');
    assert.deepEqual(otherSyntaxes({ kind: 'template', syntax: 'yaml' }), ['markdown', 'json']);
    assert.deepEqual(otherSyntaxes({ kind: 'bundle', syntax: 'json' }), ['yaml']);
  });

  it('says the same there and back, whatever the content', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('\n', ' ', '#', '-', ':', 'a', '\r', '\t', '{') }),
        ),
        (content) => {
          fc.pre(content !== '' && content.isWellFormed());
          const json = JSON.stringify({ template_id: 'a', semver: '1.0.0', role: 'user', content });
          const first = subjectOf('a.prompt-template.json', json);
          fc.pre(first.file.model !== undefined);
          for (const syntax of ['yaml', 'markdown'] as const) {
            const there = convert(first, syntax, readAs);
            if (!('text' in there)) {
              assert.ok(syntax === 'markdown' || /[\r\p{C}]/u.test(content), JSON.stringify(content));
              continue;
            }
            const subject = subjectOf(nameIn(syntax, first.name), there.text);
            const back = done(convert(subject, 'json', readAs));
            assert.equal((JSON.parse(back.text) as { content: string }).content, content);
          }
        },
      ),
    );
  });
});
