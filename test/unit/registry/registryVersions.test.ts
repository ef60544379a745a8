// The versions of a registry beside those of files: equal where the spec says so, and different where they differ alone.
import assert from 'node:assert/strict';
import { nullAuditSink } from '../../../src/core/audit/null.js';
import type { ComparedVersion, Comparison } from '../../../src/core/compare/comparison.js';
import { compareVersions } from '../../../src/core/compare/compareVersions.js';
import { renderVersions, type VersionSource } from '../../../src/core/compare/renderVersions.js';
import { loadHashing } from '../../../src/core/hashing.js';
import { SLOTS } from '../../../src/core/model/slots.js';
import { createPromptGenerator } from '../../../src/core/promptGenerator.js';
import type { Publishable } from '../../../src/core/published/planPublication.js';
import { sha256 } from '../../../src/node/sha256.js';
import { readBundleVersions, registryVersions } from '../../../src/registry/comparison/registryVersions.js';
import type { StoredBundle } from '../../../src/registry/stored/storedVersion.js';
import { publishable } from '../../registry/publications.js';
import { storedBundleRow } from './storedRows.js';

const nothing = { findBundles: () => Promise.resolve([]), findTemplates: () => Promise.resolve([]) };

/** The same row under another version. */
function versioned(stored: StoredBundle, semver: string): StoredBundle {
  return { ...stored, bundle: { ...stored.bundle, semver } };
}

async function compare(
  stored: readonly StoredBundle[],
  places: Readonly<Partial<Record<VersionSource, readonly Publishable[]>>>,
): Promise<{ readonly comparison: Comparison; readonly notes: readonly string[] }> {
  const hashing = await loadHashing(sha256);
  const generator = createPromptGenerator({
    bundles: nothing,
    templates: nothing,
    audit: nullAuditSink,
    hashing,
    now: () => new Date(0),
  });
  const elsewhere = await renderVersions({
    bundle_id: 'b',
    hashing,
    places: Object.entries(places).map(([source, given]) => ({
      source: source as VersionSource,
      semvers: given.map(({ bundle }) => bundle.semver),
      generator: {
        renderFromBundle: ({ bundle: { semver }, ...others }) => {
          const one = given.find(({ bundle }) => bundle.semver === semver);
          assert.ok(one);
          const parts = Object.fromEntries(
            SLOTS.map((slot) => [slot, { ...one.parts[slot], origin: 'file' }]),
          ) as unknown as NonNullable<Parameters<typeof generator.renderInline>[0]['parts']>;
          return generator.renderInline({ ...others, bundle: one.bundle, origin: 'file', parts });
        },
      },
    })),
  });
  const { rendered, notes } = await registryVersions({
    bundle_id: 'b',
    stored,
    name: 'team',
    elsewhere,
    generator,
    hashing,
  });
  return { comparison: compareVersions('b', [...elsewhere, ...rendered]), notes };
}

const sources = ({ versions }: Comparison): unknown[] =>
  versions.map(({ semver, sources: all }) => [semver, ...all]);

/** The slots whose templates have another hash in the second row. */
function differing({ versions: [from, to] }: Comparison): readonly string[] {
  const hashes = (row: ComparedVersion | undefined): readonly (string | undefined)[] =>
    SLOTS.map((slot) => row?.template_hashes?.[slot]);
  return SLOTS.filter((_slot, i) => hashes(from)[i] !== hashes(to)[i]);
}

describe('versions of a registry', () => {
  const inWords = publishable(
    { id: 'b', tags: ['a', 'b'] },
    {
      system: { adapter_version: '2' },
      personality: { constraints: new Map([['WEIGHT', 100]]) },
      activity: { constraints: new Map() },
      task: { reference: null },
    },
  );
  const stored = storedBundleRow(
    {
      personality: { constraints: '{"WEIGHT": 100.0}' },
      activity: { constraints: null },
      task: { template_id: 'b.task' },
    },
    '["a", "b"]',
  );

  it('are one row with those of files that say the same in other words', async () => {
    const { comparison, notes } = await compare([stored], { workspace: [inWords] });
    assert.deepEqual(sources(comparison), [['1.0.0', 'workspace', 'registry']]);
    assert.deepEqual(comparison.differences, []);
    assert.match(notes.join('\n'), /^A registry stores no `adapter_version`\./);
  });

  it('are one row with the state that they are equal to, where there are several', async () => {
    const other = publishable({ id: 'b' }, { system: { adapter_version: '3', content: 'Edited.' } });
    const published = publishable({ id: 'b' }, { system: { adapter_version: '1' } });
    const { comparison } = await compare([storedBundleRow()], {
      workspace: [other],
      published: [published],
    });
    assert.deepEqual(sources(comparison), [
      ['1.0.0', 'published', 'registry'],
      ['1.0.0', 'workspace'],
    ]);
  });

  it('have another hash where they differ, and nowhere else', async () => {
    const changed = storedBundleRow(
      {
        system: { content: 'Changed.' },
        personality: { constraints: '{"WEIGHT": 1e2}' },
        task: { template_id: 'b.task' },
      },
      '["a", "b"]',
    );
    const { comparison } = await compare([changed], { workspace: [inWords] });
    assert.deepEqual(sources(comparison), [
      ['1.0.0', 'registry'],
      ['1.0.0', 'workspace'],
    ]);
    assert.deepEqual(differing(comparison), ['system']);
    const [difference] = comparison.differences;
    assert.equal(difference?.summary, 'Only the system differs: b-system 1.0.0, edited.');
  });

  it('differ by role, tags and constraints, of which those that cannot be read are none of a file', async () => {
    const plain = publishable({ id: 'b' });
    for (const [row, slots] of [
      [storedBundleRow({ activity: { role: 'user' } }), ['activity']],
      [storedBundleRow({ activity: { constraints: '{"NO_EMOJI": true}' } }), ['activity']],
      [storedBundleRow({ activity: { constraints: '[]' } }), ['activity']],
      [storedBundleRow({}, '["a"]'), []],
    ] as const) {
      const { comparison, notes } = await compare([row], { workspace: [plain] });
      assert.equal(comparison.versions.length, 2);
      assert.deepEqual(differing(comparison), slots);
      assert.deepEqual(notes, []);
    }
  });

  it('that no file has are rows of their own, whose templates are compared in the words of the files', async () => {
    const next = versioned(stored, '1.1.0');
    const { comparison } = await compare([stored, next], { workspace: [inWords] });
    assert.deepEqual(sources(comparison), [
      ['1.0.0', 'workspace', 'registry'],
      ['1.1.0', 'registry'],
    ]);
    // A template of the bundle itself has the name of its version: that of another version is another.
    assert.equal(
      comparison.differences[0]?.summary,
      'The task has another name and the same content: a text of the bundle itself → b.task 1.0.0.',
    );
  });

  it('are rows by themselves where there are no files', async () => {
    const { comparison } = await compare([storedBundleRow({ task: { role: 'none of ours' } })], {});
    assert.deepEqual(sources(comparison), [['1.0.0', 'registry']]);
    assert.match(
      comparison.versions[0]?.rendered.render?.parts.task.origin ?? '',
      /^registry team: template b-task@/,
    );
  });
});

describe('reading the versions of a bundle', () => {
  const asked: number[] = [];
  const store = (count: number): Parameters<typeof readBundleVersions>[0] => ({
    versions: (_kind, id) =>
      Promise.resolve(
        Array.from({ length: count }, (_, i) => ({ id, semver: `${i}.0.0`, created_at: '2026-01-02' })),
      ),
    bundles: (references) => {
      asked.push(references.length);
      return Promise.resolve(
        new Map(
          references
            .filter(({ semver }) => semver !== '3.0.0')
            .map(({ id, semver }) => [`${id}@${semver}`, versioned(storedBundleRow(), semver)]),
        ),
      );
    },
  });

  it('reads many at once, in their order, and leaves out what is gone meanwhile', async () => {
    const found = await readBundleVersions(store(1_001), 'b');
    assert.deepEqual(asked, [500, 500, 1]);
    assert.equal(found.length, 1_000);
    assert.deepEqual(
      found.slice(2, 5).map(({ bundle }) => bundle.semver),
      ['2.0.0', '4.0.0', '5.0.0'],
    );
  });

  it('reads those alone that are named', async () => {
    asked.length = 0;
    const found = await readBundleVersions(store(10), 'b', ['9.0.0', '3.0.0']);
    assert.deepEqual([asked, found.map(({ bundle }) => bundle.semver)], [[2], ['9.0.0']]);
  });
});
