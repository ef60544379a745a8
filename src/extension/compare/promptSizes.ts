import { sizeChange, type SizeChange } from '../../core/compare/sizeChange.js';
import type { ComparedVersion } from '../../core/compare/comparison.js';

/** How many changes are kept: a table is made anew with each key that is typed. */
const KEPT = 100;

/** How the sizes of prompts changed between versions. */
export class PromptSizes {
  /** The one that was asked for last comes last. */
  readonly #known = new Map<string, SizeChange>();

  /** The change from one version to another; `undefined` where one of them has no prompt. */
  between(from: ComparedVersion, to: ComparedVersion): SizeChange | undefined {
    const [before, after] = [from.rendered.render, to.rendered.render];
    if (!before || !after) return undefined;
    const key = `${before.prompt_hash} ${after.prompt_hash}`;
    const change = this.#known.get(key) ?? sizeChange(before.rendered_prompt, after.rendered_prompt);
    this.#known.delete(key);
    this.#known.set(key, change);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return change;
  }
}
