import { createHash } from 'node:crypto';
import path from 'node:path';
import { loadSources } from './engine.mjs';
import { outFolder } from './places.mjs';

const MODULES = [
  'core/documents/composeYaml',
  'core/documents/fileKinds',
  'core/documents/promptFile',
  'core/hashing',
  'core/model/slots',
  'core/published/readSnapshot',
  'core/published/snapshot',
  'core/published/snapshotName',
  'language/index',
];

/** The language as it ships, with what makes files of texts. */
export function loadLanguage() {
  return loadSources(path.join(outFolder, 'language.mjs'), MODULES);
}

export const TEMPLATE = 'templates/t3.prompt-template.yaml';
export const BUNDLE = 'bundles/b3.prompt-bundle.yaml';
export const DRAFT = 'bundles/c3.prompt-bundle.yaml';
export const INPUT = 'inputs/i3.prompt-input.yaml';
export const PUBLISHED = 'bundles/b4.prompt-bundle.yaml';
export const PUBLISHED_TEMPLATE = 'templates/t4.prompt-template.yaml';

/**
 * A folder of so many templates, as editors ask about it: each template is used by two bundles that serve a
 * model of their own, for which there is one input; and forbids a token of its own. Every other bundle is published. So what
 * is asked about is used by no more files than in a folder of few, while the lists to choose from are as long as can be.
 */
export async function openFolder(language, count) {
  const { createPromptLanguage, fileTypeOf, loadHashing, parsePromptFile, PromptIndex } = language;
  const index = new PromptIndex({ rootOf: () => '' });
  const scope = index.of('');
  const parsed = new Map();
  const hashing = await loadHashing((text) => createHash('sha256').update(text).digest('hex'));
  const files = {
    read: async (file) => parsed.get(file),
    sourced: async (file) => parsed.get(file),
    scopeOf: () => scope,
    scopes: () => index.all(),
  };
  const { cache } = index;
  const context = createPromptLanguage({
    files,
    cache,
    loadHashing: async () => hashing,
    now: () => new Date(0),
  });
  const write = (file, text) => {
    const found = parsePromptFile(fileTypeOf(file), { text });
    parsed.set(file, found);
    return index.update(file, found);
  };
  const load = (file, text) => {
    const found = parsePromptFile(fileTypeOf(file), { text });
    parsed.set(file, found);
    index.load(file, found);
  };
  for (let i = 0; i < count; i++) {
    load(`templates/t${i}.prompt-template.yaml`, template(i));
    load(`bundles/b${i}.prompt-bundle.yaml`, bundle(`b${i}`, i));
    load(`bundles/c${i}.prompt-bundle.yaml`, bundle(`c${i}`, i));
    load(`inputs/i${i}.prompt-input.yaml`, input(i));
    if (i % 2 === 0) scope.updateSnapshot(publish(language, hashing, parsed, i));
  }
  load('templates/t3-2.prompt-template.yaml', template(3).replace('1.0.0', '1.1.0'));
  const at = (file, text) => [file, parsed.get(file).source.text.indexOf(text) + 1];
  return { context, scope, at, write, parsed };
}

const template = (i) =>
  `template_id: t${i}\nsemver: 1.0.0\nrole: system\nconstraints: { MAX_SENTENCE_LENGTH: 24, FORBIDDEN_TOKENS: [word-${i}] }\ncontent: |\n${'  You answer the post of a shop for bicycles. {{task}}\n'.repeat(20)}`;
const bundle = (id, i) =>
  `bundle_id: ${id}\nsemver: 1.0.0\ntags: [model-${i}]\ntemplates:\n  system: t${i}@1.0.0\n  personality: { content: Be brief. }\n  activity: { content: It is quiet. }\n  task: { content: '{{task}}' }\n`;
const input = (i) =>
  `task: Say it.\nmodel_type: model-${i}\nsemantic_traits: { tone: calm }\nexpect: { b${i}@1.0.0: { prompt_hash: '${'0'.repeat(64)}' } }\n`;

/** The first bundle of a template, as it is published. */
function publish(
  { bySlot, createSnapshot, readSnapshot, snapshotFileName, snapshotText },
  hashing,
  parsed,
  i,
) {
  const { model } = parsed.get(`bundles/b${i}.prompt-bundle.yaml`);
  const parts = bySlot((slot) => {
    const { kind, reference, template } = model.templates[slot];
    return kind === 'inline'
      ? { reference: null, template }
      : { reference, template: parsed.get(`templates/t${i}.prompt-template.yaml`).model };
  });
  const name = snapshotFileName({ id: model.bundle_id, semver: model.semver }, hashing);
  const text = snapshotText(createSnapshot(model, parts, hashing));
  return readSnapshot({ file: `.prompt-bundles/published/${name}`, name, given: { text } }, hashing);
}
