import type { CompiledTemplate } from '../../core/compileTemplate.js';
import { inputTexts } from '../../core/hashes.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { needsSteps, type PlaceholderValues } from '../../core/renderer.js';

/** A template, and which placeholders stand in it, each once. */
export interface UsedPlaceholders {
  readonly compiled: CompiledTemplate;
  /** Joined by commas. */
  readonly used: string;
}

const ALL = PLACEHOLDERS.join();

/** The placeholders of a template, as its keys are made of them. */
export function usedPlaceholders({ placeholders }: CompiledTemplate): string {
  return [...new Set(placeholders)].join();
}

/** The texts that an input gives for the placeholders. */
export class InputValues {
  readonly texts: PlaceholderValues;
  readonly #keys = new Map<string, string>();

  constructor(readonly input: RenderInput) {
    this.texts = inputTexts(input).values;
  }

  /** The same for all inputs that a template is rendered alike with. */
  keyFor({ compiled, used }: UsedPlaceholders): string {
    // What the task brings in may ask for any of the others.
    const names = needsSteps(compiled, this.texts) ? ALL : used;
    if (names === '') return '';
    const known = this.#keys.get(names);
    if (known !== undefined) return known;
    const key = JSON.stringify(names.split(',').map((name) => this.texts[name as Placeholder]));
    this.#keys.set(names, key);
    return key;
  }
}
