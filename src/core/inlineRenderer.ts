import { nullAuditSink } from './audit/null.js';
import { parseInputText } from './documents/inputText.js';
import { loadHashing, type Hashing } from './hashing.js';
import type { PromptBundle } from './model/bundle.js';
import type { RenderInput } from './model/renderInput.js';
import { bySlot } from './model/slots.js';
import { nativeSha256 } from './nativeSha256.js';
import { loadPortableSha256 } from './portableSha256.js';
import { createPromptGenerator, type PromptGenerator, type Render } from './promptGenerator.js';
import { inlineBundleSource, inlineTemplateSource } from './sources/inline.js';

/** A bundle and an input as texts, all of them right but for the input. */
export interface InlineTexts {
  readonly bundle_id: string;
  readonly semver: string;
  readonly parts: readonly string[];
  readonly tags: readonly string[];
  readonly input: string;
}

/**
 * Renders bundles that are given as texts. The hash functions are made with the first render, since to make them takes
 * longer than many renders; what the last bundle and the last input came to is kept, since most renders repeat one of them.
 */
export class InlineRenderer {
  #generator: Promise<PromptGenerator> | undefined;
  #bundle: { readonly texts: readonly string[]; readonly bundle: PromptBundle } | undefined;
  #input: { readonly text: string; readonly input: RenderInput } | undefined;

  /** Rejects with a `PromptError` for an input that is not valid, or whose model the bundle does not serve. */
  async render(texts: InlineTexts): Promise<Render> {
    const bundle = this.#bundleOf(texts);
    const input = this.#inputOf(texts.input);
    const generator = await (this.#generator ??= createGenerator());
    return generator.renderInline({ bundle, origin: bundle.bundle_id, input });
  }

  #bundleOf({ bundle_id, semver, parts, tags }: InlineTexts): PromptBundle {
    const texts = [bundle_id, semver, ...parts, ...tags];
    if (this.#bundle && areSame(this.#bundle.texts, texts)) return this.#bundle.bundle;
    const bundle: PromptBundle = {
      bundle_id,
      semver,
      tags: [...tags],
      templates: bySlot((_slot, index) => ({
        kind: 'inline',
        template: { content: parts[index] ?? '', role: null, constraints: null, adapter_version: null },
      })),
    };
    this.#bundle = { texts, bundle };
    return bundle;
  }

  #inputOf(text: string): RenderInput {
    if (this.#input?.text === text) return this.#input.input;
    const input = parseInputText(text);
    this.#input = { text, input };
    return input;
  }
}

function areSame(texts: readonly string[], others: readonly string[]): boolean {
  return texts.length === others.length && texts.every((text, index) => text === others[index]);
}

async function createGenerator(): Promise<PromptGenerator> {
  return createPromptGenerator({
    bundles: inlineBundleSource([]),
    templates: inlineTemplateSource([]),
    audit: nullAuditSink,
    hashing: await createHashing(),
    now: () => new Date(0),
  });
}

async function createHashing(): Promise<Hashing> {
  return loadHashing(nativeSha256() ?? (await loadPortableSha256()));
}
