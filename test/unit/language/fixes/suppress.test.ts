import assert from 'node:assert/strict';
import type { FindingCode } from '../../../../src/core/model/findings.js';
import { addSuppression, applyEdits, isSuppressible, suppressionOf } from '../../../../src/language/index.js';
import { findingsOf } from '../rules/findingsOf.js';
import { openFile, TEMPLATES } from './support.js';

async function suppressed(
  name: string,
  text: string,
  code: FindingCode,
  reason = 'It is meant.',
): Promise<string | undefined> {
  const { subject, findings } = await openFile({ [name]: text }, name);
  const finding = findings.find((one) => one.code === code);
  assert.ok(finding, findings.map((one) => one.message).join('\n'));
  const fix = addSuppression(subject, suppressionOf(subject, finding, reason));
  if (!fix) return undefined;
  const edited = applyEdits(text, fix.edits);
  const left = (await findingsOf({ [name]: edited })).get(name) ?? [];
  assert.deepEqual(
    left.filter((one) => one.code === code && one.text === finding.text),
    [],
  );
  assert.equal(left.length, findings.length - 1);
  return edited;
}

const TEMPLATE = 'template_id: a\nsemver: 1.0.0\nrole: system\n';

describe('suppress with a reason', () => {
  for (const [style, write] of Object.entries(TEMPLATES)) {
    it(`in ${style}`, async () => {
      const [[name, text] = ['', '']] = Object.entries(
        write('{ "NO_EMOJI": true }', 'It\'s "good" 🙂.\nYes.'),
      );
      assert.ok(await suppressed(name, text, 'emoji'));
    });
  }

  it('at the end of YAML, whether its last line has a line break or not', async () => {
    const ended = `${TEMPLATE}content: "{{name}}"\n`;
    assert.equal(
      await suppressed('a.prompt-template.yaml', ended, 'unknown-placeholder'),
      `${ended}suppress:\n  - code: unknown-placeholder\n    text: "{{name}}"\n    reason: It is meant.\n`,
    );
    assert.equal(
      await suppressed('a.prompt-template.yaml', `${TEMPLATE}content: "{{ name }}"`, 'unknown-placeholder'),
      `${TEMPLATE}content: "{{ name }}"\nsuppress:\n  - code: unknown-placeholder\n    text: "{{ name }}"\n    reason: It is meant.\n`,
    );
  });

  it('at the end of front matter', async () => {
    assert.equal(
      await suppressed(
        'a.prompt-template.md',
        `---\n${TEMPLATE}---\n\n{{name}}\n`,
        'unknown-placeholder',
        'Is: #1',
      ),
      `---\n${TEMPLATE}suppress:\n  - code: unknown-placeholder\n    text: "{{name}}"\n    reason: "Is: #1"\n---\n\n{{name}}\n`,
    );
  });

  it('before a text that would take it in, or change by it', async () => {
    for (const content of [
      'content: |+\n  {{name}}\n\n',
      'content: |\n  {{name}}',
      'content: "{{name}}"\n...\n',
    ]) {
      const edited = await suppressed(
        'a.prompt-template.yaml',
        `${TEMPLATE}${content}`,
        'unknown-placeholder',
      );
      assert.ok(edited?.includes(content), edited);
    }
  });

  it('beside entries that are there', async () => {
    const entry = '  - code: emoji\n    reason: x\n  - code: unknown-key\n    reason: y\n';
    const text = `${TEMPLATE}constraints: { NO_EMOJI: true }\nsuppress:\n${entry}unknown: 1\ncontent: 🙂 {{name}}\n`;
    assert.equal(
      await suppressed('a.prompt-template.yaml', text, 'unknown-placeholder'),
      text.replace(
        entry,
        `${entry}  - code: unknown-placeholder\n    text: "{{name}}"\n    reason: It is meant.\n`,
      ),
    );
  });

  it('in a flow list', async () => {
    const text = (entries: string): string => `${TEMPLATE}content: "{{name}}"\nsuppress: [${entries}]\n`;
    assert.equal(
      await suppressed('a.prompt-template.yaml', text(''), 'unknown-placeholder'),
      text('{ "code": "unknown-placeholder", "text": "{{name}}", "reason": "It is meant." }'),
    );
    const entries = '{ "code": "emoji", "reason": "x" }, { "code": "emoji", "reason": "y" }';
    assert.equal(
      await suppressed('a.prompt-template.yaml', text(entries), 'unknown-placeholder'),
      text(`${entries}, { "code": "unknown-placeholder", "text": "{{name}}", "reason": "It is meant." }`),
    );
  });

  const JSON_TEXT =
    '{\n  "template_id": "a",\n  "semver": "1.0.0",\n  "role": "system",\n  "content": "{{name}}"\n}\n';
  const ENTRY = '{ "code": "unknown-placeholder", "text": "{{name}}", "reason": "It is meant." }';

  it('in JSON', async () => {
    assert.equal(
      await suppressed('a.prompt-template.json', JSON_TEXT, 'unknown-placeholder'),
      JSON_TEXT.replace('}}"\n', `}}",\n  "suppress": [\n    ${ENTRY}\n  ]\n`),
    );
    assert.equal(
      await suppressed('a.prompt-template.json', JSON_TEXT.replaceAll(/\n */g, ' '), 'unknown-placeholder'),
      JSON_TEXT.replaceAll(/\n */g, ' ').replace('}}" }', `}}", "suppress": [${ENTRY}] }`),
    );
  });

  it('in JSON that says nothing else', async () => {
    const name = 'a.prompt-template.json';
    const { subject } = await openFile({ [name]: ' {}' }, name);
    const fix = addSuppression(subject, { code: 'left-out-file', reason: 'It is meant.' });
    assert.equal(
      applyEdits(' {}', fix?.edits ?? []),
      ' { "suppress": [{ "code": "left-out-file", "reason": "It is meant." }] }',
    );
  });

  it('in JSON beside entries that are there', async () => {
    const list = '[\n    { "code": "emoji", "reason": "x" }\n  ]';
    const text = JSON_TEXT.replace('🙂', '').replace('"role"', `"suppress": ${list},\n  "role"`);
    const constrained = text
      .replace('"role"', '"constraints": { "NO_EMOJI": true },\n  "role"')
      .replace('{{name}}', '🙂 {{name}}');
    assert.equal(
      await suppressed('a.prompt-template.json', constrained, 'unknown-placeholder'),
      constrained.replace('"x" }\n', `"x" },\n    ${ENTRY}\n`),
    );
  });

  it('of an invisible character, by its escape', async () => {
    const edited = await suppressed(
      'a.prompt-template.yaml',
      `${TEMPLATE}content: "A\\u200bb"\n`,
      'invisible-character',
    );
    assert.match(edited ?? '', /text: "\\u200b"/);
    const json = JSON_TEXT.replace('{{name}}', 'A\\udb40\\udc41b');
    const inJson = await suppressed('a.prompt-template.json', json, 'invisible-character');
    assert.match(inJson ?? '', /"text": "\\udb40\\udc41"/);
  });

  it('of a text as a whole, without the text', async () => {
    const text = `---\n${TEMPLATE}constraints: { MAX_PARAGRAPHS: 1 }\n---\n\nOne.\n\nTwo.\n`;
    const edited = await suppressed('a.prompt-template.md', text, 'too-many-paragraphs');
    assert.ok(edited?.includes('  - code: too-many-paragraphs\n    reason: It is meant.\n---'), edited);
  });

  it('not where there is no list to add to, or one whose entries stand below their dashes', async () => {
    for (const list of ['suppress: x\n', 'suppress:\n  -\n    code: emoji\n    reason: x\n'])
      assert.equal(
        await suppressed(
          'a.prompt-template.yaml',
          `${TEMPLATE}content: "🙂 {{name}}"\nconstraints: { NO_EMOJI: true }\n${list}`,
          'unknown-placeholder',
        ),
        undefined,
        list,
      );
  });

  it('not of what keeps a file from being read, nor of suppressions', () => {
    assert.deepEqual(
      (['syntax', 'schema', 'unused-suppression', 'emoji', 'unknown-key'] as const).filter(isSuppressible),
      ['emoji', 'unknown-key'],
    );
  });
});
