import assert from 'node:assert/strict';
import { readAuditFolder } from '../../../../src/language/audit/auditFolder.js';

describe('the folder of the audit log', () => {
  for (const [text, folder] of [
    ['.prompt-bundles/audit', ['.prompt-bundles', 'audit']],
    ['logs', ['logs']],
    [' ./logs//prompts/ ', ['logs', 'prompts']],
    ['logs\\prompts', ['logs', 'prompts']],
    ['.prompt-bundles/published-logs', ['.prompt-bundles', 'published-logs']],
    ['..logs/a..b', ['..logs', 'a..b']],
    ['.github/.gitlogs', ['.github', '.gitlogs']],
  ] as const) {
    it(`${JSON.stringify(text)} is one`, () => {
      assert.deepEqual(readAuditFolder(text), { folder });
    });
  }

  for (const [text, problem] of [
    ['/var/log', 'is not a relative path'],
    ['\\\\server\\share', 'is not a relative path'],
    ['C:\\logs', 'is not a relative path'],
    ['c:logs', 'is not a relative path'],
    ['file:///logs', 'is not a relative path'],
    ['~/logs', 'is not a relative path'],
    ['${workspaceFolder}/logs', 'is not a relative path'],
    ['..', 'leads out of the folder'],
    ['logs/../../other', 'leads out of the folder'],
    ['logs\\..', 'leads out of the folder'],
    ['', 'names no folder'],
    ['  ', 'names no folder'],
    ['./.', 'names no folder'],
    ['a\0b', 'names no folder'],
    ['.git', "is in git's own folder"],
    ['.git/hooks', "is in git's own folder"],
    ['a/.GIT/logs', "is in git's own folder"],
    ['.git. /x', "is in git's own folder"],
    ['git~1/hooks', "is in git's own folder"],
    ['.prompt-bundles', 'is where published versions are'],
    ['.prompt-bundles/published', 'is where published versions are'],
    ['.prompt-bundles/published/audit', 'is where published versions are'],
  ] as const) {
    it(`${JSON.stringify(text)} is refused: it ${problem}`, () => {
      assert.deepEqual(readAuditFolder(text), { problem });
    });
  }
});
