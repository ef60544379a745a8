import { formatReference } from '../../core/model/reference.js';
import type { FileSummary } from '../scopes/fileSummary.js';
import { MultiMap } from '../../core/text/multiMap.js';

/** The most inputs one bundle is checked with; what is left out is told. */
export const MAX_INPUTS_PER_BUNDLE = 1_000;

/** The inputs a bundle is checked with. */
export interface InputPairs {
  readonly inputs: readonly string[];
  readonly truncated: boolean;
}

/** Stands for no model among models, none of which is empty. */
const NO_MODEL = '';

/** Which inputs are meant for which bundles. An input with errors is meant for none. */
export class InputPairing {
  /** `bundle_id@semver` to the inputs that expect something of it; model to the inputs that expect nothing. */
  readonly #expecting = new MultiMap<string, string>();
  readonly #meant = new MultiMap<string, string>();
  /** The inputs that expect nothing of anybody, in order of name, until one comes or goes. */
  readonly #ordered = new Map<string, readonly string[]>();
  readonly #modelOf = new Map<string, string>();
  /** The inputs that bundles which serve the same models share: one list for all of them, until an input comes or goes. */
  readonly #shared = new Map<string, InputPairs>();

  add(input: FileSummary): void {
    if (!input.isValid) return;
    const model = input.modelType?.name ?? NO_MODEL;
    this.#modelOf.set(input.file, model);
    for (const bundle of input.expected) this.#expecting.add(bundle, input.file);
    if (input.expected.length > 0) return;
    this.#meant.add(model, input.file);
    this.#ordered.delete(model);
    this.#shared.clear();
  }

  delete({ file, expected }: FileSummary): void {
    const model = this.#modelOf.get(file) ?? NO_MODEL;
    for (const bundle of expected) this.#expecting.delete(bundle, file);
    this.#meant.delete(model, file);
    this.#ordered.delete(model);
    this.#shared.clear();
    this.#modelOf.delete(file);
  }

  /**
   * The inputs that are meant for a bundle: those with an expectation of it, in order of name; then, for the newest
   * version of each bundle, those without any expectations. One whose model the bundle does not serve is not.
   */
  inputsFor({ identity, tags }: FileSummary, isNewest: boolean): InputPairs {
    const meant = isNewest ? this.#meantFor(tags) : NONE;
    const expecting = identity ? this.#expecting.list(formatReference(identity.name)) : [];
    if (expecting.length === 0) return meant;
    const models = new Set([NO_MODEL, ...tags]);
    const fitting = expecting.filter((input) => models.has(this.#modelOf.get(input) ?? NO_MODEL));
    return bounded([...fitting.sort(), ...meant.inputs], meant.truncated);
  }

  /** The inputs without expectations that any of these models is meant for. */
  #meantFor(tags: readonly string[]): InputPairs {
    const key = JSON.stringify(tags);
    const known = this.#shared.get(key);
    if (known) return known;
    const models = new Set([NO_MODEL, ...tags]);
    const pairs = bounded([...models].flatMap((model) => this.#first(model)).sort());
    this.#shared.set(key, pairs);
    return pairs;
  }

  /**
   * The model whose bundles an input without expectations is meant for, empty for all; `undefined` when it is for none,
   * or when so many others come before it that no bundle is checked with it.
   */
  reach({ file }: FileSummary): string | undefined {
    const model = this.#modelOf.get(file);
    return model !== undefined && this.#first(model).includes(file) ? model : undefined;
  }

  /** As many as a bundle can take, and one more to tell that there are more. */
  #first(model: string): readonly string[] {
    const known = this.#ordered.get(model);
    if (known) return known;
    const first = [...this.#meant.list(model)].sort().slice(0, MAX_INPUTS_PER_BUNDLE + 1);
    this.#ordered.set(model, first);
    return first;
  }
}

const NONE: InputPairs = { inputs: [], truncated: false };

function bounded(inputs: readonly string[], truncated = false): InputPairs {
  return {
    inputs: inputs.slice(0, MAX_INPUTS_PER_BUNDLE),
    truncated: truncated || inputs.length > MAX_INPUTS_PER_BUNDLE,
  };
}
