import type { CompiledTemplate } from '../../core/compileTemplate.js';
import { inputTexts } from '../../core/hashes.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { needsSteps, type PlaceholderValues } from '../../core/renderer.js';

/** The texts that an input gives for the placeholders. */
export class InputValues {
  readonly texts: PlaceholderValues;
  readonly #keys = new Map<string, string>();

  constructor(input: RenderInput) {
    this.texts = inputTexts(input).values;
  }

  /** The same for all inputs that a template is rendered alike with. */
  keyFor(template: CompiledTemplate): string {
    // What the task brings in may ask for any of the others.
    const used = needsSteps(template, this.texts) ? PLACEHOLDERS : template.placeholders;
    return this.#keyOf([...new Set(used)]);
  }

  #keyOf(used: readonly Placeholder[]): string {
    const names = used.join();
    const known = this.#keys.get(names);
    if (known !== undefined) return known;
    const key = JSON.stringify(used.map((name) => this.texts[name]));
    this.#keys.set(names, key);
    return key;
  }
}
