import { Uri, type CancellationToken, type Location, type TestItem } from 'vscode';
import { PromptError } from '../../core/model/promptError.js';
import { parseReference } from '../../core/model/reference.js';
import { recordedPrompts } from '../audit/recordedPrompts.js';
import type { BaseServices } from '../activation/baseServices.js';

/** A prompt whose hash is another than the expected one. */
export interface FailedHash {
  readonly item: TestItem;
  /** The input, and the version, as `bundle_id@semver`. */
  readonly file: string;
  readonly version: string;
  /** What is expected, and what there is. */
  readonly hash: string;
  readonly actual: string;
  readonly message: string;
  readonly location: Location;
}

/** The prompt that was expected, and the one there is. */
export interface PromptPair {
  readonly expected: string;
  readonly actual: string;
}

/** Of so many tests that fail at once the prompts are looked for: nobody reads more of them. */
const MAX_PAIRS = 100;

/** Finds the prompts that were expected where a published version or the audit log still gives them: the log is read once for all. */
export class PromptPairs {
  constructor(
    private readonly base: Pick<BaseServices, 'files' | 'language' | 'platform'>,
    private readonly token: CancellationToken,
  ) {}

  /** The prompts of what failed, as far as they are found. */
  async of(failed: readonly FailedHash[]): Promise<ReadonlyMap<FailedHash, PromptPair>> {
    const found = new Map<FailedHash, PromptPair>();
    const missing: FailedHash[] = [];
    for (const one of failed.slice(0, MAX_PAIRS)) {
      const expected = await this.#published(one);
      const actual = expected === undefined ? undefined : await this.#actual(one);
      if (expected !== undefined && actual !== undefined) found.set(one, { expected, actual });
      else missing.push(one);
    }
    if (missing.length === 0) return found;
    const { files, language, platform } = this.base;
    const { sha256 } = await language.hashing();
    for (const folder of new Set(missing.map(({ file }) => files.scopeKey(Uri.parse(file))))) {
      const own = missing.filter(({ file }) => files.scopeKey(Uri.parse(file)) === folder);
      const hashes = new Set(own.map(({ hash }) => hash));
      const recorded = await recordedPrompts({ platform, files, sha256 }, folder, hashes, this.token);
      for (const one of own) {
        const expected = recorded.get(one.hash)?.text;
        const actual = expected === undefined ? undefined : await this.#actual(one);
        if (expected !== undefined && actual !== undefined) found.set(one, { expected, actual });
      }
    }
    return found;
  }

  /** What any published version of the bundle gives with the input, if it has the hash: a file may have got another version since. */
  async #published({ file, version, hash }: FailedHash): Promise<string | undefined> {
    const { files, language } = this.base;
    const { published } = files.scopeOf(file);
    const { id = '' } = parseReference(version) ?? {};
    const generator = await language.publishedGenerator(published);
    for (const semver of [...published.versions(id)].reverse()) {
      const render = await this.#render(generator, file, { id, semver });
      if (render?.prompt_hash === hash) return render.rendered_prompt;
    }
    return undefined;
  }

  async #actual({ file, version, actual }: FailedHash): Promise<string | undefined> {
    const bundle = parseReference(version);
    const generator = await this.base.language.generatorOf(file);
    const render = bundle && (await this.#render(generator, file, bundle));
    return render?.prompt_hash === actual ? render.rendered_prompt : undefined;
  }

  async #render(
    generator: Awaited<ReturnType<BaseServices['language']['generatorOf']>>,
    file: string,
    bundle: NonNullable<ReturnType<typeof parseReference>>,
  ): Promise<{ readonly prompt_hash: string; readonly rendered_prompt: string } | undefined> {
    const parsed = await this.base.files.read(file);
    if (parsed?.kind !== 'input' || !parsed.model) return undefined;
    try {
      return await generator.renderFromBundle({ bundle, input: parsed.model });
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      return undefined;
    }
  }
}
