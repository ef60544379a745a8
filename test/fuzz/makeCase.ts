import { fileTypeOf, type FileKind } from '../../src/core/documents/fileKinds.js';
import type { Edit, FuzzCase } from './fuzzCase.js';
import { mutate, mutateBytes } from './mutate.js';
import { Random } from './random.js';
import type { SeedFiles } from './seedFiles.js';

const ENDINGS: Readonly<Record<FileKind, readonly string[]>> = {
  template: ['prompt-template.md', 'prompt-template.yaml', 'prompt-template.yml', 'prompt-template.json'],
  bundle: ['prompt-bundle.yaml', 'prompt-bundle.json'],
  input: ['prompt-input.yaml', 'prompt-input.json'],
};
const KINDS = Object.keys(ENDINGS) as FileKind[];

/** The case of a number: the same for the same seed, on every machine. */
export function makeCase(seed: number, number: number, seeds: SeedFiles): FuzzCase {
  const random = new Random(seed, number);
  // Most texts are read alone, which is quick; the others among the files that they belong to.
  if (random.chance(0.6)) return { files: {}, edits: [looseEdit(random, seeds)] };
  const files = random.pick(seeds.folders);
  const edits = Array.from({ length: 1 + random.below(3) }, () => {
    if (random.chance(0.05)) return snapshotEdit(random, seeds);
    return random.chance(0.15) ? looseEdit(random, seeds) : edit(random, seeds, files);
  });
  return { files, edits };
}

/** A file of a folder, changed; seldom, deleted. */
function edit(random: Random, seeds: SeedFiles, files: FuzzCase['files']): Edit {
  const file = random.pick(Object.keys(files));
  if (random.chance(0.03)) return { file, text: null };
  return changed(random, seeds, file, files[file] ?? '');
}

/** A published version, changed, that may or may not be of the folder's bundles. */
function snapshotEdit(random: Random, seeds: SeedFiles): Edit {
  const [name, text] = random.pick(Object.entries(seeds.snapshots));
  return changed(random, seeds, `.prompt-bundles/published/${name}`, text);
}

/** A text of any kind under a name of its kind, seldom of another: in the wrong syntax it is a hostile file. */
function looseEdit(random: Random, seeds: SeedFiles): Edit {
  const kind = random.pick(KINDS);
  const ending = random.pick(ENDINGS[random.chance(0.05) ? random.pick(KINDS) : kind]);
  const texts = seeds.texts[kind];
  const fitting = texts.filter((text) => looksLike(ending, text));
  const text = random.pick(random.chance(0.05) || fitting.length === 0 ? texts : fitting);
  return changed(random, seeds, `x.${ending}`, text);
}

function looksLike(ending: string, text: string): boolean {
  if (ending.endsWith('.json')) return text.startsWith('{');
  return ending.endsWith('.md') === text.startsWith('---');
}

function changed(random: Random, seeds: SeedFiles, file: string, text: string): Edit {
  if (random.chance(0.04)) {
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    return { file, text: mutateBytes(bytes, random), bytes: true };
  }
  const texts = seeds.texts[fileTypeOf(file)?.kind ?? 'template'];
  return { file, text: mutate(text, random, () => random.pick(texts)) };
}
