import { canonicalJson } from './canonicalJson.js';
import type { Hashing } from './hashing.js';
import { jsonFloatText, levelText } from './floatText.js';
import type { PromptBundle } from './model/bundle.js';
import type { JsonValue } from './model/jsonValue.js';
import type { Reference } from './model/reference.js';
import type { RenderInput } from './model/renderInput.js';
import { SLOTS, type BySlot } from './model/slots.js';
import type { TemplateBody } from './model/template.js';
import type { PlaceholderValues } from './renderer.js';

// The five hashes (spec, section 3). Nothing else of a file is in any of them.

/** The texts an input gives: what placeholders are replaced by, and what `personality_hash` covers. */
export interface InputTexts {
  readonly values: PlaceholderValues;
  /** Canonical JSON of `{activity_level, semantic_traits, stress, task}`, levels as floats. */
  readonly canonical: string;
}

/** Writes an input out; its traits become canonical JSON once, for both uses. */
export function inputTexts(input: RenderInput): InputTexts {
  const traits = inOnePiece(canonicalJson(input.semantic_traits));
  return {
    values: {
      task: input.task,
      activity_level: levelText(input.activity_level),
      stress: levelText(input.stress),
      semantic_traits: traits,
    },
    canonical: `{"activity_level":${jsonFloatText(input.activity_level)},"semantic_traits":${traits},"stress":${jsonFloatText(input.stress)},"task":${canonicalJson(input.task)}}`,
  };
}

/**
 * The same text. To read of it makes one piece of the many it was joined from, which all who use it would otherwise go
 * through again: the hash, and the prompt.
 */
function inOnePiece(text: string): string {
  return text.charCodeAt(0) >= 0 ? text : '';
}

/** `bundle_hash`: names a version of a bundle; says nothing of its content. */
export function bundleHash(hashing: Hashing, { id, semver }: Reference): string {
  return hashing.xxh3(`${id}:${semver}`);
}

/** `personality_hash`: names an input. */
export function personalityHash(hashing: Hashing, texts: InputTexts): string {
  return hashing.xxh3(texts.canonical);
}

/** `prompt_hash`: what `sha256sum` prints for the prompt. */
export function promptHash(hashing: Hashing, prompt: string): string {
  return hashing.sha256(prompt);
}

/** `template_hash`: the content, role, constraints and adapter version of one template. */
export function templateHash(
  hashing: Pick<Hashing, 'sha256'>,
  { adapter_version, constraints, content, role }: TemplateBody,
): string {
  return hashing.sha256(
    canonicalJson(
      new Map<string, JsonValue>(Object.entries({ adapter_version, constraints, content, role })),
    ),
  );
}

/** What a slot holds, as `content_hash` sees it; the reference is `null` for an inline template. */
export interface HashedPart {
  readonly reference: Reference | null;
  readonly template_hash: string;
}

/** `content_hash`: everything of a bundle that a render depends on, and the models it serves. */
export function contentHash(
  hashing: Pick<Hashing, 'sha256'>,
  bundle: PromptBundle,
  parts: BySlot<HashedPart>,
): string {
  const templates = SLOTS.map((slot): [string, JsonValue] => {
    const { reference, template_hash } = parts[slot];
    const fields = { template_hash, template_id: reference?.id ?? null, semver: reference?.semver ?? null };
    return [slot, new Map<string, JsonValue>(Object.entries(fields))];
  });
  const { bundle_id, semver, tags } = bundle;
  return hashing.sha256(
    canonicalJson(
      new Map<string, JsonValue>(Object.entries({ bundle_id, semver, tags, templates: new Map(templates) })),
    ),
  );
}
