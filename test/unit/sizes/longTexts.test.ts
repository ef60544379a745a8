// Texts and values so long that what repeats in an expression, or is spread into a call, would run out of stack.
import assert from 'node:assert/strict';
import { parsePromptFile } from '../../../src/core/documents/promptFile.js';
import type { FileType } from '../../../src/core/documents/fileKinds.js';
import { writeInput } from '../../../src/core/documents/writeInput.js';
import { compileTemplate } from '../../../src/core/compileTemplate.js';
import { compareSemver, isSemver } from '../../../src/core/model/semver.js';
import { bySlot } from '../../../src/core/model/slots.js';
import { DEFAULT_INPUT } from '../../../src/core/model/renderInput.js';
import { traceParts } from '../../../src/core/renderer.js';
import { describeWordChanges } from '../../../src/core/versions/wordDiff.js';
import { checkText } from '../../../src/core/constraints/index.js';
import { countWords } from '../../../src/preview/page/countWords.js';
import { yamlText } from '../../../src/language/edits/scalars.js';

const MEGABYTES_8 = 8_000_000;
const INPUT_JSON: FileType = { kind: 'input', syntax: 'json' };
const TEMPLATE: FileType = { kind: 'template', syntax: 'yaml' };
const FRONT = 'template_id: a\nrole: system\n';

describe('very long texts', () => {
  it('a JSON string of 8 MB, of escapes too, is read', () => {
    for (const character of ['a', '\\n', '\u{1f600}']) {
      const task = character.repeat(MEGABYTES_8 / character.length);
      const { findings } = parsePromptFile(INPUT_JSON, { text: `{"task": "${task}"}` });
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['input-too-long'],
      );
    }
  });

  it('a trait of 8 MB is written and read back', () => {
    for (const word of ['a b-c_', 'a'.repeat(6), '\u{10400}a']) {
      const trait = `${word.repeat(MEGABYTES_8 / 8 / word.length)}a`;
      const text = writeInput({ ...DEFAULT_INPUT, semantic_traits: new Map([['x', trait]]) }, 'yaml');
      const { model } = parsePromptFile({ kind: 'input', syntax: 'yaml' }, { text });
      assert.ok(model && 'semantic_traits' in model && model.semantic_traits.get('x') === trait);
      assert.ok(yamlText(trait).length >= trait.length);
    }
  });

  it('a semver of 4 MB is none, in every part', () => {
    for (const semver of [
      `1.0.0-${'a.'.repeat(2_000_000)}a`,
      `1.0.0+${'a.'.repeat(2_000_000)}a`,
      '1'.repeat(4_000_000),
    ]) {
      assert.equal(isSemver(semver), false);
      assert.ok(compareSemver(semver, '1.0.0') < 0);
      const { findings } = parsePromptFile(TEMPLATE, { text: `${FRONT}content: x\nsemver: "${semver}"\n` });
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['invalid-semver'],
      );
      assert.ok((findings[0]?.message.length ?? 0) < 300);
    }
  });

  it('a YAML tag of 4 MB is one finding', () => {
    const { findings } = parsePromptFile(TEMPLATE, {
      text: `${FRONT}content: !${'t'.repeat(4_000_000)} x\nsemver: 1.0.0\n`,
    });
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['syntax'],
    );
    assert.ok((findings[0]?.message.length ?? 0) < 300);
  });

  it('an HTML tag of 4 MB is read as prose', () => {
    for (const attribute of [' a', ' a="b"', ' a=b']) {
      const text = `<x${attribute.repeat(4_000_000 / attribute.length)}> One two three.`;
      const found = checkText(text, { MAX_SENTENCE_LENGTH: 1000, FORBIDDEN_TOKENS: ['three'] });
      assert.ok(found.some(({ code }) => code === 'forbidden-token'));
    }
  });

  it('a prompt of 126,000 placeholders is traced', () => {
    for (const task of ['x', '{{stress}}']) {
      const template = compileTemplate('{{task}} {{stress}} '.repeat(63_000));
      const values = { task, activity_level: '0.5', stress: '0.5', semantic_traits: '{}' };
      const { spans } = traceParts(
        bySlot(() => template),
        values,
      );
      assert.ok(spans.length > 4 * 126_000);
    }
  });

  it('words of 8 MB are compared and counted, of letters beyond the basic plane too', () => {
    for (const letter of ['a', '\u{10400}', 'a\u{10400}']) {
      const word = letter.repeat(MEGABYTES_8 / 4 / letter.length);
      assert.match(describeWordChanges(word, `${word}x`), / is (?:now|new)/);
      assert.equal(countWords(`${word} and`), 2);
    }
  });
});
