import assert from 'node:assert/strict';
import { missingTemplates, neighbourOf, newTemplate, olderVersion } from '../../../../src/language/index.js';
import { PublishingFolder } from './folder.js';
import { openFile } from './support.js';

const BUNDLE = 'bundles/b.prompt-bundle.yaml';
const bundle = (system: string, task = system): string =>
  `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: ${system}\n  personality: { content: P. }\n  activity: { content: A. }\n  task: ${task}\n`;
const template = (semver: string): string =>
  `template_id: s\nsemver: ${semver}\nrole: system\ncontent: Text.\n`;

describe('the templates that a bundle refers to and that are nowhere', () => {
  const missing = (files: Readonly<Record<string, string>>): string[] =>
    missingTemplates(new PublishingFolder(files).scope, BUNDLE).map(
      ({ reference, slot }) => `${slot} ${reference.id}@${reference.semver}`,
    );

  it('are each told once, at the first part', () => {
    assert.deepEqual(missing({ [BUNDLE]: bundle('s@2.0.0') }), ['system s@2.0.0']);
    assert.deepEqual(missing({ [BUNDLE]: bundle('s@2.0.0', 't@1.0.0') }), ['system s@2.0.0', 'task t@1.0.0']);
    assert.deepEqual(
      missing({ [BUNDLE]: bundle('s@2.0.0'), 's.prompt-template.yaml': template('2.0.0') }),
      [],
    );
  });

  it('are none that a file defines which cannot be read', () => {
    const broken = template('2.0.0').replace('role: system', 'role: [');
    assert.deepEqual(missing({ [BUNDLE]: bundle('s@2.0.0'), 's.prompt-template.yaml': broken }), []);
    // It does not say which it defines.
    assert.deepEqual(
      missing({ [BUNDLE]: bundle('s@2.0.0'), 'x.prompt-template.yaml': 'template_id: s\nsemver: [' }),
      [],
    );
  });
});

describe('the file of a template that is nowhere', () => {
  const files = {
    [BUNDLE]: bundle('s@3.0.0'),
    'x/s-2.prompt-template.yaml': template('2.0.0'),
    'x/s-10.prompt-template.yaml': template('10.0.0'),
    'x/s-1.prompt-template.yaml': template('1.0.0'),
  };

  it('is the newest version with the new number, named as that is', async () => {
    const folder = new PublishingFolder(files);
    const [missing] = missingTemplates(folder.scope, BUNDLE);
    assert.ok(missing);
    const older = olderVersion(folder.scope, missing.reference);
    assert.equal(older, 'x/s-10.prompt-template.yaml');
    const made = newTemplate(missing, (await openFile(files, older)).subject);
    assert.deepEqual(made.names, ['s-3.0.0.prompt-template.yaml']);
    assert.equal(made.text, template('3.0.0'));
  });

  it('is one to begin with where there is no other version', () => {
    const folder = new PublishingFolder({ [BUNDLE]: bundle('"???@3.0.0"', 's@1.0.0') });
    const all = missingTemplates(folder.scope, BUNDLE);
    const made = all.map((missing) => {
      assert.equal(olderVersion(folder.scope, missing.reference), undefined);
      return newTemplate(missing, undefined);
    });
    assert.deepEqual(made.at(-1)?.names, ['s.prompt-template.md', 's-1.0.0.prompt-template.md']);
    assert.match(made.at(-1)?.text ?? '', /template_id: s\nsemver: 1\.0\.0\n/);
  });

  it('belongs beside the templates of its bundle, else beside any, else beside the bundle', () => {
    const beside = (texts: Readonly<Record<string, string>>): string =>
      neighbourOf(new PublishingFolder(texts).scope, BUNDLE);
    const other = { 'y/a.prompt-template.yaml': template('1.0.0').replace('id: s', 'id: a') };
    assert.equal(
      beside({ ...other, ...files, [BUNDLE]: bundle('t@1.0.0', 's@2.0.0') }),
      'x/s-2.prompt-template.yaml',
    );
    assert.equal(beside({ ...other, ...files }), 'y/a.prompt-template.yaml');
    assert.equal(beside(files), 'x/s-10.prompt-template.yaml');
    assert.equal(beside({ [BUNDLE]: bundle('s@3.0.0') }), BUNDLE);
  });
});
