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

  it('is told to be too much, with how many are left', async () => {
    const workspace = await workspaceOf({ [FILE]: text('{{a}}') });
    const { language, scope } = workspace;
    const baseline = '.prompt-bundles/baseline.json';
    const toldOf = async (count: number, content: string): Promise<string | undefined> => {
      const findings = { [FILE]: { 'unknown-placeholder': count } };
      scope.updateBaseline(readBaseline(baseline, JSON.stringify({ version: 1, findings })));
      await workspace.write({ [FILE]: text(content) });
      language.diagnose(FILE, workspace.get(FILE));
      const [told] = language.diagnosePublished(baseline);
      return told?.message.replace(' Update the baseline, so that it hides no new one.', '');
    };
    const [two, one, none] = ['{{a}} {{b}}', '{{a}}', 'Words.'];
    const counts = 'of `unknown-placeholder` in this file';
    assert.equal(await toldOf(1, none), `The baseline counts 1 finding ${counts}, and none is left.`);
    assert.equal(await toldOf(2, none), `The baseline counts 2 findings ${counts}, and none is left.`);
    assert.equal(await toldOf(2, one), `The baseline counts 2 findings ${counts}, and 1 is left.`);
    assert.equal(await toldOf(1234, two), `The baseline counts 1,234 findings ${counts}, and 2 are left.`);
    assert.equal(await toldOf(2, two), undefined);
  });
});
