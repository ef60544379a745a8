import assert from 'node:assert/strict';
import { yamlTokens } from '../../../src/core/documents/composeYaml.js';
import { fileTypeOf } from '../../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../../src/core/documents/promptFile.js';
import { accepted, complete } from '../../../src/language/complete.js';
import { bundleOf, template, workspaceOf } from './memoryWorkspace.js';

// A completion that is accepted, at any cursor of any file that can be read, leaves one that can be read.

const FOLDER = {
  ...bundleOf({
    system: ['Be kind.', 'constraints: { FORBIDDEN_TOKENS: [never, "as, an AI", "it\'s: #1"] }\n'],
  }),
  's2.prompt-template.md': template('s', 'Be very kind.', '', '1.10.0'),
  'odd.prompt-template.md': template('"odd: {id}, \'#1"', 'Odd.'),
  'in.prompt-input.yaml': 'semantic_traits: { "to ne: x": calm }\nmodel_type: "m: #1"\n',
  'm.prompt-bundle.yaml': 'bundle_id: "[m]"\nsemver: 1.0.0\ntags: ["a, b", "m: #1"]\ntemplates: {}\n',
};

const FILES: Readonly<Record<string, readonly string[]>> = {
  'x.prompt-bundle.yaml': [
    '',
    '\n\n',
    '# only a comment\n',
    'bundle_id: x\nsemver: 1.0.0\n\ntags:\n  - m\n  -\n\ntemplates:\n  system: s@1.0.0\n\n  personality:\n    content: |\n      Hi {{task}}\n\n      there\n    role: user\n  activity: "a@1.0.0"\n  task: \'t@1.0.0\'\n',
    '{bundle_id: x, semver: 1.0.0, tags: [m, "n"], templates: { system: s@1.0.0, personality: {content: "a\n  b"}, }}\n',
    'templates:\n    system: s@1.0.0 # why\n    task:\n        content: one\n          two\n\n        constraints: { NO_EMOJI: true }\nsuppress:\n- code: dropped-tag\n  reason: x\n',
    'templates: &t\n  system: s@1.0.0\nx-more: *t\n? tags\n: - m\n',
  ],
  'x.prompt-template.yaml': [
    'template_id: x\nsemver: 1.0.0\nrole: user\nconstraints:\n  FORBIDDEN_TOKENS:\n  - never\n  - "a b"\n  MAX_SENTENCE_LENGTH: 3\n  NO_EMOJI: true\ncontent: >-\n  Hello {{task}} and {{\n\n  more\nsuppress:\n  - { code: emoji, reason: "y" }\n',
    '\'role\': \'user\'\n\n  \n"content": "a \\"b\\" {{task}}"\n',
  ],
  'x.prompt-template.md': [
    '---\n\n---\n\n',
    '---\ntemplate_id: x\n\nrole: user\nconstraints: {NO_EMOJI: true, FORBIDDEN_TOKENS: [a, b]}\n---\n\nHello {{task}}, {{ and {{stress}}.\n\n- item: one\n',
  ],
  'x.prompt-template.json': [
    '{}',
    '{\n  "template_id": "x",\n  "role": "user",\n  "content": "Hi {{task}} {{",\n  "constraints": { "FORBIDDEN_TOKENS": ["a", "b"], "NO_EMOJI": true },\n  "suppress": [{ "code": "emoji", "reason": "y" }]\n}\n',
  ],
  'x.prompt-bundle.json': [
    '{"bundle_id":"x","templates":{"system":"s@1.0.0","task":{"content":"a"}},"tags":["m"]}',
    '{\n  "bundle_id": "x"\n\n}\n',
  ],
  'x.prompt-input.yaml': [
    'semantic_traits:\n  tone: calm\n  more: { a: 1 }\n\nactivity_level: 0.5\ntask: Do this: now\nmodel_type: m\nexpect:\n  b@1.0.0:\n    contains:\n      - a\n    max_characters: 3\n\n',
    'task: |\n  Several\n\n  lines\nexpect: { b@1.0.0: "' + '0'.repeat(64) + '" }\n',
  ],
  'x.prompt-input.json': [
    '{ "task": "x", "stress": 0.5, "semantic_traits": { "tone": [1, 2] }, "expect": { "b@1.0.0": { "contains": ["a"] } } }',
  ],
};

describe('completion', () => {
  for (const [name, texts] of Object.entries(FILES))
    for (const [index, text] of texts.entries())
      it(`leaves ${name} no worse to read, wherever it is accepted (${index + 1})`, async () => {
        const type = fileTypeOf(name);
        assert.ok(type);
        const errors = (of: string) =>
          parsePromptFile(type, { text: of }).findings.filter(({ code }) => code === 'syntax');
        const before = errors(text).length;
        const workspace = await workspaceOf({ ...FOLDER, [name]: text });
        const broken: string[] = [];
        const seen = new Set<string>();
        for (let offset = 0; offset <= text.length; offset++) {
          const { items } = await complete(workspace.context, name, offset, {
            parse: parsePromptFile,
            yamlTokens,
          });
          for (const item of items) {
            assert.ok(item.range.start <= offset && offset <= item.range.end);
            assert.ok(
              !text.slice(item.range.start, item.range.end).includes('\n') || item.kind === 'snippet',
            );
            const after = accepted(text, item);
            if (seen.has(after)) continue;
            seen.add(after);
            if (errors(after).length > before)
              broken.push(`${offset} ${item.label}: ${JSON.stringify(after)}\n${errors(after)[0]?.message}`);
          }
        }
        assert.deepEqual(broken.slice(0, 4), [], `${broken.length} of ${seen.size}`);
        assert.ok(seen.size > 0);
      });
});
