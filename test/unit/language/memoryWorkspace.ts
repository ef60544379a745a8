import { nullAuditSink } from '../../../src/core/audit/null.js';
import { CompiledCache } from '../../../src/core/constraints/index.js';
import { fileTypeOf, type FileType } from '../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../src/core/documents/promptFile.js';
import { loadHashing } from '../../../src/core/hashing.js';
import type { Finding } from '../../../src/core/model/findings.js';
import { formatReference } from '../../../src/core/model/reference.js';
import { createPromptGenerator, type PromptGenerator } from '../../../src/core/promptGenerator.js';
import { sha256 } from '../../../src/node/sha256.js';
import { AssembledIndex } from '../../../src/language/constraints/assembledIndex.js';
import { ExpectationIndex } from '../../../src/language/expectations/expectationIndex.js';
import { summarise } from '../../../src/language/scopes/fileSummary.js';
import { scopeSources } from '../../../src/language/scopes/indexSources.js';
import { reportedFindings, type RuleSeverities } from '../../../src/language/findings/reportedFindings.js';
import type { LanguageContext, LanguageFiles } from '../../../src/language/context.js';
import { ScopeIndex } from '../../../src/language/scopes/scopeIndex.js';

const hashing = loadHashing(sha256);

/** A workspace in memory that keeps what it shows up to date as the editor does: only where a change says so. */
export class MemoryWorkspace implements LanguageFiles {
  readonly scope = new ScopeIndex();
  readonly cache = new CompiledCache();
  /** What capabilities are given. */
  readonly context: LanguageContext;
  readonly assembled: AssembledIndex;
  readonly expectations: ExpectationIndex;
  readonly #files = new Map<string, PromptFile>();
  /** What is shown of each file, as it was said at the time. */
  readonly #shown = new Map<string, readonly string[]>();
  /** The bundles that the last change had assembled anew. */
  refreshed: readonly string[] = [];
  /** The versions that the last change had rendered for expectations. */
  compared: string[] = [];

  constructor(readonly rules: RuleSeverities = {}) {
    const sources = scopeSources(this.scope, this);
    const generator = hashing.then((hashes) =>
      createPromptGenerator({
        bundles: sources,
        templates: sources,
        audit: nullAuditSink,
        hashing: hashes,
        now: () => new Date(0),
      }),
    );
    this.context = { files: this, cache: this.cache, generatorOf: () => generator };
    this.assembled = new AssembledIndex({
      scope: this.scope,
      files: this,
      cache: this.cache,
      generator: () => generator,
    });
    this.expectations = new ExpectationIndex({
      scope: this.scope,
      files: this,
      generator: async () => this.#counting(await generator),
    });
  }

  scopeOf(): ScopeIndex {
    return this.scope;
  }

  scopes(): ReadonlyMap<string, ScopeIndex> {
    return new Map([['', this.scope]]);
  }

  /** Says which versions are rendered for expectations. */
  #counting(generator: PromptGenerator): Pick<PromptGenerator, 'renderFromBundle'> {
    return {
      renderFromBundle: (request) => {
        this.compared.push(formatReference(request.bundle));
        return generator.renderFromBundle(request);
      },
    };
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.#files.get(file));
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
    this.refreshed = [...changed].filter((file) => fileTypeOf(file)?.kind === 'bundle').sort();
    for (const bundle of this.refreshed) {
      for (const touched of await this.assembled.refresh(bundle)) changed.add(touched);
    }
    this.compared = [];
    for (const file of changed) if (fileTypeOf(file)?.kind === 'input') await this.expectations.refresh(file);
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
    return this.scope.update(summarise(file, parsed, this.cache));
  }

  protected parse(type: FileType, text: string): PromptFile {
    return parsePromptFile(type, { text });
  }

  #delete(file: string): ReadonlySet<string> {
    this.#files.delete(file);
    return new Set([...this.scope.remove(file), file]);
  }

  /** What is reported of a file at this moment. */
  findings(file: string): Finding[] {
    const failed = this.expectations.findings(file);
    return reportedFindings(this.scope, this.assembled, file, this.get(file), this.rules, failed);
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
    return this.get(file).source.text.slice(start, end);
  }
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
