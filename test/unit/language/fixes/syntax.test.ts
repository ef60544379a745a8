// What is proposed for a text that cannot be read, tried on the text before it is offered.
import assert from 'node:assert/strict';
import { fixAll, fixesFor } from '../../../../src/language/index.js';
import { applyEdits } from '../../../../src/language/edits/textEdit.js';
import { fixesIn, openFile } from './support.js';

const INPUT = 'a.prompt-input.json';
const YAML = 'a.prompt-input.yaml';

describe('fix: what a file cannot be read without', () => {
  for (const [file, before, title, after] of [
    [INPUT, '{"task": "a",}', 'Remove `,`', '{"task": "a"}'],
    [INPUT, '{"task": "a" "stress": 0.5}', 'Change to `",`', '{"task": "a", "stress": 0.5}'],
    [INPUT, '{"task" "a"}', 'Change to `":`', '{"task": "a"}'],
    [INPUT, '{"task": "a\nb"}', 'Change to `a\\n`', '{"task": "a\\nb"}'],
    [INPUT, '{ // so\n"task": "a"}', 'Remove `// so`', '{ \n"task": "a"}'],
    [INPUT, '{"stress": .5}', 'Change to `0.5`', '{"stress": 0.5}'],
    [INPUT, '{"task": "a"', 'Change to `"}`', '{"task": "a"}'],
    [INPUT, "{'task': 'it', 'stress': 0.5}", 'Change all in this file', '{"task": "it", "stress": 0.5}'],
    [INPUT, '{task: "a", stress: 0.5}', 'Change all in this file', '{"task": "a", "stress": 0.5}'],
    [INPUT, '{task: "a"}', 'Change to `"task"`', '{"task": "a"}'],
    [INPUT, '{\u00a0"task": "a"}', 'Replace with spaces', '{ "task": "a"}'],
    [YAML, 'task: !!int 1\n', 'Remove `!!int`', 'task:  1\n'],
    [YAML, 'task: "a\n', 'Change to `"a"`', 'task: "a"\n'],
    [YAML, 'task: Note: a\n', 'Change to `"Note: a"`', 'task: "Note: a"\n'],
    [YAML, 'task a\nstress: 0.5\n', 'Change to `task:`', 'task: a\nstress: 0.5\n'],
    [YAML, 'task: a\n  stress: 0.5\n', 'Remove `  `', 'task: a\nstress: 0.5\n'],
    [
      YAML,
      'semantic_traits:\n\ta: 1\n\tb: 2\n',
      'Change all in this file',
      'semantic_traits:\n  a: 1\n  b: 2\n',
    ],
    [YAML, 'semantic_traits: {a: b}}\n', 'Remove `}`', 'semantic_traits: {a: b}\n'],
    [YAML, 'semantic_traits: {, a: b}\n', 'Remove `,`', 'semantic_traits: { a: b}\n'],
    [YAML, 'task: "x"#c\n', 'Change to ` #`', 'task: "x" #c\n'],
    [YAML, 'semantic_traits:\n  1: a\n', 'Change to `"1"`', 'semantic_traits:\n  "1": a\n'],
    [
      'a.prompt-template.md',
      '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\nconstraints:\n\tNO_EMOJI: true\n\tMAX_PARAGRAPHS: 2\n---\n\tCode.\n',
      'Change all in this file',
      '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\nconstraints:\n  NO_EMOJI: true\n  MAX_PARAGRAPHS: 2\n---\n\tCode.\n',
    ],
  ] as const) {
    it(JSON.stringify(before), async () => {
      const fixes = await fixesIn({ [file]: before }, 'syntax');
      assert.deepEqual(fixes, [{ title, text: after }]);
    });
  }

  it('is made wherever the file is written in the same way, and nowhere else', async () => {
    const text = `{"semantic_traits": {'task': "a"}, task: "b", stress: 0.5}`;
    const all = await fixesIn({ [INPUT]: text }, 'syntax', 1);
    assert.deepEqual(all, [
      {
        title: 'Change all in this file',
        text: `{"semantic_traits": {'task': "a"}, "task": "b", "stress": 0.5}`,
      },
    ]);
  });

  it('is not offered where nothing is clear', async () => {
    for (const [file, text] of [
      [INPUT, '{"task": "a"} x'],
      [INPUT, '{"task": }'],
      [INPUT, '{"stress": NaN}'],
      [YAML, 'task: a\nx\n'],
      [YAML, 'task: 1e400\n'],
    ] as const)
      assert.deepEqual(await fixesIn({ [file]: text }, 'syntax'), [], text);
  });

  it('is not offered where the file could be read no better than before', async () => {
    const { subject, findings } = await openFile({ [INPUT]: '{"task": "a",}' }, INPUT);
    const [finding] = findings;
    assert.ok(finding);
    assert.equal(fixesFor(subject, finding).length, 1);
    assert.deepEqual(fixesFor(subject, { ...finding, replacement: ';' }), []);
    assert.deepEqual(fixesFor(subject, { ...finding, replacement: ',' }), []);
  });

  it('is not offered of a text that has become shorter since', async () => {
    const { subject, findings } = await openFile({ [INPUT]: '{"task": "a"},' }, INPUT);
    const [finding] = findings;
    assert.ok(finding);
    assert.equal(fixesFor(subject, finding).length, 1);
    const { start } = finding.range;
    for (const end of [start, start + 2])
      assert.deepEqual(fixesFor(subject, { ...finding, range: { start, end } }), []);
  });

  it('is made of several mistakes at once', async () => {
    for (const [file, before, after] of [
      [INPUT, "{'task': 'a', stress: .5,}", '{"task": "a", "stress": 0.5}'],
      [INPUT, "{'task': .5, 'a': .5, 'b': 1}", '{"task": 0.5, "a": 0.5, "b": 1}'],
      [YAML, 'task: "a\nsemantic_traits: {b: 1 c: 2}\n', 'task: "a"\nsemantic_traits: {b: 1, c: 2}\n'],
    ] as const) {
      const { subject, findings } = await openFile({ [file]: before }, file);
      assert.equal(applyEdits(before, fixAll(subject, findings)), after);
    }
  });
});

describe('fix: a reference whose version is none', () => {
  it('takes the newest version of the template', async () => {
    const bundle = (reference: string): string =>
      `bundle_id: b\nsemver: 1.0.0\ntemplates: {system: ${reference}, personality: {content: p}, activity: {content: a}, task: {content: t}}\n`;
    const files = {
      'b.prompt-bundle.yaml': bundle('s@^1'),
      's.prompt-template.yaml': 'template_id: s\nsemver: 1.2.0\nrole: user\ncontent: Hi.\n',
    };
    assert.deepEqual(await fixesIn(files, 'invalid-semver'), [
      { title: 'Change to `1.2.0`', text: bundle('s@1.2.0') },
    ]);
  });
});
