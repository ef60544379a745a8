import { fileTypeOf, type FileType } from '../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../src/core/documents/promptFile.js';
import { loadHashing } from '../../../src/core/hashing.js';
import type { Finding } from '../../../src/core/model/findings.js';
import { formatReference, parseReference, type Reference } from '../../../src/core/model/reference.js';
import type { PromptGenerator } from '../../../src/core/promptGenerator.js';
import type { SnapshotFile } from '../../../src/core/published/readSnapshot.js';
import type { LanguageContext, LanguageFiles } from '../../../src/language/context.js';
import { loadTokenizer } from '../../../src/node/folder/loadTokenizer.js';
import { Diagnosis } from '../../../src/language/diagnose.js';
import type { RuleSeverities } from '../../../src/core/model/findings.js';
import { PromptIndex } from '../../../src/language/promptIndex.js';
import { createPromptLanguage, type PromptLanguage } from '../../../src/language/promptLanguage.js';
import { summarise } from '../../../src/language/scopes/fileSummary.js';
import type { FallbackTemplate } from '../../../src/language/scopes/fallbackTemplates.js';
import type { ScopeIndex } from '../../../src/language/scopes/scopeIndex.js';
import { sha256 } from '../../../src/node/sha256.js';

const hashing = loadHashing(sha256);

/** A workspace in memory that keeps what it shows up to date as the editor does: only where a change says so. */
export class MemoryWorkspace implements LanguageFiles {
  readonly #index = new PromptIndex({ rootOf: () => '' });
  readonly scope = this.#index.of('');
  readonly cache = this.#index.cache;
  /** The language over it. */
  readonly language: PromptLanguage;
  readonly #diagnosis: Diagnosis;
  readonly #files = new Map<string, PromptFile>();
  /** What is shown of each file, as it was said at the time. */
  readonly #shown = new Map<string, readonly string[]>();
  /** The bundles that the last change had assembled anew. */
  refreshed: readonly string[] = [];
  /** The versions that the last change had rendered for expectations. */
  compared: string[] = [];

  constructor(readonly rules: RuleSeverities = {}) {
    this.language = createPromptLanguage({
      files: this,
      cache: this.cache,
      loadHashing: () => hashing,
      now: () => new Date(0),
      loadTokenizer,
    });
    this.#diagnosis = new Diagnosis({
      files: this,
      cache: this.cache,
      generatorOf: async () => this.#counting(await this.language.generatorOf('')),
      hashing: () => hashing,
      loadTokenizer,
    });
  }

  /** What capabilities are given. */
  get context(): LanguageContext {
    return this.language;
  }

  /** What became of the expectations of an input. */
  expectationResults(input: string): ReturnType<Diagnosis['expectationResults']> {
    return this.#diagnosis.expectationResults(input);
  }

  scopeOf(): ScopeIndex {
    return this.scope;
  }

  scopes(): ReadonlyMap<string, ScopeIndex> {
    return this.#index.all();
  }

  /** Says which versions are rendered for expectations. */
  #counting(generator: PromptGenerator): PromptGenerator {
    return {
      ...generator,
      renderFromBundle: (request) => {
        this.compared.push(formatReference(request.bundle));
        return generator.renderFromBundle(request);
      },
    };
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.#index.fallback.at(file)?.parsed ?? this.#files.get(file));
  }

  get(file: string): PromptFile {
    const parsed = this.#files.get(file);
    if (!parsed) throw new Error(`There is no file ${file}.`);
    return parsed;
  }

  names(): string[] {
    return [...this.#files.keys()].sort();
  }

  /** Writes files, or deletes those that have no text. */
  async write(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changed = new Set<string>();
    for (const [file, text] of Object.entries(files)) {
      for (const affected of text === undefined ? this.#delete(file) : this.#put(file, text))
        changed.add(affected);
    }
    await this.showAnew(changed);
  }

  /** Takes in what a registry answers for references, by name: the text of a Markdown template, or that there is none any more. */
  async answer(
    texts: Readonly<Record<string, string | undefined>>,
    { registry = 'team', list = [] }: { readonly registry?: string; readonly list?: readonly string[] } = {},
  ): Promise<void> {
    const { fallback } = this.#index;
    fallback.begin(registry);
    fallback.list(list.map(reference));
    const answers = Object.entries(texts).map(([name, text]): [string, FallbackTemplate | undefined] => {
      const parsed =
        text === undefined ? undefined : this.parse({ kind: 'template', syntax: 'markdown' }, text);
      if (parsed?.kind !== 'template' || !parsed.model) return [name, undefined];
      return [name, { file: registryFile(name), parsed, template: parsed.model }];
    });
    await this.showAnew(new Set(this.#index.answer(new Map(answers))));
  }

  /** Takes in the files of published versions, or that they went. */
  async publish(snapshots: Readonly<Record<string, SnapshotFile | undefined>>): Promise<void> {
    const changed = new Set<string>();
    for (const [file, snapshot] of Object.entries(snapshots))
      for (const affected of snapshot ? this.scope.updateSnapshot(snapshot) : this.scope.removeSnapshot(file))
        changed.add(affected);
    await this.showAnew(changed);
  }

  /** Looks at files anew whose findings may have changed. */
  async showAnew(changed: Set<string>): Promise<void> {
    this.refreshed = [...changed].filter((file) => fileTypeOf(file)?.kind === 'bundle').sort();
    for (const bundle of this.refreshed) {
      for (const touched of await this.#diagnosis.assemble(bundle)) changed.add(touched);
    }
    this.compared = [];
    for (const file of changed) if (fileTypeOf(file)?.kind === 'input') await this.compareExpectations(file);
    for (const file of changed) {
      if (this.#files.has(file)) this.#shown.set(file, this.#say(file));
      else this.#shown.delete(file);
    }
  }

  #put(file: string, text: string): ReadonlySet<string> {
    const type = fileTypeOf(file);
    if (!type) throw new Error(`${file} is none of ours.`);
    const parsed = this.parse(type, text);
    this.#files.set(file, parsed);
    // Without what it was before it broke: so it says what a workspace says that is read anew.
    return this.scope.update(summarise(file, parsed, this.cache));
  }

  protected parse(type: FileType, text: string): PromptFile {
    return parsePromptFile(type, { text });
  }

  #delete(file: string): ReadonlySet<string> {
    this.#files.delete(file);
    return this.#index.remove(file);
  }

  /** What is reported of a file at this moment. */
  findings(file: string): Finding[] {
    return this.#diagnosis.diagnose(file, this.get(file), this.rules);
  }

  /** Compares what an input expects with what is rendered now. */
  compareExpectations(input: string): Promise<void> {
    return this.#diagnosis.compareExpectations(input);
  }

  /** Whether a bundle has more inputs than it was checked with. */
  isTruncated(): boolean {
    return this.#diagnosis.isTruncated('');
  }

  /** What is shown of every file that has something to show, with lines and columns. */
  shown(): Record<string, readonly string[]> {
    const all = [...this.#shown].filter(([, said]) => said.length > 0);
    return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #say(file: string): string[] {
    return this.findings(file).map(({ code, severity, message, range, related = [] }) => {
      const others = related.map((place) => `; ${place.message} ${this.#place(place.file, place.range)}`);
      return `${severity} ${code} ${this.#place(file, range)} ${message}${others.join('')}`;
    });
  }

  #place(file: string, { start, end }: Finding['range']): string {
    const source = this.#files.get(file)?.source;
    const place = (offset: number): string => {
      const { line, column } = source?.positionAt(offset) ?? { line: -1, column: -1 };
      return `${line}:${column}`;
    };
    return `${file} ${place(start)}-${place(end)}`;
  }

  /** Each finding of a file as `code «its text in the file»`, and ` < file «text»` for each related place. */
  told(file: string): string[] {
    return this.findings(file).map(({ code, range, related = [] }) => {
      const others = related.map((place) => ` < ${place.file} «${this.#slice(place.file, place.range)}»`);
      return `${code} «${this.#slice(file, range)}»${others.join('')}`;
    });
  }

  #slice(file: string, { start, end }: Finding['range']): string {
    return (this.#index.fallback.at(file)?.parsed ?? this.get(file)).source.text.slice(start, end);
  }
}

/** The file of a version in a registry. */
export function registryFile(name: string): string {
  return `registry:/${name}.prompt-template.md`;
}

function reference(name: string): Reference {
  const read = parseReference(name);
  if (!read) throw new Error(`${name} names no version.`);
  return read;
}

/** A workspace that holds files. */
export async function workspaceOf(
  files: Readonly<Record<string, string>>,
  rules?: RuleSeverities,
): Promise<MemoryWorkspace> {
  const made = new MemoryWorkspace(rules);
  await made.write(files);
  return made;
}

/** A Markdown template; `front` is more of its front matter. */
export function template(id: string, content: string, front = '', semver = '1.0.0'): string {
  return `---\ntemplate_id: ${id}\nsemver: ${semver}\nrole: system\n${front}---\n${content}\n`;
}

/** Templates for the four slots of a bundle, by slot: content, or content and front matter. */
export type Parts = Readonly<
  Record<'system' | 'personality' | 'activity' | 'task', string | [string, string]>
>;

/** A bundle `b@1.0.0` of four templates `s`, `p`, `a` and `t`, each in a file of its own. */
export function bundleOf(parts: Partial<Parts>, more = ''): Record<string, string> {
  const slots = ['system', 'personality', 'activity', 'task'] as const;
  const files = slots.map((slot): [string, string] => {
    const given = parts[slot] ?? 'Text.';
    const [content, front] = typeof given === 'string' ? [given, ''] : given;
    const id = slot.charAt(0);
    return [`${id}.prompt-template.md`, template(id, content, front)];
  });
  const references = slots.map((slot) => `  ${slot}: ${slot.charAt(0)}@1.0.0\n`).join('');
  return {
    ...Object.fromEntries(files),
    'b.prompt-bundle.yaml': `bundle_id: b\nsemver: 1.0.0\ntags: [m]\ntemplates:\n${references}${more}`,
  };
}
