import assert from 'node:assert/strict';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import type { PromptBundle } from '../../../../src/core/model/bundle.js';
import type { PromptTemplate } from '../../../../src/core/model/template.js';
import { bundleFile, templateFile } from '../../../../src/language/create/writtenVersions.js';
import { PublishingFolder } from '../fixes/folder.js';

const folder = (files: Readonly<Record<string, string>> = {}) => ({
  scope: new PublishingFolder(files).scope,
  parse: parsePromptFile,
});

/** What a text says, read as a file of that name. */
function model(name: string, text: string): unknown {
  const type = fileTypeOf(name);
  assert.ok(type, name);
  return parsePromptFile(type, { text }).model;
}

const TEMPLATE = `template_id: x
semver: 1.0.0
role: user
constraints: { NO_EMOJI: true }
content: |-
  Say {{task}}.
`;
const BUNDLE = `bundle_id: b
semver: 1.0.0
tags: [large]
templates:
  system: x@1.0.0
  personality: { content: "Be kind." }
  activity: { role: user, content: "Go." }
  task: { content: "{{task}}", constraints: { MAX_PARAGRAPHS: 1 } }
`;
const template = model('x.prompt-template.yaml', TEMPLATE) as PromptTemplate;
const bundle = model('b.prompt-bundle.yaml', BUNDLE) as PromptBundle;

describe('the file of a version that comes from elsewhere', () => {
  it('says what the template says, in the manner of the folder', () => {
    const plain = templateFile(folder(), template);
    assert.equal(plain?.names[0], 'x.prompt-template.md');
    assert.deepEqual(model('x.prompt-template.md', plain.text), template);
    const json = templateFile(
      folder({ 'y.prompt-template.json': '{"template_id": "y", "semver": "1.0.0"}' }),
      template,
    );
    assert.equal(json?.names[0], 'x.prompt-template.json');
    assert.deepEqual(model('x.prompt-template.json', json.text), template);
  });

  it('says what the bundle says: references, parts of its own, and tags if it has any', () => {
    const file = bundleFile(folder(), bundle);
    assert.equal(file?.names[0], 'b.prompt-bundle.yaml');
    assert.deepEqual(model('b.prompt-bundle.yaml', file.text), bundle);
    const untagged = bundleFile(folder(), { ...bundle, tags: [] });
    assert.ok(untagged && !untagged.text.includes('tags'));
  });

  it('is in another syntax where that of the folder cannot hold it', () => {
    // Markdown has no text that begins with an empty line.
    const file = templateFile(folder(), { ...template, content: '\n\nSay.' });
    assert.equal(file?.names[0], 'x.prompt-template.yaml');
  });

  it('is none where no file says the same, but for the nearest', () => {
    const broken = { ...template, semver: 'not a version' };
    assert.equal(templateFile(folder(), broken), undefined);
    assert.match(templateFile(folder(), broken, 'nearest')?.text ?? '', /semver: not a version/);
    const brokenBundle = { ...bundle, semver: 'not a version' };
    assert.equal(bundleFile(folder(), brokenBundle), undefined);
    assert.match(bundleFile(folder(), brokenBundle, 'nearest')?.text ?? '', /semver: not a version/);
  });

  it('is called as files of the given manner are', () => {
    const manner = { ending: '.prompt-template.yaml', syntax: 'yaml', separator: '@', beside: 'y' } as const;
    const file = templateFile({ ...folder(), manners: { template: manner, bundle: manner } }, template);
    assert.deepEqual([file?.names, file?.beside], [['x@1.0.0.prompt-template.yaml'], 'y']);
  });
});
