import { l10n, type CancellationToken } from 'vscode';
import type { Hashing } from '../../core/hashing.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { PromptError } from '../../core/model/promptError.js';
import type { ConfiguredFolders } from '../audit/auditSettings.js';
import { recordedPrompts } from '../audit/recordedPrompts.js';
import type { Platform } from '../workspace/platform.js';
import type { GitHistory } from './gitHistory.js';
import { gitRevision, type Side } from './side.js';
import type { SideRenderer } from './sideRenderer.js';
import type { VersionPlaces } from './versionPlaces.js';
import type { VersionsAt } from './versionsAt.js';

/** A prompt of an expected hash, and where it was found. */
export interface ExpectedPrompt {
  readonly text: string;
  /** For people: "published 1.2.0". */
  readonly source: string;
}

export interface ExpectedPromptServices {
  readonly platform: Pick<Platform, 'readChunks'>;
  readonly files: ConfiguredFolders;
  readonly hashing: () => Promise<Hashing>;
  readonly places: VersionPlaces;
  readonly history: GitHistory;
  readonly renderer: SideRenderer;
}

/** Looks for what still gives the prompt of a hash: published versions, the audit log, and git, in this order. */
export class ExpectedPrompts {
  constructor(private readonly services: ExpectedPromptServices) {}

  /** The prompt that a version and an input once gave; `undefined` where nothing gives it any more, or when stopped. */
  async find(side: Side, hash: string, token: CancellationToken): Promise<ExpectedPrompt | undefined> {
    for (const look of [this.#published, this.#recorded, this.#committed]) {
      const found = token.isCancellationRequested ? undefined : await look.call(this, side, hash, token);
      if (found) return found;
    }
    return undefined;
  }

  /** Any version of the bundle: a file may have got another version since. */
  async #published(side: Side, hash: string): Promise<ExpectedPrompt | undefined> {
    const versions = await this.services.places.at(side.folder, side.bundleId, { kind: 'published' });
    const input = await this.#input(side);
    for (const semver of [...(versions?.semvers ?? [])].reverse()) {
      const text = versions && input && (await promptOf(versions, { ...side, semver }, input, hash));
      if (text !== undefined) return { text, source: l10n.t('published {0}', semver) };
    }
    return undefined;
  }

  async #recorded(
    { folder }: Side,
    hash: string,
    token: CancellationToken,
  ): Promise<ExpectedPrompt | undefined> {
    const { platform, files, hashing } = this.services;
    const { sha256 } = await hashing();
    const found = (await recordedPrompts({ platform, files, sha256 }, folder, new Set([hash]), token)).get(
      hash,
    );
    return found && { text: found.text, source: l10n.t('audit log, {0}', found.at.slice(0, 10)) };
  }

  /** The version as revisions have it, with the input as it is, or as they have that one. */
  async #committed(side: Side, hash: string, token: CancellationToken): Promise<ExpectedPrompt | undefined> {
    const { history, places } = this.services;
    const { folder, bundleId } = side;
    const now = await this.#input(side);
    const revisions = await history.read(folder, bundleId, side.input);
    for (const revision of [...revisions].reverse()) {
      if (token.isCancellationRequested) return undefined;
      const versions = await places.ofRevision(folder, bundleId, revision);
      const then = await history.inputAt(folder, bundleId, revision.hash, side.input);
      for (const input of [now, then?.model]) {
        const text = input && (await promptOf(versions, side, input, hash));
        if (text !== undefined) return { text, source: gitRevision(revision.hash) };
      }
    }
    return undefined;
  }

  async #input({ folder, input }: Side): Promise<RenderInput | undefined> {
    return (await this.services.renderer.input(folder, input))?.model;
  }
}

/** What a version gives with an input, if that has the hash. */
async function promptOf(
  { generator, semvers }: VersionsAt,
  { bundleId: id, semver }: Side,
  input: RenderInput,
  hash: string,
): Promise<string | undefined> {
  if (!semvers.includes(semver)) return undefined;
  try {
    const render = await generator.renderFromBundle({ bundle: { id, semver }, input, model: '' });
    return render.prompt_hash === hash ? render.rendered_prompt : undefined;
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    return undefined;
  }
}
