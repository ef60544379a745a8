import { nullAuditSink } from '../../src/core/audit/null.js';
import { CompiledCache } from '../../src/core/constraints/index.js';
import path from 'node:path';
import { createLRU } from 'lru.min';
import { fileTypeOf, type FileType } from '../../src/core/documents/fileKinds.js';
import type { PromptFile } from '../../src/core/documents/promptFile.js';
import { loadHashing } from '../../src/core/hashing.js';
import { PromptError } from '../../src/core/model/promptError.js';
import type { Reference } from '../../src/core/model/reference.js';
import type { RenderInput } from '../../src/core/model/renderInput.js';
import { createPromptGenerator, type PromptGenerator, type Render } from '../../src/core/promptGenerator.js';
import { planPublication } from '../../src/core/published/planPublication.js';
import { readSnapshot } from '../../src/core/published/readSnapshot.js';
import { isSnapshot } from './fuzzCase.js';
import { FixSubject, furtherConstraints } from '../../src/language/index.js';
import { scopeSources } from '../../src/language/scopes/indexSources.js';
import { rereadAs } from '../../src/language/edits/rereadFile.js';
import { sha256 } from '../../src/node/sha256.js';
import { MemoryWorkspace } from '../unit/language/memoryWorkspace.js';

const MOST_KNOWN = 500;
const hashing = loadHashing(sha256);

/** Files by kind, syntax and text. */
export type FilesRead = ReturnType<typeof createLRU<string, PromptFile>>;

export function filesRead(): FilesRead {
  return createLRU<string, PromptFile>({ max: MOST_KNOWN });
}

/** A folder in memory: what it shows, what it renders, and its files as fixes see them. */
export class Folder extends MemoryWorkspace {
  readonly #generator: Promise<PromptGenerator>;
  readonly #published = new Map<string, string>();
  /** The texts as they were given: with their line ends and marks. */
  readonly #given = new Map<string, string>();

  /** `known` are files that were read before: most folders of a campaign share most of theirs. */
  constructor(private readonly known = filesRead()) {
    super();
    const sources = scopeSources(this.scope, this);
    const ports = { bundles: sources, templates: sources, audit: nullAuditSink };
    this.#generator = hashing.then((hashes) =>
      createPromptGenerator({ ...ports, hashing: hashes, now: () => new Date(0) }),
    );
  }

  override async write(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    const prompts: Record<string, string | undefined> = {};
    for (const [file, text] of Object.entries(files)) {
      if (isSnapshot(file)) {
        await this.#takeSnapshot(file, text);
        continue;
      }
      prompts[file] = text;
      if (text === undefined) this.#given.delete(file);
      else this.#given.set(file, text);
    }
    await super.write(prompts);
  }

  protected override parse(type: FileType, text: string): PromptFile {
    const key = `${type.kind} ${type.syntax} ${text}`;
    const parsed = this.known.get(key) ?? super.parse(type, text);
    this.known.set(key, parsed);
    return parsed;
  }

  /** Does something while files have other texts. */
  async whileWritten(
    files: Readonly<Record<string, string>>,
    act: () => void | Promise<void>,
  ): Promise<void> {
    const before = Object.fromEntries(Object.keys(files).map((file) => [file, this.#given.get(file)]));
    await this.write(files);
    await act();
    await this.write(before);
  }

  /** Publishes the first bundle that can be rendered. */
  async publishFirst(): Promise<void> {
    for (const file of this.names()) {
      const parsed = this.get(file);
      if (parsed.kind !== 'bundle' || !parsed.model) continue;
      const render = await this.render({ id: parsed.model.bundle_id, semver: parsed.model.semver });
      const plan = render && planPublication(render, this.scope.published, { sha256 });
      if (plan?.kind !== 'new') continue;
      await this.write({ [`.prompt-bundles/published/${plan.name}`]: plan.text });
      return;
    }
  }

  /** Takes a published version in, or forgets it; what is said of the files that it concerns is said anew, and no other. */
  async #takeSnapshot(file: string, text: string | undefined): Promise<void> {
    const name = path.posix.basename(file);
    const affected =
      text === undefined
        ? this.scope.removeSnapshot(file)
        : this.scope.updateSnapshot(readSnapshot({ file, name, given: { text } }, { sha256 }));
    if (text === undefined) this.#published.delete(file);
    else this.#published.set(file, text);
    await super.write(Object.fromEntries([...affected].map((one) => [one, this.#given.get(one)])));
  }

  /** A folder of the same files and published versions that was never edited. */
  async readAnew(): Promise<Folder> {
    const made = new Folder(this.known);
    await made.write(Object.fromEntries(this.#published));
    await made.write(Object.fromEntries([...this.#given].reverse()));
    return made;
  }

  textOf(file: string): string | undefined {
    return this.names().includes(file)
      ? this.get(file).source.text
      : this.scope.published.get(file)?.source.text;
  }

  /** The render of a version, or `undefined` where one is refused. */
  async render(bundle: Reference, input?: RenderInput): Promise<Render | undefined> {
    try {
      return await (await this.#generator).renderFromBundle({ bundle, ...(input && { input }), model: '' });
    } catch (error) {
      if (PromptError.is(error)) return undefined;
      throw error;
    }
  }

  /** A file as fixes see it. */
  subjectOf(file: string): FixSubject | undefined {
    const type = fileTypeOf(file);
    if (!type) return undefined;
    const further = furtherConstraints(file, this.findings(file), (other) =>
      this.names().includes(other) ? this.get(other) : undefined,
    );
    return new FixSubject(type, this.get(file), rereadAs(file, type, further, new CompiledCache()));
  }

  subject(file: string): Promise<FixSubject | undefined> {
    return Promise.resolve(this.subjectOf(file));
  }
}
