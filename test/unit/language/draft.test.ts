import assert from 'node:assert/strict';
import { readBaseline } from '../../../src/language/baseline/readBaseline.js';
import { readLabels } from '../../../src/language/labels/readLabels.js';
import { workspaceOf } from './memoryWorkspace.js';

const BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system: t@1.0.0
  personality: { content: Calm. }
  activity: { content: Low. }
  task: { content: Go. }
`;
const template = (content: string): string =>
  `template_id: t\nsemver: 1.0.0\nrole: system\nconstraints: { NO_EMOJI: true }\ncontent: ${content}\n`;

describe('draft', () => {
  it('is the root with another text in one file, of which nothing else is told', async () => {
    const { language } = await workspaceOf({
      'b.prompt-bundle.yaml': BUNDLE,
      't.prompt-template.yaml': template('Hi.'),
    });
    const scope = language.files.scopeOf('b.prompt-bundle.yaml');
    const drafted = await language.draft(scope, {
      file: 't.prompt-template.yaml',
      name: 't.prompt-template.yaml',
      type: { kind: 'template', syntax: 'yaml' },
      text: template('Hi 🙂.'),
    });
    const found = await drafted.language.check(
      ['b.prompt-bundle.yaml'],
      ['t.prompt-template.yaml'],
      () => ({}),
    );
    assert.deepEqual(
      found.map(({ finding }) => finding.code),
      ['emoji'],
    );
    const bundle = { id: 'b', semver: '1.0.0' };
    const [before, after] = await Promise.all(
      [language, drafted.language].map(async (one) =>
        (await one.generatorOf('b.prompt-bundle.yaml')).renderFromBundle({ bundle }),
      ),
    );
    assert.equal(before?.parts.system.text.trim(), 'Hi.');
    assert.equal(after?.parts.system.text.trim(), 'Hi 🙂.');
  });

  it('may have one file more', async () => {
    const { language } = await workspaceOf({ 'b.prompt-bundle.yaml': BUNDLE });
    const scope = language.files.scopeOf('b.prompt-bundle.yaml');
    const { language: other } = await language.draft(scope, {
      file: 'new',
      name: 'new.prompt-template.yaml',
      type: { kind: 'template', syntax: 'yaml' },
      text: template('New.'),
    });
    const render = await (
      await other.generatorOf('b.prompt-bundle.yaml')
    ).renderFromBundle({ bundle: { id: 'b', semver: '1.0.0' } });
    assert.equal(render.parts.system.text.trim(), 'New.');
    assert.deepEqual([...scope.definitions('template', { id: 't', semver: '1.0.0' })], []);
  });

  it('has the names, the labels and the baseline of the root', async () => {
    const { language, scope } = await workspaceOf({ 'b.prompt-bundle.yaml': BUNDLE });
    scope.updateLabels(readLabels('labels.json', { text: '{"b": {"live": "1.0.0"}}' }));
    scope.updateBaseline(readBaseline('baseline.json', '{"version": 1, "findings": {}}'));
    const { scope: other } = await language.draft(scope, {
      file: 'new',
      name: 't-1.0.0.prompt-template.yaml',
      type: { kind: 'template', syntax: 'yaml' },
      text: '[',
    });
    assert.deepEqual(
      ['b.prompt-bundle.yaml', 'new'].map((file) => other.nameOf(file)),
      ['b.prompt-bundle.yaml', 't-1.0.0.prompt-template.yaml'],
    );
    // A file that cannot be read is known by its name.
    assert.deepEqual(other.definitions('template', { id: 't', semver: '1.0.0' }), ['new']);
    assert.equal(other.labels.file, scope.labels.file);
    assert.equal(other.baseline.file, scope.baseline.file);
  });
});
