import assert from 'node:assert/strict';
import { readBaseline } from '../../../../src/language/baseline/readBaseline.js';
import { workspaceOf } from '../memoryWorkspace.js';

const FILE = 't.prompt-template.yaml';
const text = (content: string): string =>
  `template_id: t\nsemver: 1.0.0\nrole: user\ncontent: "${content}"\n`;

describe('what a baseline counts in a file', () => {
  it('has another state when there is more or less of it, and the same state as long as there is not', async () => {
    const workspace = await workspaceOf({ [FILE]: text('{{a}}') });
    const { language, scope } = workspace;
    assert.equal(language.baselineState(FILE), undefined);
    scope.updateBaseline(
      readBaseline(
        '.prompt-bundles/baseline.json',
        JSON.stringify({ version: 1, findings: { [FILE]: { 'unknown-placeholder': 2 } } }),
      ),
    );
    const stateOf = async (content: string): Promise<object | undefined> => {
      await workspace.write({ [FILE]: text(content) });
      language.diagnose(FILE, workspace.get(FILE));
      return language.baselineState(FILE);
    };
    const one = await stateOf('{{a}}');
    assert.ok(one);
    assert.equal(language.baselined(FILE), 1);
    assert.equal(await stateOf('Other words. {{b}}'), one);
    const two = await stateOf('{{a}} {{b}}');
    assert.notEqual(two, one);
    assert.equal(language.baselined(FILE), 2);
    assert.notEqual(await stateOf('{{a}} {{b}} {{c}}'), two);
    assert.equal(language.baselined(FILE), 0);
  });
});
