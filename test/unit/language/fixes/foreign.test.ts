import assert from 'node:assert/strict';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { stringOf } from '../../../../src/core/documents/valueNode.js';
import { foreignNames, replaceForeign } from '../../../../src/language/index.js';
import { fixesIn, openFile, outcome, TEMPLATES } from './support.js';

const contentOf = (name: string, text: string): string | undefined => {
  const type = fileTypeOf(name);
  return type && stringOf(parsePromptFile(type, { text }).root, 'content')?.value;
};

describe('fix of foreign-placeholder', () => {
  for (const [style, write] of Object.entries(TEMPLATES)) {
    it(`changes all of a name that is close, and nothing else: ${style}`, async () => {
      const files = write('{}', 'It\'s "{task}" for {name}, {Task} and {task}.');
      const [name = ''] = Object.keys(files);
      const fixes = await fixesIn(files, 'foreign-placeholder');
      assert.deepEqual(
        fixes.map(({ title, text }) => [title, contentOf(name, text)]),
        [
          ['Change all `{task}` to `{{task}}`', 'It\'s "{{task}}" for {name}, {Task} and {{task}}.'],
          ['Change `{Task}` to `{{task}}`', 'It\'s "{task}" for {name}, {{task}} and {task}.'],
        ],
      );
      for (const { text } of fixes)
        assert.equal(text.replaceAll(/\{\{(task)\}\}/g, '{$1}').length, files[name]?.length);
    });
  }

  for (const [text, title, expected] of [
    ['Do $task. Be $tone.', 'Change `$task` to `{{task}}`', 'Do {{task}}. Be $tone.'],
    ['Do [TASK], be [TONE].', 'Change `[TASK]` to `{{task}}`', 'Do {{task}}, be [TONE].'],
    ['${stress:0.5} ${a}', 'Change `${stress:0.5}` to `{{stress}}`', '{{stress}} ${a}'],
    [
      '<%= semantic_trait %> <%x%>',
      'Change `<%= semantic_trait %>` to `{{semantic_traits}}`',
      '{{semantic_traits}} <%x%>',
    ],
    [
      '[[activity-level]] [[a]]',
      'Change `[[activity-level]]` to `{{activity_level}}`',
      '{{activity_level}} [[a]]',
    ],
  ] as const)
    it(title, async () => {
      const name = 'a.prompt-template.md';
      const files = { [name]: `---\ntemplate_id: a\nsemver: 1.0.0\nrole: system\n---\n\nSay: ${text}\n` };
      const [fixed] = await fixesIn(files, 'foreign-placeholder');
      assert.equal(fixed?.title, title);
      assert.equal(contentOf(name, fixed.text), `Say: ${expected}\n`.trimEnd());
    });

  it('is for the author to choose where no name is close', async () => {
    const name = 'a.prompt-template.yaml';
    const text = `template_id: a\nsemver: 1.0.0\nrole: system\ncontent: >-\n  Act like {character}\n  from {series}, {character}.\n`;
    const { subject, findings } = await openFile({ [name]: text }, name);
    const [finding] = findings;
    assert.ok(finding);
    assert.deepEqual(foreignNames(subject, finding), [
      { name: 'character', written: '{character}' },
      { name: 'series', written: '{series}' },
    ]);
    const fix = replaceForeign(subject, finding, 'character', 'semantic_traits');
    assert.ok(fix);
    assert.equal(fix.title, 'Change all `{character}` to `{{semantic_traits}}`');
    assert.equal(outcome(subject, fix).text, text.replaceAll('{character}', '{{semantic_traits}}'));
    assert.equal(replaceForeign(subject, finding, 'nobody', 'task'), undefined);
  });

  it('offers the first names alone', async () => {
    const name = 'a.prompt-template.yaml';
    const many = Array.from({ length: 40 }, (_, i) => `{name_${i}}`).join(' ');
    const files = { [name]: `template_id: a\nsemver: 1.0.0\nrole: system\ncontent: "${many}"\n` };
    const { subject, findings } = await openFile(files, name);
    assert.ok(findings[0]);
    assert.equal(foreignNames(subject, findings[0]).length, 5);
  });

  it('is none where no name is close, and none for statements', async () => {
    for (const text of ['{character} {series}', '{% if task %}a{% endif %}']) {
      const files = {
        'a.prompt-template.json': JSON.stringify({
          template_id: 'a',
          semver: '1.0.0',
          role: 'system',
          content: text,
        }),
      };
      assert.deepEqual(await fixesIn(files, 'foreign-placeholder'), []);
    }
  });
});
