// The problem matcher of the manifest, by what the command line prints.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './commandLineRun.js';
import { projectFolder } from './projectFolder.js';
import { temporaryFolder } from './temporaryFolder.js';

interface Matcher {
  readonly name: string;
  readonly pattern: Readonly<Record<'file' | 'line' | 'column' | 'severity' | 'message' | 'code', number>> & {
    readonly regexp: string;
  };
}

describe('the problem matcher', () => {
  const folder = temporaryFolder();
  const { contributes } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly problemMatchers: readonly Matcher[] };
  };
  const [matcher] = contributes.problemMatchers;
  assert.ok(matcher);
  const { regexp, file, line, column, severity, message, code } = matcher.pattern;

  /** What it makes of the lines that a command prints. */
  const problemsOf = async (cwd: string, command: string): Promise<readonly unknown[]> => {
    const { out } = await run(cwd, command);
    return out.split('\n').flatMap((text) => {
      const found = new RegExp(regexp).exec(text);
      return found ? [[file, line, column, severity, message, code].map((group) => found[group])] : [];
    });
  };

  it('finds what lint, test and ci tell, and nothing in their summaries', async () => {
    const cwd = folder({
      'a folder: [x]/t.prompt-template.yaml':
        'template_id: t\nsemver: 1.0.0\nrole: user\ncontent: |\n  One: {{typo}} [two]\n',
      'b.prompt-bundle.yaml':
        'bundle_id: b\nsemver: 1.0.0\ntemplates: {system: {content: x}, personality: {content: x}, activity: {content: x}, task: {content: x}}\n',
      'i.prompt-input.yaml': 'expect:\n  b@1.0.0: { contains: [y] }\n',
    });
    const typo = [
      'a folder: [x]/t.prompt-template.yaml',
      '5',
      '8',
      'warning',
      '`{{typo}}` is not a placeholder. It is sent as it is. Use one of the four, or reword it.',
      'unknown-placeholder',
    ];
    const failed = [
      'i.prompt-input.yaml',
      '2',
      '25',
      'error',
      'The prompt of `b@1.0.0` does not contain this text. Change the template, or the expectation.',
      'expectation-failed',
    ];
    assert.deepEqual(await problemsOf(cwd, 'lint'), [typo, failed]);
    assert.deepEqual(await problemsOf(cwd, 'test'), [failed]);
    assert.deepEqual(await problemsOf(cwd, 'ci'), [failed, typo]);
  });
});
