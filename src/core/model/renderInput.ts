import type { JsonMap } from './jsonValue.js';

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
  /** `bundle_id@semver` to the `prompt_hash` this input must give. */
  readonly expect?: ReadonlyMap<string, string>;
}

/** What a render takes when no input is given: all defaults. */
export const DEFAULT_INPUT: RenderInput = {
  semantic_traits: new Map(),
  activity_level: 0,
  stress: 0,
  task: '',
};
