// The sample that people start from, and the saved test of its page of it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';
import { projectFolder } from './projectFolder.js';
import { findingsOf } from './language/rules/findingsOf.js';

const SAMPLE = path.join(projectFolder, 'media/sample');
const INPUT = 'inputs/japanese.prompt-input.yaml';

const texts = Object.fromEntries(
  readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => fileTypeOf(name))
    .map((name) => [name, readFileSync(path.join(SAMPLE, name), 'utf8')]),
);

/** What is told of all files, by file and code. */
const told = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
  [...(await findingsOf(files))].flatMap(([file, findings]) => findings.map(({ code }) => `${file} ${code}`));

const FORBIDDEN = 'templates/support-persona-1.3.0.prompt-template.md forbidden-token';

describe('the sample', () => {
  it('has the one problem that its readme leads to', async () => {
    assert.deepEqual(await told(texts), [FORBIDDEN]);
  });

  it('holds a saved test, which fails when the persona of that version is edited', async () => {
    const file = 'templates/support-persona-1.2.0.prompt-template.md';
    const edited = { ...texts, [file]: `${texts[file] ?? ''}\nOne word more.\n` };
    assert.deepEqual(await told(edited), [`${INPUT} expectation-failed`, FORBIDDEN]);
  });

  it('holds what the page of saved tests expects of it', async () => {
    const page = readFileSync(path.join(projectFolder, 'docs/saved-tests.md'), 'utf8');
    const block = /^# Saved tests\n[^]*?```yaml\n(expect:\n[^]*?)```/m.exec(page)?.[1];
    assert.ok(block);
    const input = texts[INPUT] ?? '';
    const expecting = `${input.slice(0, input.indexOf('expect:'))}${block}`;
    assert.deepEqual(await told({ ...texts, [INPUT]: expecting }), [FORBIDDEN]);
    const wrong = expecting.replace('max_characters: 6000', 'max_characters: 60');
    assert.deepEqual(await told({ ...texts, [INPUT]: wrong }), [`${INPUT} expectation-failed`, FORBIDDEN]);
  });
});
