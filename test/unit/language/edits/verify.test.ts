import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { rereadAs } from '../../../../src/language/edits/rereadFile.js';
import { FixSubject } from '../../../../src/language/edits/subject.js';
import { resolves } from '../../../../src/language/edits/verify.js';

describe('a change that is to take a finding away', () => {
  const path = 'a.prompt-template.yaml';

  for (const [where, text] of [
    ['of some length', 'role: user\n'],
    ['of none', ''],
  ] as const)
    it(`does not where the finding is still there, at a place ${where}`, () => {
      const type = fileTypeOf(path);
      assert.ok(type);
      const read = rereadAs(path, type, new Map(), new CompiledCache());
      const subject = new FixSubject(type, parsePromptFile(type, { text }), read);
      const [finding] = subject.before.findings;
      assert.ok(finding);
      assert.equal(finding.range.end > finding.range.start, text !== '');
      assert.equal(resolves(subject, finding, { edits: [] }), false);
    });
});
