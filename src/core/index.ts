import { InlineRenderer } from './inlineRenderer.js';
import { PromptError } from './model/promptError.js';
import { isSemver } from './model/semver.js';
import { countCodePoints } from './text/codePoints.js';

// The library: `import { renderInline } from 'prompt-bundles/core'`. Runs in Node, browsers and workers.

export { PromptError, type PromptErrorCode } from './model/promptError.js';
export type { Finding, FindingCode, Severity, TextRange } from './model/findings.js';
export { checkAnswerText, checkText, type ConstraintCode, type TextFinding } from './constraints/index.js';
export { canonicalJson } from './canonicalJson.js';
export { levelText } from './floatText.js';
export type { JsonMap, JsonValue } from './model/jsonValue.js';

/** A bundle given as texts. */
export interface InlineBundle {
  readonly bundle_id: string;
  /** Exact version, strict SemVer 2.0.0. */
  readonly semver: string;
  /** The text of the system, personality, activity and task part, in that order. */
  readonly parts: readonly [string, string, string, string];
  /** The text of an input, JSON or YAML; all defaults when absent or blank. */
  readonly input?: string;
  /** The models the bundle serves; an input's `model_type` must be one of them. None when absent. */
  readonly tags?: readonly string[];
}

/** What the service would send, and the service's hashes of it. */
export interface InlineRender {
  readonly rendered_prompt: string;
  /** XXH3-128 of `bundle_id:semver`. */
  readonly bundle_hash: string;
  /** XXH3-128 of the input's canonical JSON. */
  readonly personality_hash: string;
  /** SHA-256 of the prompt's UTF-8. */
  readonly prompt_hash: string;
}

/** Renders a bundle given as texts. Rejects with a `PromptError` for an input, an id or a version that is not valid. */
export async function renderInline({
  bundle_id,
  semver,
  parts,
  input = '',
  tags = [],
}: InlineBundle): Promise<InlineRender> {
  checkIdentity(bundle_id, semver);
  if (!areFourTexts(parts)) {
    throw new PromptError(
      'invalid_bundle',
      '`parts` must be four texts: system, personality, activity and task.',
    );
  }
  const render = await renderer.render({ bundle_id, semver, parts, input, tags });
  const { rendered_prompt, bundle_hash, personality_hash, prompt_hash } = render;
  return { rendered_prompt, bundle_hash, personality_hash, prompt_hash };
}

/** Keeps what was made for the last render, for the next. */
const renderer = new InlineRenderer();

/** Callers without types may give anything. */
function areFourTexts(parts: readonly unknown[]): boolean {
  return parts.length === 4 && parts.every((part) => typeof part === 'string' && part.isWellFormed());
}

function checkIdentity(bundleId: string, semver: string): void {
  if (bundleId === '' || countCodePoints(bundleId) > 255)
    throw new PromptError('invalid_bundle', '`bundle_id` must have 1 to 255 characters.');
  if (!isSemver(semver))
    throw new PromptError('invalid_bundle', '`semver` must be an exact version, such as 1.4.0.');
}
