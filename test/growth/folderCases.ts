import { CompiledCache } from '../../src/core/constraints/index.js';
import { didYouMean } from '../../src/core/documents/didYouMean.js';
import { fileTypeOf } from '../../src/core/documents/fileKinds.js';
import { parsePromptFile } from '../../src/core/documents/promptFile.js';
import { summarise, type FileSummary } from '../../src/language/scopes/fileSummary.js';
import { scopeFindings } from '../../src/language/findings/scopeFindings.js';
import { ScopeIndex } from '../../src/language/scopes/scopeIndex.js';
import type { GrowthCase } from './growthExponent.js';

const cache = new CompiledCache();

function summary(file: string, text: string): FileSummary {
  const type = fileTypeOf(file);
  if (!type) throw new Error(`${file} is none of ours.`);
  return summarise(file, parsePromptFile(type, { text }), cache);
}

const many = <Item>(count: number, make: (i: number) => Item): Item[] =>
  Array.from({ length: count }, (_, i) => make(i));
const template = (i: number, id: string, semver = '1.0.0'): FileSummary =>
  summary(`t${i}.prompt-template.yaml`, `template_id: ${id}\nsemver: ${semver}\nrole: system\ncontent: x\n`);
const inline = '{ content: x }';
const bundle = (i: number, system: string, rest = ''): FileSummary =>
  summary(
    `b${i}.prompt-bundle.yaml`,
    `bundle_id: b${i}\nsemver: 1.0.0\n${rest}templates: { system: ${system}, personality: ${inline}, activity: ${inline}, task: ${inline} }\n`,
  );
const input = (i: number, text: string): FileSummary => summary(`i${i}.prompt-input.yaml`, text);

/** Taking in a folder, and telling of all its files. */
const folder = (filesOf: (size: number) => readonly FileSummary[]) => (size: number) => {
  const files = filesOf(size);
  return () => {
    const scope = new ScopeIndex();
    for (const file of files) scope.load(file);
    return files.map(({ file }) => scopeFindings(scope, file));
  };
};

const name = (i: number): string => `agent-${(i * 7919) % 1_000_003}-persona`;

export const folderCases: readonly GrowthCase[] = [
  {
    name: 'references that nothing answers, beside as many templates',
    from: 300,
    prepare: folder((size) => [
      ...many(size, (i) => template(i, name(i))),
      ...many(size, (i) => bundle(i, `${name(i)}x@1.0.0`)),
    ]),
  },
  {
    name: 'files that define one version',
    from: 1_000,
    prepare: folder((size) => many(size, (i) => template(i, 'same'))),
  },
  {
    name: 'references to a version that many files define',
    from: 1_000,
    prepare: folder((size) => [
      ...many(size, (i) => template(i, 'same')),
      ...many(size, (i) => bundle(i, 'same@1.0.0')),
    ]),
  },
  {
    name: 'inputs whose model no bundle serves',
    from: 300,
    prepare: folder((size) => [
      ...many(size, (i) => bundle(i, inline, `tags: [model-${i}]\n`)),
      ...many(size, (i) => input(i, `model_type: modell-${i}\n`)),
    ]),
  },
  {
    name: 'inputs that expect something of a bundle of many models',
    from: 300,
    prepare: folder((size) => [
      bundle(0, inline, `tags: [${many(size, (i) => `model-${i}`).join(', ')}]\n`),
      ...many(size, (i) =>
        input(i, `model_type: model-${size - i - 1}\nexpect: { b0@1.0.0: ${'a'.repeat(64)} }\n`),
      ),
    ]),
  },
  {
    name: 'models of a bundle that is being edited',
    from: 2_000,
    prepare: (size) => {
      const tags = (word: string): string => `tags: [${many(size, (i) => `${word}-${i}`).join(', ')}]\n`;
      const [before, after] = [bundle(0, inline, tags('one')), bundle(0, inline, tags('other'))];
      return () => {
        const scope = new ScopeIndex();
        scope.update(before);
        return scope.update(after);
      };
    },
  },
  {
    name: 'bundles that all get another model, each with an input that asks for the one it had',
    from: 800,
    prepare: (size) => {
      const inputs = many(size, (i) => input(i, `model_type: one-${i}\n`));
      const bundles = many(size, (i) => bundle(i, inline, `tags: [one-${i}]\n`));
      const changed = many(size, (i) => bundle(i, inline, `tags: [one-${i}, other-${i}]\n`));
      return () => {
        const scope = new ScopeIndex();
        for (const file of [...inputs, ...bundles]) scope.load(file);
        return changed.map((file) => scope.update(file).size);
      };
    },
  },
  {
    name: 'templates that all get another version, each with a bundle that refers to it',
    from: 300,
    prepare: (size) => {
      const templates = many(size, (i) => template(i, name(i)));
      const bundles = many(size, (i) => bundle(i, `${name(i)}@1.0.0`));
      const changed = many(size, (i) => template(i, name(i), '1.0.1'));
      return () => {
        const scope = new ScopeIndex();
        for (const file of [...templates, ...bundles]) scope.load(file);
        return changed.map((file) => scope.update(file).size);
      };
    },
  },
  {
    name: 'inputs that are meant for every bundle, and are written one by one',
    from: 300,
    prepare: folder((size) => [
      ...many(size, (i) => bundle(i, inline)),
      ...many(size, (i) => input(i, `task: t${i}\n`)),
    ]),
  },
  {
    name: 'words that may have meant one of as many names',
    from: 300,
    prepare: (size) => {
      const names = many(size, name);
      const words = many(size, (i) => name(i).replace('persona', 'persn'));
      return () => words.map((word) => didYouMean(word, names));
    },
  },
];
