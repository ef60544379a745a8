import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../../src/language/index.js';
import { extract, proposedReference } from '../../../../src/language/refactor/extract.js';
import { canInline, inline } from '../../../../src/language/refactor/inline.js';
import { slotAt } from '../../../../src/language/refactor/slotContent.js';
import { PublishingFolder } from '../fixes/folder.js';
import { done, readAs, reasonOf } from './support.js';

const NAME = 'b.prompt-bundle.yaml';
const BUNDLE = `bundle_id: b
semver: 1.0.0
templates:
  system:
    # The first part.
    role: developer
    constraints: { NO_EMOJI: true }
    content: |-
      One 🙂.

      Two.
  personality: { content: "a: b" }
  activity: { content: " c\\n" } # third
  task: { content: x }
suppress:
  - { code: emoji, text: 🙂, reason: It smiles. }
`;

const extractIn = (folder: PublishingFolder, slot: 'system' | 'activity', id = `b-${slot}`) =>
  extract(folder.scope, folder.subjectNow(NAME), { slot, reference: { id, semver: '1.0.0' } }, readAs);

describe('an inline template', () => {
  it('is taken out into a file of its own, with what is suppressed in it', () => {
    const folder = new PublishingFolder({ [NAME]: BUNDLE });
    const { edits, names, text } = done(extractIn(folder, 'system'));
    assert.deepEqual(names, ['b-system.prompt-template.md', 'b-system-1.0.0.prompt-template.md']);
    assert.equal(
      text,
      '---\ntemplate_id: b-system\nsemver: 1.0.0\nrole: developer\nconstraints:\n  NO_EMOJI: true\nsuppress:\n' +
        '  - { code: "emoji", text: "🙂", reason: "It smiles." }\n---\n\nOne 🙂.\n\nTwo.\n',
    );
    const after = applyEdits(BUNDLE, edits);
    assert.match(after, /^ {2}system: b-system@1\.0\.0\n {2}personality:/m);
    folder.write({ [NAME]: after, 'b-system.prompt-template.md': text });
    assert.ok(folder.get(NAME).model);
    assert.ok(folder.get('b-system.prompt-template.md').model);
  });

  it('takes along what is suppressed in it as a whole', () => {
    const suppress = (code: string): string => `  - { code: ${code}, reason: It is meant. }\n`;
    const text = BUNDLE.replace('NO_EMOJI: true', 'MAX_PARAGRAPHS: 1');
    const folder = new PublishingFolder({
      [NAME]: `${text}${suppress('too-many-paragraphs')}${suppress('assertiveness')}`,
    });
    const told = done(extractIn(folder, 'system')).text;
    assert.match(told, /code: "too-many-paragraphs"/);
    assert.equal(told.includes('assertiveness'), false);
  });

  it('is YAML where Markdown would leave out its line breaks, with the role of its slot', () => {
    const { names, text } = done(extractIn(new PublishingFolder({ [NAME]: BUNDLE }), 'activity'));
    assert.equal(names[0], 'b-activity.prompt-template.yaml');
    assert.equal(text, 'template_id: b-activity\nsemver: 1.0.0\nrole: developer\ncontent: " c\\n"\n');
  });

  it('gets an id and a version that are free', () => {
    const folder = new PublishingFolder({
      [NAME]: BUNDLE,
      'a.prompt-template.yaml': 'template_id: b-task\nsemver: 2.1.0\nrole: user\ncontent: x\n',
      'older.prompt-template.yaml': 'template_id: b-task\nsemver: 1.0.0\nrole: user\ncontent: x\n',
    });
    const proposed = (slot: 'task' | 'system') =>
      proposedReference(folder.scope, folder.subjectNow(NAME), slot);
    assert.deepEqual(proposed('system'), { id: 'b-system', semver: '1.0.0' });
    assert.deepEqual(proposed('task'), { id: 'b-task', semver: '2.1.1' });
    const taken = { slot: 'task', reference: { id: 'b-task', semver: '2.1.0' } } as const;
    assert.match(
      reasonOf(extract(folder.scope, folder.subjectNow(NAME), taken, readAs)),
      /`b-task@2\.1\.0` exists already/,
    );
    const nameless = { slot: 'task', reference: { id: ' ', semver: '2.1.0' } } as const;
    assert.match(reasonOf(extract(folder.scope, folder.subjectNow(NAME), nameless, readAs)), /1 to 255/);
  });

  it('stays in a published version, and there must be one', async () => {
    const folder = new PublishingFolder({ [NAME]: BUNDLE });
    await folder.publish(NAME);
    assert.match(reasonOf(extractIn(folder, 'system')), /^b@1\.0\.0 is published/);
    const other = new PublishingFolder({ [NAME]: BUNDLE.replace('{ content: x }', 'x@1.0.0') });
    const task = { slot: 'task', reference: { id: 'n', semver: '1.0.0' } } as const;
    assert.match(
      reasonOf(extract(other.scope, other.subjectNow(NAME), task, readAs)),
      /no inline template in `task`/,
    );
  });

  it('stays where the bundle cannot say anything else in its place', () => {
    const folder = new PublishingFolder({
      [NAME]: `x-all: &all\n${BUNDLE.slice(BUNDLE.indexOf('  system:'), BUNDLE.indexOf('suppress:'))}bundle_id: b\nsemver: 1.0.0\ntemplates: *all\n`,
    });
    assert.equal(
      reasonOf(extractIn(folder, 'activity')),
      'The bundle cannot be edited here. Fix its errors, and try again.',
    );
  });

  it('is found by a place in the bundle', () => {
    const { file } = new PublishingFolder({ [NAME]: BUNDLE }).subjectNow(NAME);
    assert.equal(slotAt(file, BUNDLE.indexOf('system:')), 'system');
    assert.equal(slotAt(file, BUNDLE.indexOf('Two.')), 'system');
    assert.equal(slotAt(file, BUNDLE.indexOf('"a: b"')), 'personality');
    assert.equal(slotAt(file, BUNDLE.indexOf(' # third')), 'activity');
    assert.equal(slotAt(file, BUNDLE.indexOf('# third')), undefined);
    assert.equal(slotAt(file, 0), undefined);
  });
});

describe('a template that a bundle refers to', () => {
  const TEMPLATE =
    '---\ntemplate_id: s\nsemver: 1.0.0\nrole: system\nconstraints: { MAX_PARAGRAPHS: 20, FORBIDDEN_TOKENS: [b, B] }\n' +
    'suppress: [{ code: emoji, reason: It smiles. }]\n---\n\nOne 🙂.\n\nTwo.\n';
  const folder = (): PublishingFolder =>
    new PublishingFolder({
      's.prompt-template.md': TEMPLATE,
      [NAME]: BUNDLE.replace(/ {2}system:[^]*?(?= {2}personality)/, '  system: s@1.0.0 # shared\n'),
    });

  it('is written into it, with what its file suppresses', () => {
    const files = folder();
    const source = { file: files.get('s.prompt-template.md') };
    const { edits } = done(inline(files.scope, files.subjectNow(NAME), 'system', source));
    const after = applyEdits(files.text(NAME), edits);
    files.write({ [NAME]: after });
    const { model } = files.get(NAME);
    assert.ok(model && 'templates' in model);
    const part = model.templates.system;
    assert.ok(part.kind === 'inline');
    assert.equal(part.template.content, 'One 🙂.\n\nTwo.');
    assert.equal(part.template.role, 'system');
    assert.match(after, /text: "?🙂/);
    assert.match(after, /code: "?emoji"?, reason: "?It smiles\."? \}/);
  });

  it('is written with its text last, and without a list of suppressions where neither has any', () => {
    const text = 'content: One.\ntemplate_id: s\nsemver: 1.0.0\nrole: system\n';
    const files = new PublishingFolder({
      's.prompt-template.yaml': text,
      [NAME]: BUNDLE.replace(/ {2}system:[^]*?(?= {2}personality)/, '  system: s@1.0.0\n').replace(
        /suppress:[^]*/,
        '',
      ),
    });
    const source = { file: files.get('s.prompt-template.yaml') };
    const { edits } = done(inline(files.scope, files.subjectNow(NAME), 'system', source));
    const after = applyEdits(files.text(NAME), edits);
    assert.match(after, /role: "?system"?[^]*content: "?One\./);
    assert.equal(after.includes('suppress'), false);
  });

  it('is written as it was published where no file defines it', () => {
    const files = folder();
    const published = {
      content: 'Published.',
      role: 'user',
      constraints: null,
      adapter_version: '2',
    } as const;
    const { edits } = done(inline(files.scope, files.subjectNow(NAME), 'system', { published }));
    assert.match(
      applyEdits(files.text(NAME), edits),
      /role: "?user"?[^]*adapter_version: "2"[^]*content: "?Published\./,
    );
  });

  it('is refused where it cannot be read, is no reference, or the bundle is published', async () => {
    const files = folder();
    const at = (slot: 'system' | 'task', source?: Parameters<typeof inline>[3]) =>
      reasonOf(inline(files.scope, files.subjectNow(NAME), slot, source));
    assert.match(at('system'), /`s@1\.0\.0` is in no file without errors/);
    assert.match(at('task'), /no reference in `task`/);
    const broken = new PublishingFolder({ 's.prompt-template.yaml': 'template_id: s\ncontent: x\n' });
    const file = broken.get('s.prompt-template.yaml');
    assert.match(at('system', { file }), /`s@1\.0\.0` is in no file without errors/);
    const can = (text: string): boolean => {
      files.write({ 's.prompt-template.md': text });
      return canInline(files.scope, { id: 's', semver: '1.0.0' });
    };
    assert.equal(can(TEMPLATE), true);
    assert.equal(can(TEMPLATE.replace('role: system', 'role: "system')), false);
    assert.equal(can(TEMPLATE.replace('id: s', 'id: other')), false);
    files.write({ 's.prompt-template.md': TEMPLATE });
    await files.publish(NAME);
    assert.equal(can(TEMPLATE.replace('id: s', 'id: other')), true, 'it is published');
    files.write({ 's.prompt-template.md': TEMPLATE });
    assert.match(at('system', { file: files.get('s.prompt-template.md') }), /is published/);
  });
});

describe('a template that moves', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({
      unit: fc.constantFrom('\n', ' ', '#', '-', ':', 'a', '"', "'", '{', '\t', '|'),
      minLength: 1,
    }),
  );
  const contentIn = (folder: PublishingFolder, name: string): string => {
    const { model } = folder.get(name);
    if (model && 'content' in model) return model.content;
    const part = model && 'templates' in model ? model.templates.system : undefined;
    return part?.kind === 'inline' ? part.template.content : '';
  };

  it('keeps every character of its content, out of a bundle and into it again, in YAML and JSON', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('yaml', 'json'), (content, ending) => {
        const name = `b.prompt-bundle.${ending}`;
        const part = (value: string) => ({ content: value });
        const templates = {
          system: part(content),
          personality: part('p'),
          activity: part('a'),
          task: part('t'),
        };
        const folder = new PublishingFolder({
          [name]: JSON.stringify(
            { bundle_id: 'b', semver: '1.0.0', templates },
            null,
            ending === 'json' ? 2 : 0,
          ),
        });
        fc.pre(contentIn(folder, name) === content);
        const reference = { id: 's', semver: '1.0.0' };
        const bundle = folder.subjectNow(name);
        const extracted = done(extract(folder.scope, bundle, { slot: 'system', reference }, readAs));
        const [file = ''] = extracted.names;
        folder.write({ [name]: applyEdits(bundle.text, extracted.edits), [file]: extracted.text });
        assert.equal(contentIn(folder, file), content);
        const referring = folder.subjectNow(name);
        const { edits } = done(inline(folder.scope, referring, 'system', { file: folder.get(file) }));
        folder.write({ [name]: applyEdits(referring.text, edits) });
        assert.equal(contentIn(folder, name), content);
      }),
    );
  });
});
