// What the files of one folder say of each other: versions, references, models. (That it stays right while files come,
// change and go is tested in language/incremental.test.ts.)
import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { MAX_RELATED_PLACES } from '../../../../src/core/model/findings.js';
import { summarise } from '../../../../src/language/scopes/fileSummary.js';
import { scopeFindings } from '../../../../src/language/findings/scopeFindings.js';
import { isVersionKnown } from '../../../../src/language/scopes/isVersionKnown.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';
import { parseNamed } from '../../documents/parsing.js';
import { small } from '../../published/samples.js';
import { read, snapshotOf } from '../../rendering.js';

const template = (id: string, semver: string): string =>
  `template_id: ${id}\nsemver: ${semver}\nrole: user\ncontent: x\n`;
const bundle = (system: string, more = '', semver = '1.0.0'): string =>
  `bundle_id: b\nsemver: ${semver}\n${more}templates: {system: ${system}, personality: {content: x}, activity: {content: x}, task: {content: x}}\n`;

/** A folder of files by their names without the kind: `t` for templates, `b` for bundles, `i` for inputs. */
function scopeOf(files: Readonly<Record<string, string>>): ScopeIndex {
  const scope = new ScopeIndex();
  const cache = new CompiledCache();
  for (const [name, text] of Object.entries(files))
    scope.update(summarise(name, parseNamed(name, text), cache));
  return scope;
}

const lines = (scope: ScopeIndex, file: string): string[] =>
  scopeFindings(scope, file).map(({ code, message, replacement, related = [] }) =>
    [
      `${code}: ${message}`,
      ...(replacement === undefined ? [] : [`=> ${replacement}`]),
      ...related.map((place) => `< ${place.file}`),
    ].join(' '),
  );

describe('the index of a folder', () => {
  const scope = scopeOf({
    'z.prompt-template.yaml': template('t', '1.10.0'),
    'y.prompt-template.yaml': template('t', '1.9.0'),
    'x.prompt-template.yaml': template('t', '2.0.0-rc.1'),
    'w.prompt-template.yaml': template('t', '1.9.0'),
    'v.prompt-template.yaml': template('s', '1.0.0'),
    'b.prompt-bundle.yaml': bundle('t@1.10.0', 'tags: [m, n]\n'),
    'c.prompt-bundle.yaml': bundle('t@1.10.0', 'tags: [n]\n', '2.0.0'),
    'i.prompt-input.yaml': 'task: x\n',
    'h.prompt-input.yaml': 'task: x\n',
  });

  it('knows whether any input expects something', () => {
    assert.equal(scope.hasExpectations, false);
    const expecting = scopeOf({ 'i.prompt-input.yaml': 'expect:\n  b@1.0.0: { contains: [x] }\n' });
    assert.equal(expecting.hasExpectations, true);
  });

  it('knows versions in their order, each once', () => {
    assert.deepEqual(scope.versions('template', 't'), ['1.9.0', '1.10.0', '2.0.0-rc.1']);
    assert.deepEqual(scope.versions('bundle', 'b'), ['1.0.0', '2.0.0']);
    assert.deepEqual(scope.versions('template', 'nobody'), []);
  });

  it('knows ids, inputs, models and definitions', () => {
    assert.deepEqual(scope.ids('template'), ['s', 't']);
    assert.deepEqual(scope.ids('bundle'), ['b']);
    assert.deepEqual(scope.inputs(), ['h.prompt-input.yaml', 'i.prompt-input.yaml']);
    assert.deepEqual([...scope.models()].sort(), ['m', 'n']);
    assert.deepEqual(scope.definitions('template', { id: 't', semver: '1.9.0' }), [
      'w.prompt-template.yaml',
      'y.prompt-template.yaml',
    ]);
    assert.deepEqual(scope.definitions('bundle', { id: 't', semver: '1.9.0' }), []);
  });

  it('tells of a file that goes which others it concerns, and not itself', () => {
    const copies = {
      'a.prompt-template.yaml': template('t', '1.0.0'),
      'b.prompt-template.yaml': template('t', '1.0.0'),
    };
    assert.deepEqual([...scopeOf(copies).remove('a.prompt-template.yaml')], ['b.prompt-template.yaml']);
    assert.deepEqual([...scopeOf(copies).remove('c.prompt-template.yaml')], []);
  });

  it('has what is published among the versions that are known, and to choose from', async () => {
    const made = scopeOf({});
    const parts = { id: 'p', semver: '1.0.0' };
    assert.deepEqual([made.choices.template.list(), made.choices.bundle.list()], [[], []]);
    assert.equal(isVersionKnown(made, 'template', parts), false);
    const { name, text } = await snapshotOf(small());
    made.updateSnapshot(read(name, text));
    assert.deepEqual([made.choices.template.list(), made.choices.bundle.list()], [['p'], ['b']]);
    assert.equal(isVersionKnown(made, 'template', parts), true);
    assert.equal(isVersionKnown(made, 'bundle', { id: 'b', semver: '1.0.0' }), true);
    assert.equal(isVersionKnown(made, 'bundle', parts), false);
  });

  it('keeps the list of inputs while they change, until one comes or goes', () => {
    const own = scopeOf({ 'i.prompt-input.yaml': 'task: x\n', 'h.prompt-input.yaml': 'task: x\n' });
    const take = (name: string, text: string): unknown =>
      own.update(summarise(name, parseNamed(name, text), new CompiledCache()));
    const before = own.inputs();
    take('i.prompt-input.yaml', 'task: x\nmodel_type: m\n');
    take('h.prompt-input.yaml', 'task: 5\n');
    assert.equal(own.inputs(), before);
    take('b.prompt-bundle.yaml', bundle('t@1.0.0'));
    take('b.prompt-bundle.yaml', bundle('t@1.0.0', 'tags: [m]\n'));
    assert.equal(own.inputs(), before);
    take('a.prompt-input.yaml', 'task: x\n');
    assert.deepEqual(own.inputs(), ['a.prompt-input.yaml', 'h.prompt-input.yaml', 'i.prompt-input.yaml']);
    own.remove('h.prompt-input.yaml');
    assert.deepEqual(own.inputs(), ['a.prompt-input.yaml', 'i.prompt-input.yaml']);
  });

  it('knows who refers to a version', () => {
    assert.deepEqual(scope.usersOf({ id: 't', semver: '1.10.0' }), [
      'b.prompt-bundle.yaml',
      'c.prompt-bundle.yaml',
    ]);
    assert.deepEqual(scope.usersOf({ id: 't', semver: '1.9.0' }), []);
  });
});

describe('what files say of each other', () => {
  it('a version in two files is told in both', () => {
    const scope = scopeOf({
      'a.prompt-template.yaml': template('t', '1.0.0'),
      'b.prompt-template.md': '---\ntemplate_id: t\nsemver: 1.0.0\nrole: user\n---\nx',
    });
    const said =
      'duplicate-version: Template `t@1.0.0` is defined in another file too. Keep one, or give this one another version.';
    assert.deepEqual(lines(scope, 'a.prompt-template.yaml'), [`${said} < b.prompt-template.md`]);
    assert.deepEqual(lines(scope, 'b.prompt-template.md'), [`${said} < a.prompt-template.yaml`]);
  });

  it('a version in several files is told with as many of the others as are shown', () => {
    for (const [count, said] of [
      [2, 'Bundle `b@1.0.0` is defined in another file too.'],
      [3, 'Bundle `b@1.0.0` is defined in 2 other files too.'],
      [MAX_RELATED_PLACES + 2, `Bundle \`b@1.0.0\` is defined in ${MAX_RELATED_PLACES + 1} other files too.`],
    ] as const) {
      const names = Array.from({ length: count }, (_, i) => `${i}.prompt-bundle.yaml`);
      const scope = scopeOf(Object.fromEntries(names.map((name) => [name, bundle('t@1.0.0')])));
      const duplicate = scopeFindings(scope, '0.prompt-bundle.yaml').find(
        ({ code }) => code === 'duplicate-version',
      );
      assert.ok(duplicate);
      assert.ok(duplicate.message.startsWith(said), duplicate.message);
      assert.equal(duplicate.related?.length, Math.min(count - 1, MAX_RELATED_PLACES));
    }
  });

  it('a reference that is no version is told the newest of its template', () => {
    const scope = scopeOf({
      'a.prompt-template.yaml': template('t', '1.0.0'),
      'b.prompt-template.yaml': template('t', '1.1.0'),
      'c.prompt-template.yaml': template('u', '3.0.0'),
      'b.prompt-bundle.yaml':
        'bundle_id: b\nsemver: 1.0.0\ntemplates: { system: u@3.0.0, task: t@1, activity: u@3.0.0 }\n',
    });
    const invalid = scopeFindings(scope, 'b.prompt-bundle.yaml').filter(
      ({ code }) => code === 'invalid-semver',
    );
    assert.deepEqual(
      invalid.map(({ replacement }) => replacement),
      ['1.1.0'],
    );
  });

  it('a version in two files is told by which looks like the copy', () => {
    const scope = scopeOf({
      'templates/a.prompt-template.yaml': template('t', '1.0.0'),
      'dist/a.prompt-template.yaml': template('t', '1.0.0'),
      'b.prompt-bundle.yaml': bundle('t@1.0.0'),
    });
    const said = 'duplicate-version: Template `t@1.0.0` is defined in another file too.';
    assert.deepEqual(lines(scope, 'templates/a.prompt-template.yaml'), [
      `${said} The other looks like a copy of this one: remove it, or leave it out by the setting \`promptBundles.exclude\` or by \`.gitignore\`. < dist/a.prompt-template.yaml`,
    ]);
    assert.deepEqual(lines(scope, 'dist/a.prompt-template.yaml'), [
      `${said} This one looks like a copy of \`templates/a.prompt-template.yaml\`: remove it, leave it out by the setting \`promptBundles.exclude\` or by \`.gitignore\`, or give it another version. < templates/a.prompt-template.yaml`,
    ]);
    const [used = ''] = lines(scope, 'b.prompt-bundle.yaml');
    assert.ok(
      used.includes(
        'so none is used. Keep `templates/a.prompt-template.yaml`: the other looks like a copy, by where it lies.',
      ),
      used,
    );
  });

  it('a bundle is looked at again when a template comes that its reference may mean, once its own is gone', () => {
    const scope = scopeOf({
      'a.prompt-template.yaml': template('shop', '1.0.0'),
      'b.prompt-bundle.yaml': bundle('shop@1.0.0'),
    });
    const come = (name: string, id: string): readonly string[] => [
      ...scope.update(summarise(name, parseNamed(name, template(id, '1.0.0')), new CompiledCache())),
    ];
    assert.deepEqual(come('c.prompt-template.yaml', 'ship'), ['c.prompt-template.yaml']);
    scope.remove('a.prompt-template.yaml');
    assert.deepEqual(come('d.prompt-template.yaml', 'shops'), [
      'd.prompt-template.yaml',
      'b.prompt-bundle.yaml',
    ]);
  });

  it('a template and a bundle of one name have nothing to do with each other', () => {
    const scope = scopeOf({
      'a.prompt-template.yaml': template('b', '1.0.0'),
      'b.prompt-bundle.yaml': bundle('b@1.0.0'),
    });
    assert.deepEqual(
      [...lines(scope, 'a.prompt-template.yaml'), ...lines(scope, 'b.prompt-bundle.yaml')],
      [],
    );
  });

  it('versions that differ in build metadata alone are two', () => {
    const scope = scopeOf({
      'a.prompt-template.yaml': template('t', '1.0.0+a'),
      'b.prompt-template.yaml': template('t', '1.0.0+b'),
    });
    assert.deepEqual(lines(scope, 'a.prompt-template.yaml'), []);
  });

  for (const [what, reference, expected] of [
    ['a version that is there', 'persona@1.0.0', []],
    [
      'another version: the newest is meant',
      'persona@3.0.0',
      [
        'unresolved-template: None of these files defines the template `persona@3.0.0`. Did you mean `persona@1.10.0`? => persona@1.10.0',
      ],
    ],
    [
      'a misspelt name',
      'persnoa@1.0.0',
      [
        'unresolved-template: None of these files defines the template `persnoa@1.0.0`. Did you mean `persona@1.10.0`? => persona@1.10.0',
      ],
    ],
    [
      'a misspelt name in quotes: quotes stay',
      '"persnoa@1.0.0"',
      [
        'unresolved-template: None of these files defines the template `persnoa@1.0.0`. Did you mean `persona@1.10.0`? => "persona@1.10.0"',
      ],
    ],
    [
      'a name of nothing',
      'else@1.0.0',
      [
        'unresolved-template: None of these files defines the template `else@1.0.0`. Add a file that defines it, or name another.',
      ],
    ],
    [
      'a version in two files',
      'twice@1.0.0',
      [
        'unresolved-template: 2 files define the template `twice@1.0.0`, so none is used. Keep one of them. < d.prompt-template.yaml < e.prompt-template.yaml',
      ],
    ],
  ] as const) {
    it(`a reference to ${what}`, () => {
      const scope = scopeOf({
        'a.prompt-template.yaml': template('persona', '1.0.0'),
        'c.prompt-template.yaml': template('persona', '1.10.0'),
        'd.prompt-template.yaml': template('twice', '1.0.0'),
        'e.prompt-template.yaml': template('twice', '1.0.0'),
        'b.prompt-bundle.yaml': bundle(reference),
      });
      assert.deepEqual(lines(scope, 'b.prompt-bundle.yaml'), expected);
    });
  }

  it('a model that no bundle serves, unless there is no bundle', () => {
    const input = { 'i.prompt-input.yaml': 'model_type: smal\n' };
    assert.deepEqual(lines(scopeOf(input), 'i.prompt-input.yaml'), []);
    const scope = scopeOf({ ...input, 'b.prompt-bundle.yaml': bundle('{content: x}', 'tags: [small]\n') });
    assert.deepEqual(lines(scope, 'i.prompt-input.yaml'), [
      'unsupported-model: None of these bundles serves the model `smal`. Did you mean `small`? => small',
    ]);
  });

  it('a model is for the bundles the input has expectations of', () => {
    const hash = `"${'0'.repeat(64)}"`;
    const scope = scopeOf({
      'i.prompt-input.yaml': `model_type: large\nexpect: {b@1.0.0: ${hash}}\n`,
      'b.prompt-bundle.yaml': bundle('{content: x}', 'tags: [small]\n'),
      'c.prompt-bundle.yaml': bundle('{content: x}', 'tags: [large]\n', '2.0.0'),
    });
    assert.deepEqual(lines(scope, 'i.prompt-input.yaml'), [
      'unsupported-model: Bundle b@1.0.0 does not serve the model `large`. Add it to the tags of a bundle, or name another model.',
    ]);
  });

  it('of a file that is not there is nothing', () => {
    assert.deepEqual(lines(scopeOf({}), 'nowhere.prompt-input.yaml'), []);
  });
});

describe('the inputs of a bundle', () => {
  it('are none where there is no such bundle', () => {
    const scope = scopeOf({
      'b.prompt-bundle.yaml': bundle('{content: x}'),
      'i.prompt-input.yaml': 'task: x\n',
    });
    assert.deepEqual(scope.inputsFor('none'), { inputs: [], truncated: false });
    assert.equal(scope.inputsFor('b.prompt-bundle.yaml').inputs.length, 1);
  });
});
