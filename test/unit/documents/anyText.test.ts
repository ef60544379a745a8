// Whatever stands in a file of whatever kind: reading it never throws, and says something that can be used.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareFindings, hasErrors } from '../../../src/core/model/findings.js';
import { identityOf } from '../../../src/core/documents/fileIdentity.js';
import type { PromptFile } from '../../../src/core/documents/promptFile.js';
import { visitNodes } from '../../../src/core/documents/valueNode.js';
import { anyString } from '../arbitraries.js';
import { BUNDLE, FRONT, parseNamed, TEMPLATE } from './parsing.js';

const INPUT =
  'semantic_traits: {a: [1, 2.5, "x"], b: &b {c: null}, d: *b}\nactivity_level: 0.5\ntask: |\n  Do {{stress}}\n  and more\nmodel_type: x\nexpect:\n  b@1.0.0: "aaaa"\n';
const VALID: readonly [name: string, text: string][] = [
  [
    'a.prompt-template.yaml',
    `${TEMPLATE}constraints: {NO_EMOJI: true, FORBIDDEN_TOKENS: ["a b", c]}\nsuppress: [{code: schema, reason: r}]\n`,
  ],
  ['a.prompt-template.md', `${FRONT}---\n\n# {{task}}\n\n---\n\u{1f468}\u200d\u{1f469}\n`],
  [
    'a.prompt-template.json',
    '{"template_id": "a", "semver": "1.0.0", "role": "user", "content": "\\u0041{{tsk}}\\n"}',
  ],
  ['a.prompt-bundle.yaml', `${BUNDLE}tags: [a, a, ""]\n`],
  [
    'a.prompt-bundle.json',
    '{"bundle_id": "b", "semver": "1.0.0", "templates": {"system": {"content": "x"}, "personality": "p@1", "activity": "a", "task": 5}}',
  ],
  ['a.prompt-input.yaml', INPUT],
  ['a.prompt-input.json', '{"semantic_traits": {"a": [1, 2.5e3, -0]}, "task": "{{stress}}", "stress": 0.25}'],
];
const NAMES = VALID.map(([name]) => name);

/** What every file promises; gives the file. */
function check(name: string, text: string): PromptFile {
  const file = parseNamed(name, text);
  const { source, root, model, findings } = file;
  for (const { range, message } of findings) {
    const { start, end } = range;
    assert.ok(0 <= start && start <= end && end <= source.text.length, message);
    // Nothing can be shown of a text that is empty.
    assert.ok(start < end || source.text === '', message);
    for (const at of [start, end])
      assert.ok(
        !/[\ud800-\udbff][\udc00-\udfff]/.test(source.text.slice(Math.max(0, at - 1), at + 1)),
        message,
      );
    assert.ok(message.isWellFormed(), message);
    assert.doesNotMatch(message, /[\n\r]|undefined|NaN|\[object/);
  }
  assert.deepEqual([...findings].sort(compareFindings), findings);
  assert.equal(model === undefined, hasErrors(findings));
  if (root) {
    visitNodes(root, ({ range, kind }) => {
      assert.ok(0 <= range.start && range.start <= range.end && range.end <= source.text.length, kind);
    });
  }
  if (model) assert.ok(file.kind === 'input' || identityOf(file));
  return file;
}

describe('any text', function () {
  this.timeout(20_000);

  for (const [name, text] of VALID) {
    it(`${name}, cut off anywhere`, () => {
      for (let end = 0; end <= text.length; end++) check(name, text.slice(0, end));
    });

    it(`${name}, changed anywhere`, () => {
      const insert = fc.oneof(
        fc.constantFrom(...Array.from('[]{}:,#&*!|>\'"%@`-?~\\\n\t \r\0')),
        fc.constantFrom(
          '---\n',
          '...\n',
          ': ',
          '- ',
          '<<: ',
          '&a ',
          '*a ',
          '!!int ',
          '\r\n',
          '\ufeff',
          '\ud800',
          '\u2028',
          '1e999',
          '{{task}}',
          '{{',
          '\u{1f600}',
          '\u{1f600}\n',
          '<<<<<<<\n',
          '=======\n',
          '>>>>>>>\n',
          '// \u{1f600}',
          "'",
          '"\\u',
        ),
      );
      fc.assert(
        fc.property(fc.nat(text.length), fc.nat(20), insert, (start, width, piece) => {
          check(name, text.slice(0, start) + piece + text.slice(start + width));
        }),
        { numRuns: 50 },
      );
    });
  }

  it('made of anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), anyString(60), (name, text) => void check(name, text)),
      {
        numRuns: 100,
      },
    );
  });

  it('made of the pieces that YAML and JSON are made of', () => {
    const piece = fc.constantFrom(
      ...Array.from('[]{}:,#&*!|>\'"%@`-?~\\\n\t ab10.'),
      '\n  ',
      '\n- ',
      ': ',
      '"a"',
      "'b'",
      'key: ',
      '|\n',
      '>-\n',
      '---\n',
      '...\n',
      '&a ',
      '*a',
      '!!str ',
      'null',
      'true',
      '\u2028',
      '\ud800',
      '\u{1f600}',
      '\u{1f468}\u200d\u{1f469}',
      '\r',
      '\x02',
      '\x18',
      '\x1f',
      '\ufeff',
    );
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(piece, { maxLength: 40 }), (name, pieces) => {
        check(name, pieces.join(''));
      }),
      { numRuns: 300 },
    );
  });

  it('is JSON to this reader exactly if it is to JavaScript', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"',
      '\\',
      'u00e9',
      '1',
      '-',
      '.',
      'e',
      '0',
      'true',
      'null',
      ' ',
      '\n',
      '\t',
      '\u00a0',
      '\ufeff',
      '/*',
      '//',
      "'",
      '\x00',
      '\x7f',
      '"b\\n"',
    ];
    const mutated = fc
      .tuple(fc.json(), fc.nat(30), fc.nat(3), fc.constantFrom('', ...pieces))
      .map(([json, start, width, piece]) => json.slice(0, start) + piece + json.slice(start + width));
    const built = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.json(), mutated, built), (text) => {
        fc.pre(!text.startsWith('\ufeff') && !text.includes('\r'));
        const syntax = parseNamed('a.prompt-input.json', text).findings.filter(
          ({ code }) => code === 'syntax',
        );
        const ours = syntax.filter(
          ({ message }) => !/twice|too large|out of range|surrogate|levels deep/.test(message),
        );
        assert.equal(ours.length === 0, isJson(text), text);
      }),
      { numRuns: 300 },
    );
  });

  function isJson(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }
});
