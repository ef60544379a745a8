import { createHash } from 'node:crypto';
import { compareVersions } from '../../src/core/compare/compareVersions.js';
import type { RenderedVersion } from '../../src/core/compare/renderVersions.js';
import { CompiledCache } from '../../src/core/constraints/index.js';
import { parsePromptFile } from '../../src/core/documents/promptFile.js';
import type { PromptBundle } from '../../src/core/model/bundle.js';
import { bySlot } from '../../src/core/model/slots.js';
import type { PromptTemplate } from '../../src/core/model/template.js';
import { readSnapshot, type SnapshotFile } from '../../src/core/published/readSnapshot.js';
import { createSnapshot, snapshotText } from '../../src/core/published/snapshot.js';
import { snapshotFileName } from '../../src/core/published/snapshotName.js';
import { adviseVersion } from '../../src/core/versions/adviseVersion.js';
import { bundleChanges, templateChanges } from '../../src/core/versions/contentChanges.js';
import { summarise } from '../../src/language/scopes/fileSummary.js';
import { publishedFindings } from '../../src/language/publication/publishedFindings.js';
import { scopeFindings } from '../../src/language/findings/scopeFindings.js';
import { ScopeIndex } from '../../src/language/scopes/scopeIndex.js';
import type { GrowthCase } from './growthExponent.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hashing = { sha256 };
const many = <Item>(count: number, make: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => make(i));

const body = (content: string) => ({
  content,
  role: 'system' as const,
  constraints: null,
  adapter_version: null,
});

/** The snapshot of a bundle version whose four templates have these versions. */
function snapshot(version: string, semvers: (slot: number) => string, content: string): SnapshotFile {
  const parts = bySlot((_slot, i) => ({
    reference: { id: 't', semver: semvers(i) },
    template: body(content),
  }));
  const made = createSnapshot({ bundle_id: 'b', semver: version, tags: [] }, parts, hashing);
  const name = snapshotFileName({ id: 'b', semver: version }, hashing);
  return readSnapshot({ file: name, name, given: { text: snapshotText(made) } }, hashing);
}

const bundle = (tags: readonly string[]): PromptBundle => ({
  bundle_id: 'b',
  semver: '1.0.0',
  tags,
  templates: bySlot(() => ({ kind: 'inline' as const, template: body('x') })),
});

const template = (content: string): PromptTemplate => ({
  template_id: 't',
  semver: '1.0.0',
  ...body(content),
});

export const versionCases: readonly GrowthCase[] = [
  {
    name: 'tags of a published bundle that changed',
    from: 4_000,
    prepare: (size) => {
      const [before, after] = ['one', 'other'].map((word) => bundle(many(size, (i) => `${word}-${i}`)));
      return () => (before && after ? [bundleChanges(before, after), adviseVersion(before, after)] : []);
    },
  },
  {
    name: 'published versions of a template whose files all changed',
    from: 100,
    prepare: (size) => {
      const cache = new CompiledCache();
      const snapshots = many(size, (i) => snapshot(`1.0.${i}`, (slot) => `1.${i}.${slot}`, 'as published'));
      const files = many(size, (i) => ({
        file: `${i}.prompt-template.yaml`,
        parsed: parsePromptFile(
          { kind: 'template', syntax: 'yaml' },
          { text: `template_id: t\nsemver: 1.${i}.0\nrole: system\ncontent: changed\n` },
        ),
      }));
      return () => {
        const scope = new ScopeIndex();
        for (const one of snapshots) scope.updateSnapshot(one);
        for (const { file, parsed } of files) scope.load(summarise(file, parsed, cache));
        return files.map(({ file, parsed }) => publishedFindings(scope, file, parsed));
      };
    },
  },
  {
    name: 'snapshots that disagree on one template, and bundles that refer to it',
    from: 100,
    prepare: (size) => {
      const cache = new CompiledCache();
      const snapshots = many(size, (i) => snapshot(`1.0.${i}`, () => '1.0.0', `content ${i}`));
      const inline = '{ content: x }';
      const files = many(size, (i) => {
        const file = `${i}.prompt-bundle.yaml`;
        const text = `bundle_id: c${i}\nsemver: 1.0.0\ntemplates: { system: t@1.0.0, personality: ${inline}, activity: ${inline}, task: ${inline} }\n`;
        return summarise(file, parsePromptFile({ kind: 'bundle', syntax: 'yaml' }, { text }), cache);
      });
      return () => {
        const scope = new ScopeIndex();
        for (const one of snapshots) scope.updateSnapshot(one);
        for (const file of files) scope.load(file);
        return files.map(({ file }) => scopeFindings(scope, file));
      };
    },
  },
  {
    name: 'words of a template that changed',
    from: 4_000,
    prepare: (size) => {
      const [before, after] = ['one', 'other'].map((word) =>
        template(many(size, (i) => `${word}${i}`).join(' ')),
      );
      return () => (before && after ? templateChanges(before, after) : []);
    },
  },
  {
    name: 'revisions of a version with the same content',
    from: 4_000,
    prepare: (size) => {
      const rendered = many(size, (i): RenderedVersion => ({
        semver: '1.0.0',
        source: 'git',
        revision: 'a',
        bundle_hash: '',
        personality_hash: '',
        render: undefined,
        problem: `problem ${i}`,
      }));
      return () => compareVersions('b', rendered);
    },
  },
];
