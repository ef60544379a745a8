import assert from 'node:assert/strict';
import { nullAuditSink } from '../../../../src/core/audit/null.js';
import { parsePromptFile, type TemplateFile } from '../../../../src/core/documents/promptFile.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { DEFAULT_INPUT } from '../../../../src/core/model/renderInput.js';
import { createPromptGenerator } from '../../../../src/core/promptGenerator.js';
import { PublishedIndex } from '../../../../src/core/published/publishedIndex.js';
import { inlineBundleSource, inlineTemplateSource } from '../../../../src/core/sources/inline.js';
import { readTemplates } from '../../../../src/language/prompts/assembly.js';
import { PromptMap } from '../../../../src/language/prompts/promptMap.js';
import { renderAlone, SLOT_ALONE } from '../../../../src/language/prompts/renderAlone.js';
import { sha256 } from '../../../../src/node/sha256.js';

const FILE = 'a.prompt-template.md';
const TEXT = '---\ntemplate_id: a\nsemver: 1.0.0\nrole: user\n---\nDo {{task}} at {{stress}}.\n';

describe('a template by itself', () => {
  it('is its text with the values filled in, for whatever model the input is', async () => {
    const file = parsePromptFile({ kind: 'template', syntax: 'markdown' }, { text: TEXT }) as TemplateFile;
    assert.ok(file.model);
    const generator = createPromptGenerator({
      bundles: inlineBundleSource([]),
      templates: inlineTemplateSource([]),
      audit: nullAuditSink,
      hashing: await loadHashing(sha256),
      now: () => new Date(0),
    });
    const input = { ...DEFAULT_INPUT, task: 'work', stress: 0.5, model_type: 'any' };
    const render = await renderAlone(generator, file.model, FILE, input);
    assert.equal(render.parts[SLOT_ALONE].text, 'Do work at 0.5.');
    assert.deepEqual(render.parts[SLOT_ALONE].reference, { id: 'a', semver: '1.0.0' });
    assert.equal(
      (await renderAlone(generator, file.model, FILE, undefined)).parts[SLOT_ALONE].text,
      'Do  at 0.0.',
    );

    // The way from its text to the file and back is that of a part of a bundle.
    const files = { read: (name: string) => Promise.resolve(name === FILE ? file : undefined) };
    const templates = await readTemplates(render, files, new PublishedIndex());
    assert.ok(templates);
    const map = new PromptMap({ render, templates, input: undefined });
    const at = TEXT.indexOf(' at ');
    assert.deepEqual(map.rangesOf(FILE, { start: at, end: at + 4 }), [
      { slot: SLOT_ALONE, start: 7, end: 11 },
    ]);
    assert.deepEqual(map.originAt(SLOT_ALONE, 8)?.place, {
      file: FILE,
      // A line of the template, without the blanks before it.
      range: { start: at + 1, end: at + 4 },
    });
  });
});
