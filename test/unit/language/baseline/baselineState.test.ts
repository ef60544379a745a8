import assert from 'node:assert/strict';
import { readBaseline } from '../../../../src/language/baseline/readBaseline.js';
import { BaselineIndex } from '../../../../src/language/baseline/baselineIndex.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';
import { workspaceOf } from '../memoryWorkspace.js';

const FILE = 't.prompt-template.yaml';
const text = (content: string): string =>
  `template_id: t\nsemver: 1.0.0\nrole: user\ncontent: "${content}"\n`;

describe('what a baseline counts in a file', () => {
  it('has another state when there is more or less of it, and the same state as long as there is not', async () => {
    const workspace = await workspaceOf({ [FILE]: text('{{a}}') });
    const { language, scope } = workspace;
    assert.equal(language.baselineState(FILE), undefined);
    assert.equal(language.baselined(FILE), 0);
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
    const toldOf = async (count: number, content: string): Promise<unknown> => {
      const findings = { [FILE]: { 'unknown-placeholder': count } };
      scope.updateBaseline(readBaseline(baseline, JSON.stringify({ version: 1, findings })));
      await workspace.write({ [FILE]: text(content) });
      language.diagnose(FILE, workspace.get(FILE));
      const [told] = language.diagnosePublished(baseline);
      if (!told) return undefined;
      const { message, ...rest } = told;
      const said = message.replace(' Update the baseline, so that it hides no new one.', '');
      return [said, ...('replacement' in rest ? [rest.replacement] : [])];
    };
    const [two, one, none] = ['{{a}} {{b}}', '{{a}}', 'Words.'];
    const counts = 'of `unknown-placeholder` in this file';
    assert.deepEqual(await toldOf(1, none), [`The baseline counts 1 finding ${counts}, and none is left.`]);
    assert.deepEqual(await toldOf(2, none), [`The baseline counts 2 findings ${counts}, and none is left.`]);
    assert.deepEqual(await toldOf(2, one), [`The baseline counts 2 findings ${counts}, and 1 is left.`, '1']);
    assert.deepEqual(await toldOf(1234, two), [
      `The baseline counts 1,234 findings ${counts}, and 2 are left.`,
      '2',
    ]);
    assert.equal(await toldOf(2, two), undefined);
  });

  it('hides nothing of a code that it does not count, and says of which files it counts something else', async () => {
    const other = 'u.prompt-template.yaml';
    const workspace = await workspaceOf({
      [FILE]: text('{{a}}'),
      [other]: text('{{a}}').replace('_id: t', '_id: u'),
    });
    const { language, scope } = workspace;
    const baseline = '.prompt-bundles/baseline.json';
    const changed = (findings: object | undefined): string[] =>
      [
        ...scope.updateBaseline(
          findings && readBaseline(baseline, JSON.stringify({ version: 1, findings }), scope.baseline.file),
        ),
      ].sort();
    assert.deepEqual(changed({ [FILE]: { emoji: 1 } }), [baseline, FILE]);
    const codes = language.diagnose(FILE, workspace.get(FILE)).map(({ code }) => code);
    assert.deepEqual(codes, ['unknown-placeholder']);
    assert.equal(language.baselined(FILE), 0);
    const both = { [FILE]: { emoji: 1 }, [other]: { 'unknown-placeholder': 1 } };
    assert.deepEqual(changed(both), [baseline, other]);
    assert.deepEqual(changed(both), [baseline]);
    assert.deepEqual(changed(undefined), [baseline, FILE, other]);
  });

  it('is counted as what may be more where a bundle cannot be read', async () => {
    const workspace = await workspaceOf({ [FILE]: text('{{a}}') });
    const mayFindMore = async (): Promise<boolean | undefined> =>
      (await workspace.language.countFindings([FILE])).get(FILE)?.mayFindMore;
    assert.equal(await mayFindMore(), false);
    await workspace.write({ 'b.prompt-bundle.yaml': 'bundle_id: [' });
    assert.equal(await mayFindMore(), true);
  });

  it('is not told to be too much while it cannot be read, nor gone while not all files are known', async () => {
    const workspace = await workspaceOf({ [FILE]: text('Words.') });
    const { language, scope } = workspace;
    const baseline = '.prompt-bundles/baseline.json';
    const findings = { [FILE]: { 'unknown-placeholder': 1 }, gone: { emoji: 1 } };
    const whole = readBaseline(baseline, JSON.stringify({ version: 1, findings }));
    const told = (): string[] => language.diagnosePublished(baseline).map(({ code }) => code);
    scope.updateBaseline(whole);
    language.diagnose(FILE, workspace.get(FILE));
    assert.deepEqual(told(), ['outdated-baseline', 'outdated-baseline']);
    const part = new BaselineIndex(new ScopeIndex(undefined, { isWhole: () => false }));
    assert.deepEqual(part.findings(whole, {}, true), []);
    scope.updateBaseline(readBaseline(baseline, '{', whole));
    assert.deepEqual(told(), ['syntax']);
  });
});
