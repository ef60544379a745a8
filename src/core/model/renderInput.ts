import type { JsonMap } from './jsonValue.js';

/** What a render must give; what is absent is not asked. */
export interface Expectation {
  /** SHA-256 of the prompt, 64 lower-case hex digits. */
  readonly prompt_hash?: string;
  /** Texts that must occur in the prompt. */
  readonly contains?: readonly string[];
  /** Texts that must not. */
  readonly excludes?: readonly string[];
  /** The most code points the prompt may have. */
  readonly max_characters?: number;
  /** The most tokens it may have, by encoding. */
  readonly max_tokens?: ReadonlyMap<string, number>;
  /** The most constraint findings it may have. */
  readonly max_findings?: number;
}

/** One render input: what the service's caller sends (spec, section 1.3). */
export interface RenderInput {
  readonly semantic_traits: JsonMap;
  /** 0 to 1. */
  readonly activity_level: number;
  /** 0 to 1. */
  readonly stress: number;
  /** At most 4,096 code points. */
  readonly task: string;
  /** Trimmed; `undefined` when absent or empty. */
  readonly model_type?: string;
  readonly engine_version?: string;
  /** `bundle_id@semver` to what a render with this input must give: a saved test. */
  readonly expect?: ReadonlyMap<string, Expectation>;
}

/** What a render takes when no input is given: all defaults. */
export const DEFAULT_INPUT: RenderInput = {
  semantic_traits: new Map(),
  activity_level: 0,
  stress: 0,
  task: '',
};
