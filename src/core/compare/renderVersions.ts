import { bundleHash, inputTexts, personalityHash } from '../hashes.js';
import type { Hashing } from '../hashing.js';
import { PromptError } from '../model/promptError.js';
import { DEFAULT_INPUT, type RenderInput } from '../model/renderInput.js';
import type { PromptGenerator, Render } from '../promptGenerator.js';

/** Where a version was read: a file as it is now, a snapshot, a registry, or a file as a git revision has it. */
export type VersionSource = 'workspace' | 'published' | 'registry' | 'git';

/** The versions of a bundle that one place has, and what renders them. */
export interface VersionPlace {
  readonly source: VersionSource;
  /** The git revision. */
  readonly revision?: string;
  /** What people call the registry, where there may be several. */
  readonly registry?: string;
  readonly semvers: readonly string[];
  readonly generator: Pick<PromptGenerator, 'renderFromBundle'>;
}

/** A version, and what it renders to; names and inputs have their hashes even when it does not. */
export interface RenderedVersion {
  readonly semver: string;
  readonly source: VersionSource;
  readonly revision?: string;
  readonly registry?: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  /** `undefined` when the bundle or a template of it is not there, or not valid. */
  readonly render: Render | undefined;
  /** Why there is no prompt; a bundle that only refuses the input's model has a render all the same, for its content. */
  readonly problem?: string;
}

export interface VersionsRequest {
  readonly bundle_id: string;
  readonly places: readonly VersionPlace[];
  readonly input?: RenderInput;
  readonly hashing: Hashing;
}

/** Renders every version of a bundle with one input. Never rejects for what is wrong in a version. */
export async function renderVersions({
  bundle_id: id,
  places,
  input = DEFAULT_INPUT,
  hashing,
}: VersionsRequest): Promise<readonly RenderedVersion[]> {
  const personality_hash = personalityHash(hashing, inputTexts(input));
  const versions: RenderedVersion[] = [];
  for (const { source, revision, registry, semvers, generator } of places) {
    for (const semver of semvers) {
      const bundle = { id, semver };
      versions.push({
        semver,
        source,
        ...(revision !== undefined && { revision }),
        ...(registry !== undefined && { registry }),
        bundle_hash: bundleHash(hashing, bundle),
        personality_hash,
        ...(await attempt(
          () => generator.renderFromBundle({ bundle, input }),
          () => generator.renderFromBundle({ bundle, input, model: '' }),
        )),
      });
    }
  }
  return versions;
}

async function attempt(
  render: () => Promise<Render>,
  renderForNoModel: () => Promise<Render>,
): Promise<Pick<RenderedVersion, 'render' | 'problem'>> {
  try {
    return { render: await render() };
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    const isRefused = error.code === 'bundle_unsupported_model';
    return { render: isRefused ? await renderForNoModel() : undefined, problem: error.message };
  }
}
