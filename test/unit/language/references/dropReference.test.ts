import assert from 'node:assert/strict';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { dropReference } from '../../../../src/language/references/dropReference.js';

/** What a file says after a reference was dropped at the marker `‸`. */
function dropped(name: string, marked: string, reference = 'new@2.0.0'): string {
  const offset = marked.indexOf('‸');
  const text = marked.replace('‸', '');
  const type = fileTypeOf(name);
  assert.ok(type && offset >= 0);
  const {
    start,
    end,
    text: written,
  } = dropReference(parsePromptFile(type, { text }), type.syntax, offset, reference);
  return text.slice(0, start) + written + text.slice(end);
}

const YAML = 'b.prompt-bundle.yaml';
const JSON_FILE = 'b.prompt-bundle.json';

describe('a reference that is dropped', () => {
  for (const [what, file, marked, expected, reference] of [
    [
      'takes the place of the one in its slot',
      YAML,
      'templates:\n  system: old‸@1.0.0\n',
      'templates:\n  system: new@2.0.0\n',
    ],
    [
      'takes its place at its end, too',
      YAML,
      'templates:\n  system: old@1.0.0‸\n',
      'templates:\n  system: new@2.0.0\n',
    ],
    [
      'is taken by the slot before whose key it falls',
      YAML,
      'templates:\n  ‸system: old@1.0.0\n',
      'templates:\n  system: new@2.0.0\n',
    ],
    [
      'is taken by the slot whose key it falls on',
      YAML,
      'templates:\n  sys‸tem: old@1.0.0\n',
      'templates:\n  system: new@2.0.0\n',
    ],
    [
      'keeps the quotes that are there',
      YAML,
      `templates:\n  system: 'old‸@1.0.0'\n`,
      `templates:\n  system: 'new@2.0.0'\n`,
    ],
    [
      'fills a slot that is empty',
      YAML,
      'templates:\n  system:‸\n  task: t@1.0.0\n',
      'templates:\n  system: new@2.0.0\n  task: t@1.0.0\n',
    ],
    [
      'fills an empty slot behind its blanks',
      YAML,
      'templates:\n  system:  ‸\n',
      'templates:\n  system: new@2.0.0\n',
    ],
    ['fills the last slot of a file', YAML, 'templates:\n  system:‸', 'templates:\n  system: new@2.0.0'],
    [
      'leaves a template that is written in the bundle',
      YAML,
      'templates:\n  system: {content: A‸}\n',
      'templates:\n  system: {content: Anew@2.0.0}\n',
    ],
    [
      'is quoted where YAML asks for it',
      YAML,
      'templates:\n  system: old‸@1.0.0\n',
      'templates:\n  system: "a: b@1.0.0"\n',
      'a: b@1.0.0',
    ],
    [
      'fills a slot that has no colon yet',
      YAML,
      'templates: {system‸, task: t@1.0.0}\n',
      'templates: {system: new@2.0.0, task: t@1.0.0}\n',
    ],
    [
      'takes the place of one behind others',
      YAML,
      'templates:\n  system: old@1.0.0\n  task: t‸@1.0.0\n',
      'templates:\n  system: old@1.0.0\n  task: new@2.0.0\n',
    ],
    [
      'takes the place of one where a slot is missing',
      YAML,
      'templates:\n  task: t‸@1.0.0\n',
      'templates:\n  task: new@2.0.0\n',
    ],
    [
      'is text in a comment behind a slot',
      YAML,
      'templates:\n  system: old@1.0.0 # See ‸\n',
      'templates:\n  system: old@1.0.0 # See new@2.0.0\n',
    ],
    [
      'is text before all slots',
      YAML,
      'description: See ‸.\ntemplates:\n  system: old@1.0.0\n',
      'description: See new@2.0.0.\ntemplates:\n  system: old@1.0.0\n',
    ],
    ['gets quotes before a string of JSON', JSON_FILE, '{"tags": [‸"a"]}', '{"tags": ["new@2.0.0""a"]}'],
    ['gets quotes behind a string of JSON', JSON_FILE, '{"tags": ["a"‸]}', '{"tags": ["a""new@2.0.0"]}'],
    ['is text elsewhere', YAML, 'description: See ‸.\n', 'description: See new@2.0.0.\n'],
    [
      'takes a slot in JSON',
      JSON_FILE,
      '{"templates": {"system": "old‸@1.0.0"}}',
      '{"templates": {"system": "new@2.0.0"}}',
    ],
    [
      'takes a null in JSON',
      JSON_FILE,
      '{"templates": {"system": nu‸ll}}',
      '{"templates": {"system": "new@2.0.0"}}',
    ],
    ['gets quotes where JSON has no string', JSON_FILE, '{"tags": [‸]}', '{"tags": ["new@2.0.0"]}'],
    [
      'gets none inside of a string',
      JSON_FILE,
      '{"description": "See ‸."}',
      '{"description": "See new@2.0.0."}',
    ],
    [
      'is text in Markdown',
      't.prompt-template.md',
      '---\ntemplate_id: t\nsemver: 1.0.0\n---\nAs in ‸.\n',
      '---\ntemplate_id: t\nsemver: 1.0.0\n---\nAs in new@2.0.0.\n',
    ],
    ['is put into a file that cannot be read', YAML, 'templates: [\n‸', 'templates: [\nnew@2.0.0'],
  ] as const)
    it(what, () => {
      assert.equal(dropped(file, marked, reference), expected);
    });
});
