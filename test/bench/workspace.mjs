import { createHash } from 'node:crypto';
import path from 'node:path';
import { stringify } from 'yaml';
import { loadSources } from './engine.mjs';
import { outFolder } from './places.mjs';
import { sampleInput, sampleParts } from './prompts.mjs';

const MODULES = [
  'node/folder/promptFolder',
  'core/constraints/compiledCache',
  'core/documents/fileKinds',
  'core/documents/promptFile',
  'core/hashing',
  'extension/desktop/keptFiles',
  'extension/rendering/bundleRenderer',
  'extension/selection/inputDrafts',
  'extension/preview/previewView',
  'extension/workspace/inBatches',
  'language/index',
  'language/scopes/fileSummary',
  'preview/sentRender',
  'vscode',
];

/** What the extension and the command line make of files, without VS Code. */
export function loadExtension() {
  return loadSources(path.join(outFolder, 'extension.mjs'), MODULES);
}

const ROOT = 'file:///workspace';
export const SLOTS = ['system', 'personality', 'activity', 'task'];
const CONSTRAINTS = {
  FORBIDDEN_TOKENS: ['as an AI', 'I hope this helps', 'delve', 'leverage', 'utilize'],
  MAX_SENTENCE_LENGTH: 40,
};
/** How many files that no editor shows the extension keeps parsed. */
const PARSED_FILES_KEPT = 64;

/** Of ten files: the template to edit, and what the preview shows. */
export const EDITED = 'templates/system-0-1.0.0.prompt-template.yaml';
export const BUNDLE = 'bundles/agent-0-1.1.0.prompt-bundle.yaml';
export const INPUT = 'inputs/calm-0.prompt-input.yaml';

/** A text with a few letters more in its middle, others for each number. */
export function edited(text, number) {
  const middle = text.indexOf(' ', text.length >> 1);
  return `${text.slice(0, middle)} ${String.fromCharCode(0x61 + (number % 26))}${text.slice(middle)}`;
}

/**
 * Ten files that speak of each other and of no others: two versions of a bundle, with four templates each, of which they
 * share two, and two inputs for them. By their paths; `scale` repeats the parts of the prompt.
 */
export async function tenFiles(number, scale = 1) {
  const contents = (await sampleParts()).map((part) => Array(scale).fill(part).join('\n\n'));
  const { task } = await sampleInput('calm');
  const id = (slot) => `${slot}-${number}`;
  const template = (slot, semver) => [
    `templates/${id(slot)}-${semver}.prompt-template.yaml`,
    {
      template_id: id(slot),
      semver,
      role: 'system',
      constraints: CONSTRAINTS,
      content: contents[SLOTS.indexOf(slot)],
    },
  ];
  const bundle = (semver, newest) => [
    `bundles/agent-${number}-${semver}.prompt-bundle.yaml`,
    {
      bundle_id: `agent-${number}`,
      semver,
      tags: [`model-${number}`],
      templates: Object.fromEntries(
        SLOTS.map((slot) => [slot, `${id(slot)}@${newest.includes(slot) ? '1.1.0' : '1.0.0'}`]),
      ),
    },
  ];
  const input = (name, stress) => [
    `inputs/${name}-${number}.prompt-input.yaml`,
    {
      model_type: `model-${number}`,
      semantic_traits: { tone: name, language: 'en' },
      activity_level: 0.5,
      stress,
      task,
    },
  ];
  const files = [
    ...SLOTS.map((slot) => template(slot, '1.0.0')),
    template('personality', '1.1.0'),
    template('task', '1.1.0'),
    bundle('1.0.0', []),
    bundle('1.1.0', ['personality', 'task']),
    input('calm', 0.25),
    input('hurried', 0.75),
  ];
  return new Map(files.map(([file, model]) => [file, stringify(model, { lineWidth: 0 })]));
}

/** So many files, ten of a kind, of a kilobyte on average. */
export async function manyFiles(count) {
  const groups = await Promise.all(Array.from({ length: count / 10 }, (_, number) => tenFiles(number, 2)));
  return new Map(groups.flatMap((files) => [...files]));
}

/** Files as the extension holds them, with their problems and one open preview: what it does for an edit can be timed. */
export class Workspace {
  #extension;
  #index;
  #language;
  #texts;
  #shown = new Map();
  #stored = new Map();
  #problems = new Map();
  #renderer;
  #view;
  #selection;
  #sent;

  /** @param {Map<string, string>} files Texts by path. */
  constructor(extension, files) {
    this.#extension = extension;
    this.#texts = new Map([...files].map(([file, text]) => [`${ROOT}/${file}`, text]));
    this.#index = new extension.PromptIndex({ rootOf: () => ROOT });
    const sha256 = (text) => createHash('sha256').update(text).digest('hex');
    const language = extension.createPromptLanguage({
      files: this,
      cache: this.#index.cache,
      loadHashing: () => extension.loadHashing(sha256),
      now: () => new Date(),
    });
    this.#language = language;
    const drafts = new extension.InputDrafts({ keys: () => [], get: () => undefined }, language.parse);
    this.#sent = new extension.SentRender();
    this.#renderer = new extension.BundleRenderer(this, drafts, language);
    this.#view = new extension.PreviewView({
      files: this,
      language,
      renderer: this.#renderer,
      drafts,
      diagnostics: { problems: (file) => this.#problems.get(file) ?? [] },
    });
  }

  /** Takes all files in, checks all bundles, and opens a preview of {@link BUNDLE}. */
  async open() {
    for (const file of this.#texts.keys()) this.#index.load(file, this.#parseStored(file));
    const files = [...this.scope.files()];
    for (const file of files) if (this.scope.get(file).kind === 'bundle') await this.#language.assemble(file);
    for (const file of files) await this.#report(file);
    this.#selection = { bundle: `${ROOT}/${BUNDLE}`, input: `${ROOT}/${INPUT}`, model: '' };
    return this.preview();
  }

  /** An editor shows another text of a file: reads it, and finds out which problems there are now. */
  async edit(file, text) {
    const uri = `${ROOT}/${file}`;
    const parsed = this.#parse(uri, text);
    this.#shown.set(uri, parsed);
    const affected = new Set(this.#take(uri, parsed));
    for (const one of [...affected]) {
      if (this.scope.get(one)?.kind !== 'bundle') continue;
      for (const touched of await this.#language.assemble(one)) affected.add(touched);
    }
    for (const one of affected) await this.#report(one);
  }

  /** The message that the preview's page gets, as JSON: what it was not sent yet. */
  async preview() {
    const { render, refusal } = await this.#renderer.render(this.#selection);
    if (render) await this.#view.take(render, this.#selection);
    const page = { isReading: false, isLocked: false, canGoBack: false, canGoForward: false };
    return JSON.stringify(this.#sent.slim(await this.#view.message(this.#selection, refusal, page)));
  }

  get prompt() {
    return this.#view.render.rendered_prompt;
  }

  // What the extension's own workspace offers to those that read its files.

  async read(file) {
    return this.#shown.get(file) ?? this.#stored.get(file) ?? this.#parseStored(file);
  }

  get scope() {
    return this.#index.of(ROOT);
  }

  sourced(file) {
    return this.read(file);
  }

  scopeOf() {
    return this.scope;
  }

  /** No root has a configuration. */
  configurationOf() {
    return undefined;
  }

  scopes() {
    return this.#index.all();
  }

  scopeKey() {
    return ROOT;
  }

  async settled() {}

  #take(file, parsed) {
    return this.#index.update(file, parsed);
  }

  #parse(file, text) {
    return this.#language.parse(this.#extension.fileTypeOf(file), { text });
  }

  #parseStored(file) {
    const parsed = this.#parse(file, this.#texts.get(file));
    this.#stored.set(file, parsed);
    if (this.#stored.size > PARSED_FILES_KEPT) this.#stored.delete(this.#stored.keys().next().value);
    return parsed;
  }

  async #report(file) {
    const parsed = await this.read(file);
    const findings = this.#language.diagnose(file, parsed);
    const problems = findings.map((finding) => {
      const range = { start: parsed.source.positionAt(finding.range.start) };
      return { finding, diagnostic: { range } };
    });
    if (problems.length > 0) this.#problems.set(file, problems);
    else this.#problems.delete(file);
  }
}
