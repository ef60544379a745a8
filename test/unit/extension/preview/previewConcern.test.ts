import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { PreviewConcern } from '../../../../src/extension/preview/previewConcern.js';
import type { ShownPrompt } from '../../../../src/extension/preview/madeFrom.js';
import { summarise } from '../../../../src/language/scopes/fileSummary.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';

const BUNDLE = 'a.prompt-bundle.yaml';
const INPUT = 'a.prompt-input.yaml';
const template = (id: string, text = 'Be kind.'): string =>
  `template_id: ${id}\nsemver: 1.0.0\nrole: system\ncontent: ${text}\n`;
const bundle = (id: string, semver: string, system: string): string =>
  `bundle_id: ${id}\nsemver: ${semver}\ntemplates:\n  system: ${system}@1.0.0\n  personality: p@1.0.0\n  activity: { content: Quiet. }\n  task: { content: '{{task}}' }\n`;

/** A folder with a preview of one bundle in it, and what changes there. */
class Folder {
  readonly scope = new ScopeIndex();
  readonly held = new Set<string>();
  readonly #cache = new CompiledCache();
  readonly concern = new PreviewConcern({
    scopeOf: (file) => (file.startsWith('other/') ? this.#other : this.scope),
    heldBack: () => [...this.held],
    fallback: this.scope.fallback,
  });
  readonly #other = new ScopeIndex();
  shown: ShownPrompt = {
    selection: { bundle: BUNDLE, input: INPUT, model: '' },
    identity: { id: 'a', semver: '1.0.0' },
    baseline: undefined,
  };

  constructor() {
    this.write('s.prompt-template.yaml', template('s'));
    this.write('p.prompt-template.yaml', template('p'));
    this.write('x.prompt-template.yaml', template('x'));
    this.write(BUNDLE, bundle('a', '1.0.0', 's'));
    this.write('b.prompt-bundle.yaml', bundle('b', '1.0.0', 'x'));
    this.write(INPUT, 'task: One.\n');
    this.write('b.prompt-input.yaml', 'task: Two.\n');
    this.concern.note(this.shown);
  }

  /** Takes a file in, as the workspace does, and tells why that concerns the preview. */
  write(file: string, text: string): string {
    const type = fileTypeOf(file)!;
    const scope = file.startsWith('other/') ? this.#other : this.scope;
    const changed = scope.update(summarise(file, parsePromptFile(type, { text }), this.#cache));
    return this.concern.of(this.shown, changed);
  }

  remove(file: string): string {
    return this.concern.of(this.shown, new Set([file, ...this.scope.remove(file)]));
  }
}

describe('what concerns a preview', () => {
  it('is its bundle, a template of it and its input, at every change', () => {
    for (const [file, text] of [
      [BUNDLE, bundle('a', '1.0.0', 'x')],
      ['s.prompt-template.yaml', template('s', 'Be brief.')],
      ['p.prompt-template.yaml', template('p', 'Be brief.')],
      [INPUT, 'task: Three.\n'],
    ] as const) {
      const folder = new Folder();
      assert.equal(folder.write(file, text), 'prompt', file);
      // It stays so until it is rendered.
      assert.equal(folder.write('y.prompt-template.yaml', template('y', 'No.')), 'prompt', file);
      folder.concern.note(folder.shown);
      assert.equal(folder.write('y.prompt-template.yaml', template('y', 'Yes.')), 'nothing', file);
    }
  });

  it('is no other template, were its text what it may', () => {
    const folder = new Folder();
    assert.notEqual(folder.write('x.prompt-template.yaml', template('x', '"{{task}}"')), 'prompt');
    assert.notEqual(folder.write('y.prompt-template.yaml', template('y')), 'prompt');
    assert.equal(folder.write('y.prompt-template.yaml', template('z')), 'nothing');
    assert.equal(folder.remove('y.prompt-template.yaml'), 'nothing');
    assert.equal(folder.write('other/s.prompt-template.yaml', template('s')), 'nothing');
    assert.equal(folder.write('other/c.prompt-input.yaml', 'task: Two.\n'), 'nothing');
  });

  it('is another bundle or input as what there is to choose from, though each input touches all bundles', () => {
    const folder = new Folder();
    assert.ok(folder.scope.bundlesFor('b.prompt-input.yaml').includes(BUNDLE));
    for (const [file, text] of [
      ['b.prompt-input.yaml', 'task: Four.\n'],
      ['c.prompt-input.yaml', 'task: Five.\n'],
      ['b.prompt-bundle.yaml', bundle('b', '1.0.0', 's')],
      ['c.prompt-bundle.yaml', bundle('a', '1.1.0', 's')],
    ] as const)
      assert.equal(folder.write(file, text), 'choices', file);
    assert.equal(folder.remove('c.prompt-bundle.yaml'), 'choices');
    assert.equal(
      folder.concern.of(folder.shown, new Set(['.prompt-bundles/published/b@1.0.0.json'])),
      'choices',
    );
  });

  it('is a file that newly defines what is referred to, or may, and one that does so too', () => {
    const folder = new Folder();
    assert.equal(folder.remove('s.prompt-template.yaml'), 'prompt');
    folder.concern.note(folder.shown);
    assert.equal(folder.write('new.prompt-template.yaml', template('s')), 'prompt');
    folder.concern.note(folder.shown);
    assert.equal(folder.write('twice.prompt-template.yaml', template('s')), 'prompt');
    folder.concern.note(folder.shown);
    assert.equal(folder.write('twice.prompt-template.yaml', template('s', 'Kind.')), 'prompt');
    folder.concern.note(folder.shown);
    assert.equal(folder.write('again.prompt-bundle.yaml', bundle('a', '1.0.0', 's')), 'prompt');
  });

  it('is what answers a reference from a registry', () => {
    const folder = new Folder();
    folder.remove('s.prompt-template.yaml');
    folder.concern.note(folder.shown);
    const file = 'registry:/s';
    const parsed = parsePromptFile({ kind: 'template', syntax: 'yaml' }, { text: template('s') });
    assert.ok(parsed.kind === 'template' && parsed.model);
    folder.scope.fallback.take(new Map([['s@1.0.0', { file, parsed, template: parsed.model }]]));
    assert.equal(folder.concern.of(folder.shown, new Set([BUNDLE])), 'prompt');
  });

  it('is the bundle that changes are counted from, with its templates', () => {
    const folder = new Folder();
    folder.shown = { ...folder.shown, baseline: 'b.prompt-bundle.yaml' };
    folder.concern.note(folder.shown);
    assert.equal(folder.write('x.prompt-template.yaml', template('x', 'Other.')), 'prompt');
    folder.concern.note(folder.shown);
    assert.equal(folder.write('b.prompt-bundle.yaml', bundle('b', '1.0.0', 's')), 'prompt');
  });

  it('is where its bundle or its input went, once they are gone', () => {
    const folder = new Folder();
    assert.equal(folder.remove(BUNDLE), 'prompt');
    folder.concern.note(folder.shown);
    assert.equal(folder.write('moved.prompt-bundle.yaml', bundle('a', '1.0.0', 's')), 'prompt');
    const other = new Folder();
    assert.equal(other.remove(INPUT), 'prompt');
    other.concern.note(other.shown);
    assert.equal(other.write('b.prompt-input.yaml', 'task: One.\n'), 'prompt');
    // Of an edited input, what it was made from.
    const edited = new Folder();
    edited.shown = { ...edited.shown, selection: { ...edited.shown.selection, input: `draft:${INPUT}` } };
    edited.concern.note(edited.shown);
    assert.equal(edited.write('b.prompt-input.yaml', 'task: Six.\n'), 'choices');
    assert.equal(edited.remove(INPUT), 'prompt');
  });

  it('is a bundle that uses a template which is shown by itself', () => {
    const folder = new Folder();
    folder.write('y.prompt-template.yaml', template('y'));
    folder.shown = {
      selection: { bundle: 'y.prompt-template.yaml', input: '', model: '' },
      identity: { id: 'y', semver: '1.0.0' },
      baseline: undefined,
    };
    folder.concern.note(folder.shown);
    assert.equal(folder.write('b.prompt-bundle.yaml', bundle('b', '1.0.0', 'x')), 'choices');
    assert.equal(folder.write('b.prompt-bundle.yaml', bundle('b', '1.0.0', 'y')), 'prompt');
  });

  it('is what is held back until it is saved: its own files, and templates, which may be what is referred to', () => {
    const folder = new Folder();
    folder.held.add(INPUT).add('x.prompt-template.yaml').add('b.prompt-input.yaml');
    assert.equal(folder.concern.of(folder.shown, new Set([INPUT])), 'prompt');
    assert.equal(folder.concern.of(folder.shown, new Set(['x.prompt-template.yaml'])), 'prompt');
    assert.equal(folder.concern.of(folder.shown, new Set(['b.prompt-input.yaml'])), 'choices');
    assert.equal(folder.concern.of(folder.shown, new Set(['p.prompt-template.yaml'])), 'nothing');
  });
});
