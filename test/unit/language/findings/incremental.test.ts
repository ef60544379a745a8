import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseReference } from '../../../../src/core/model/reference.js';
import type { SnapshotFile } from '../../../../src/core/published/readSnapshot.js';
import { read, snapshotOf } from '../../rendering.js';
import { MemoryWorkspace, template, workspaceOf } from '../memoryWorkspace.js';
import { edit } from '../randomFolder.js';

// Whatever is edited, in whatever order: what is kept up to date says what a workspace read anew from the same files says.

async function readAnew(
  texts: ReadonlyMap<string, string>,
  published: ReadonlyMap<string, SnapshotFile>,
): Promise<MemoryWorkspace> {
  const files = await workspaceOf(Object.fromEntries(texts));
  await files.publish(Object.fromEntries(published));
  // All at once, so that nothing depends on which file an index met first.
  await files.write(Object.fromEntries([...texts].reverse()));
  return files;
}

/** Snapshots of two bundles: some hold the same version of a template with another text, one is damaged. */
async function somePublished(): Promise<readonly SnapshotFile[]> {
  const given = [
    ['b@1.0.0', 'persona@1.0.0', 'Never say.'],
    ['b@1.0.0', 'rules@1.1.0', 'Be kind.'],
    ['b@2.0.0', 'persona@1.0.0', 'Be calm.'],
    ['c@1.1.0', 'persona@2.0.0', '{{task}}'],
  ] as const;
  const snapshots = given.map(async ([name, part, content]) => {
    const [bundle, persona] = [parseReference(name), parseReference(part)];
    assert.ok(bundle && persona);
    const files = {
      'p.prompt-template.md': template(persona.id, content, '', persona.semver),
      'b.prompt-bundle.yaml': `bundle_id: ${bundle.id}\nsemver: ${bundle.semver}\ntemplates:\n  system: { content: S }\n  personality: ${part}\n  activity: { content: A }\n  task: { content: T }\n`,
    };
    const snapshot = await snapshotOf(files, name);
    return read(snapshot.name, snapshot.text);
  });
  return [...(await Promise.all(snapshots)), read('c@1.1.0.json', '{ "bundle_id": "c", "semver": "1.1.0"')];
}

function setOrDelete<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

/** All that is shown, and all that can be asked of the index of the files. */
function stateOf(workspace: MemoryWorkspace): unknown {
  const { scope } = workspace;
  const kinds = (['template', 'bundle'] as const).map((kind) => {
    const versions = scope.versionNames[kind].list();
    return {
      ids: scope.ids(kind),
      choices: scope.choices[kind].list(),
      nameless: scope.nameless(kind),
      unreadable: scope.unreadableFiles(kind),
      versions: scope.ids(kind).map((id) => [id, scope.versions(kind, id), scope.filesOfId(kind, id)]),
      definitions: versions.map((name) => {
        const reference = parseReference(name) ?? { id: name, semver: '' };
        return [
          name,
          scope.definitions(kind, reference),
          scope.likelyOriginal(kind, reference),
          scope.claims(kind, reference),
          scope.usersOf(reference),
          scope.expecting(reference),
        ];
      }),
    };
  });
  return {
    shown: workspace.shown(),
    kinds,
    inputs: scope.inputs(),
    invalid: scope.unreadableFiles('input'),
    models: scope.models().map((model) => [model, scope.filesOfModel(model)]),
    tokens: scope.choices.token.list(),
    unanswered: [...scope.unanswered.list()].sort(),
    hasExpectations: scope.hasExpectations,
    pairs: workspace.names().map((file) => [file, scope.inputsFor(file), scope.bundlesFor(file)]),
  };
}

describe('a workspace kept up to date', () => {
  it('shows what one read anew shows, after every edit', async () => {
    const snapshots = await somePublished();
    const change = fc.oneof(
      { weight: 6, arbitrary: edit },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...snapshots), fc.boolean()).map(([snapshot, isThere]) => ({
          file: snapshot.file,
          snapshot: isThere ? snapshot : undefined,
        })),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), async (changes) => {
        const kept = new MemoryWorkspace();
        const texts = new Map<string, string>();
        const published = new Map<string, SnapshotFile>();
        for (const one of changes) {
          if (Array.isArray(one)) {
            const [file, text] = one;
            setOrDelete(texts, file, text);
            await kept.write({ [file]: text });
          } else {
            setOrDelete(published, one.file, one.snapshot);
            await kept.publish({ [one.file]: one.snapshot });
          }
          const anew = await readAnew(texts, published);
          assert.deepEqual(stateOf(kept), stateOf(anew));
        }
      }),
      { numRuns: 100 },
    );
  }).timeout(60_000);

  it('never throws, and every range is inside its file and holds what offends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 4, maxLength: 12 }), async (edits) => {
        const files = await workspaceOf(
          Object.fromEntries(edits.filter((pair): pair is [string, string] => pair[1] !== undefined)),
        );
        for (const file of files.names()) {
          for (const { code, range, text, related = [] } of files.findings(file)) {
            const places = [{ file, range }, ...related];
            for (const place of places) {
              const { length } = files.get(place.file).source.text;
              const { start, end } = place.range;
              assert.ok(0 <= start && end <= length && (start < end || length === 0), code);
            }
            const found = files.get(file).source.text.slice(range.start, range.end);
            // In Markdown every character stands as it is; what a value completes is longer than what stands there.
            if (
              text !== undefined &&
              file.endsWith('.md') &&
              !found.includes('{{') &&
              code !== 'assertiveness'
            ) {
              assert.ok(
                text === found || text.startsWith(found) || text.includes('\n'),
                `${code}: ${text} at ${found}`,
              );
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  }).timeout(60_000);
});

describe('an edit of a template', () => {
  const bundle = (id: string, persona: string): string =>
    `bundle_id: ${id}\nsemver: 1.0.0\ntemplates:\n  system: ${persona}\n  personality: { content: Never. }\n  activity: { content: A }\n  task: { content: T }\n`;
  const rules = (tokens: string, semver = '1.0.0'): string =>
    template('rules', 'R.', `constraints: { FORBIDDEN_TOKENS: [${tokens}] }\n`, semver);

  it('has the bundles that use it assembled anew and no other', async () => {
    const files = await workspaceOf({
      '1.prompt-template.md': rules('ok'),
      '2.prompt-template.md': rules('ok', '2.0.0'),
      'b.prompt-bundle.yaml': bundle('b', 'rules@1.0.0'),
      'c.prompt-bundle.yaml': bundle('c', 'rules@2.0.0'),
      'd.prompt-bundle.yaml': bundle('d', 'rules@1.0.0'),
      'i.prompt-input.yaml': 'task: x\nmodel_type: none\n',
    });
    await files.write({ '1.prompt-template.md': rules('never') });
    assert.deepEqual(files.refreshed, ['b.prompt-bundle.yaml', 'd.prompt-bundle.yaml']);
    const told = ['forbidden-token «Never» < 1.prompt-template.md «never»'];
    assert.deepEqual(files.told('b.prompt-bundle.yaml'), told);
    assert.deepEqual(files.told('c.prompt-bundle.yaml'), []);
    assert.deepEqual(files.told('d.prompt-bundle.yaml'), told);
    await files.write({ '2.prompt-template.md': rules('never', '2.0.0') });
    assert.deepEqual(files.refreshed, ['c.prompt-bundle.yaml']);
  });

  it('has the bundles assembled anew that an input is for, and no other', async () => {
    const files = await workspaceOf({
      '1.prompt-template.md': rules('ok'),
      'b.prompt-bundle.yaml': `${bundle('b', 'rules@1.0.0')}tags: [m]\n`,
      'c.prompt-bundle.yaml': bundle('c', 'rules@1.0.0'),
      'i.prompt-input.yaml': 'task: x\nmodel_type: m\n',
    });
    await files.write({ 'i.prompt-input.yaml': 'task: y\nmodel_type: m\n' });
    assert.deepEqual(files.refreshed, ['b.prompt-bundle.yaml']);
  });
});

describe('two checks of a bundle', () => {
  it('that overlap leave what the later one found', async () => {
    const files = await workspaceOf({
      'r.prompt-template.md': template('r', 'Never.'),
      'b.prompt-bundle.yaml': `bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: { content: S, constraints: { FORBIDDEN_TOKENS: [never] } }\n  personality: r@1.0.0\n  activity: { content: A }\n  task: { content: T }\n`,
    });
    const { language } = files;
    const first = language.assemble('b.prompt-bundle.yaml');
    const second = language.assemble('b.prompt-bundle.yaml');
    assert.deepEqual([...(await first)], []);
    assert.deepEqual([...(await second)], ['r.prompt-template.md']);
    assert.equal(language.diagnose('r.prompt-template.md', files.get('r.prompt-template.md')).length, 1);
  });
});
