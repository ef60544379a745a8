// What a scope does not know by itself: whether it has all files, and what other folders define.
import assert from 'node:assert/strict';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { parsePromptFile } from '../../../../src/core/documents/promptFile.js';
import { formatReference } from '../../../../src/core/model/reference.js';
import { summarise } from '../../../../src/language/scopes/fileSummary.js';
import { scopeFindings } from '../../../../src/language/findings/scopeFindings.js';
import { ScopeIndex, type ScopeSurroundings } from '../../../../src/language/scopes/scopeIndex.js';

const FILE = 'b.prompt-bundle.yaml';
const TEXT =
  'bundle_id: b\nsemver: 1.0.0\ntemplates: {system: t@1.0.0, personality: {content: p}, activity: {content: a}, task: {content: t}}\n';

function messages(
  surroundings: Partial<ScopeSurroundings>,
  more: Readonly<Record<string, string>> = {},
): string[] {
  const scope = new ScopeIndex(undefined, {
    isWhole: () => true,
    rootsDefining: () => [],
    ...surroundings,
  });
  for (const [file, text] of Object.entries({ [FILE]: TEXT, ...more })) {
    const kind = file === FILE ? 'bundle' : 'template';
    scope.update(summarise(file, parsePromptFile({ kind, syntax: 'yaml' }, { text }), new CompiledCache()));
  }
  return scopeFindings(scope, FILE).map(({ message }) => message);
}

describe('a template that no file of a scope defines', () => {
  it('is missing where all files are known', () => {
    assert.deepEqual(messages({}), [
      'None of these files defines the template `t@1.0.0`. Add a file that defines it, or name another.',
    ]);
  });

  it('is not known where nobody could list the files', () => {
    assert.deepEqual(messages({ isWhole: () => false }), [
      'Nothing is known of the files beside this one, so the template `t@1.0.0` is not found. Add a file that defines it, or name another.',
    ]);
  });

  it('may be one whose name is in another form', () => {
    const more = {
      'a.prompt-template.yaml': 'template_id: "\uff54"\nsemver: 1.0.0\nrole: user\ncontent: x\n',
    };
    for (const [isWhole, unknown] of [
      [true, 'None of these files defines the template `t@1.0.0`'],
      [false, 'Nothing is known of the files beside this one, so the template `t@1.0.0` is not found'],
    ] as const)
      assert.deepEqual(messages({ isWhole: () => isWhole }, more), [
        `${unknown}: the name looks like one that is defined, but differs from it in its Unicode normalisation. Did you mean \`\uff54@1.0.0\`?`,
      ]);
  });

  it('is told to be in another folder, where that has this very version', () => {
    const rootsDefining: ScopeSurroundings['rootsDefining'] = (name) =>
      formatReference(name) === 't@1.0.0' ? ['one', 'two'] : [];
    assert.deepEqual(messages({ rootsDefining }), [
      'None of these files defines the template `t@1.0.0`, but one in the folder `one` does. Folders do not share templates. Add a file that defines it, or name another.',
    ]);
    assert.deepEqual(messages({ rootsDefining, isWhole: () => false }), [
      'Nothing is known of the files beside this one, so the template `t@1.0.0` is not found, but one in the folder `one` does. Folders do not share templates. Add a file that defines it, or name another.',
    ]);
  });
});
