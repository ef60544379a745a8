import assert from 'node:assert/strict';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../../src/core/documents/promptFile.js';
import { furtherConstraints, furtherPlaces } from '../../../../src/language/index.js';
import { findingsOf } from '../rules/findingsOf.js';

const NAME = 't.prompt-template.yaml';
const BUNDLE = 'b.prompt-bundle.yaml';

/** The constraints in a bundle that a template of its own file is held to, of what its system part and its activity say. */
async function furtherOf(system: string, activity: string): Promise<Record<string, unknown>> {
  const files: Readonly<Record<string, string>> = {
    [NAME]: 'template_id: t\nsemver: 1.0.0\nrole: user\ncontent: One two three four extremely 🙂.\n',
    [BUNDLE]: `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: { content: S, constraints: ${system} }\n  personality: { content: P }\n  activity: { content: A, constraints: ${activity} }\n  task: t@1.0.0\n`,
  };
  const type = fileTypeOf(BUNDLE);
  assert.ok(type);
  const bundle = parsePromptFile(type, { text: files[BUNDLE] ?? '' });
  const read = (file: string): PromptFile | undefined => (file === BUNDLE ? bundle : undefined);
  const findings = (await findingsOf(files)).get(NAME) ?? [];
  assert.ok(furtherPlaces(NAME, findings).every(({ file }) => file === BUNDLE));
  return Object.fromEntries(furtherConstraints(NAME, findings, read));
}

describe('the constraints of another file that a fix is held to', () => {
  it('are those of the part whose constraint objects, and of no other in the file', async () => {
    const none = { FORBIDDEN_TOKENS: [], NO_EMOJI: false };
    const emoji = { ...none, NO_EMOJI: true };
    const other = '{ FORBIDDEN_TOKENS: [basically] }';
    assert.deepEqual(await furtherOf('{ NO_EMOJI: true }', other), emoji);
    assert.deepEqual(await furtherOf(other, '{ NO_EMOJI: true }'), emoji);
    assert.deepEqual(await furtherOf(other, other), none);
  });

  it('are all of several, with the lowest limit', async () => {
    const { FORBIDDEN_TOKENS, ...others } = await furtherOf(
      '{ MAX_SENTENCE_LENGTH: 3, NO_EMOJI: true, FORBIDDEN_TOKENS: [basically] }',
      '{ MAX_SENTENCE_LENGTH: 2, FORBIDDEN_TOKENS: [extremely] }',
    );
    assert.deepEqual(FORBIDDEN_TOKENS, ['extremely', 'basically']);
    assert.deepEqual(others, { NO_EMOJI: true, MAX_SENTENCE_LENGTH: 2n });
  });
});
