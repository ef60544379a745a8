import { compileTemplate, type CompiledTemplate } from './compileTemplate.js';
import type { Hashing } from './hashing.js';
import {
  bundleHash,
  contentHash,
  inputTexts,
  personalityHash,
  promptHash,
  templateHash,
  type InputTexts,
} from './hashes.js';
import { bundleReference, type PromptBundle } from './model/bundle.js';
import type { Reference } from './model/reference.js';
import type { RenderInput } from './model/renderInput.js';
import { bySlot, type BySlot } from './model/slots.js';
import type { TemplateBody } from './model/template.js';
import type { Render, RenderedPart } from './render.js';
import { joinParts, renderPart, traceParts, type Provenance } from './renderer.js';
import type { FoundPart } from './sources/ports.js';

// What a render keeps: what does not change between two of them is computed once, and what only some ask for, when they do.

/** What a template comes to; its hash is computed for those who ask. */
class PreparedTemplate {
  readonly compiled: CompiledTemplate;
  #hash: string | undefined;

  constructor(
    private readonly template: TemplateBody,
    private readonly hashing: Hashing,
  ) {
    this.compiled = compileTemplate(template.content);
  }

  get hash(): string {
    return (this.#hash ??= templateHash(this.hashing, this.template));
  }
}

class PreparedPart implements RenderedPart {
  readonly reference: Reference | null;
  readonly origin: string;
  readonly template: TemplateBody;

  constructor(
    { reference, origin, template }: FoundPart,
    private readonly prepared: PreparedTemplate,
    readonly text: string,
  ) {
    this.reference = reference;
    this.origin = origin;
    this.template = template;
  }

  get template_hash(): string {
    return this.prepared.hash;
  }
}

/** What the parts of a render are made of, and their texts. */
interface FilledParts {
  readonly templates: BySlot<PreparedTemplate>;
  readonly texts: InputTexts;
  readonly filled: BySlot<string>;
  readonly prompt: string;
}

/** A render; what only some ask for is computed when they do. */
export class PreparedRender implements Render {
  readonly rendered_prompt: string;
  #parts: BySlot<PreparedPart> | undefined;
  #promptHash: string | undefined;
  #contentHash: string | undefined;

  constructor(
    readonly bundle: PromptBundle,
    readonly input: RenderInput,
    private readonly found: BySlot<FoundPart>,
    private readonly made: FilledParts,
    private readonly hashes: { readonly bundle: string; readonly personality: string },
    private readonly hashing: Hashing,
  ) {
    this.rendered_prompt = made.prompt;
  }

  get bundle_hash(): string {
    return this.hashes.bundle;
  }

  get personality_hash(): string {
    return this.hashes.personality;
  }

  get parts(): BySlot<PreparedPart> {
    const { found } = this;
    const { templates, filled } = this.made;
    return (this.#parts ??= bySlot((slot) => new PreparedPart(found[slot], templates[slot], filled[slot])));
  }

  get prompt_hash(): string {
    return (this.#promptHash ??= promptHash(this.hashing, this.rendered_prompt));
  }

  get content_hash(): string {
    return (this.#contentHash ??= contentHash(this.hashing, this.bundle, this.parts));
  }

  get template_hashes(): BySlot<string> {
    return bySlot((slot) => this.parts[slot].template_hash);
  }

  get canonical_input(): string {
    return this.made.texts.canonical;
  }

  get values(): InputTexts['values'] {
    return this.made.texts.values;
  }

  provenance(): Provenance {
    return traceParts(
      bySlot((slot) => this.made.templates[slot].compiled),
      this.made.texts.values,
    );
  }
}

interface PreparedInput {
  readonly input: RenderInput;
  readonly texts: InputTexts;
  readonly hash: string;
}

/** What a bundle and a template come to, kept as long as they themselves are, and what the last input came to. */
export class PreparedParts {
  readonly #templates = new WeakMap<TemplateBody, PreparedTemplate>();
  readonly #bundleHashes = new WeakMap<PromptBundle, string>();
  /** One, for where every input is new, keeping them all costs more than all the rest of a small render. */
  #lastInput: PreparedInput | undefined;
  /** The last parts, which mostly are the next render's as well, and the last ones of a bundle that holds all its own. */
  #lastParts: { readonly found: BySlot<FoundPart>; readonly templates: BySlot<PreparedTemplate> } | undefined;
  #lastInline: BySlot<FoundPart> | undefined;
  /** The last prompt: joining its parts again takes longer than all the rest. */
  #lastFilled: FilledParts | undefined;

  constructor(private readonly hashing: Hashing) {}

  /** The parts of a bundle that holds all its own. */
  inline(bundle: PromptBundle, origin: string): BySlot<FoundPart> | undefined {
    const found = inlineParts(bundle, origin, this.#lastInline);
    if (found) this.#lastInline = found;
    return found;
  }

  /** The texts of the parts, and the prompt, with what an input gives. */
  fill(found: BySlot<FoundPart>, texts: InputTexts): FilledParts {
    const templates = this.#templatesOf(found);
    const last = this.#lastFilled;
    if (last?.templates === templates && last.texts === texts) return last;
    const { values } = texts;
    const filled = {
      system: renderPart(templates.system.compiled, values),
      personality: renderPart(templates.personality.compiled, values),
      activity: renderPart(templates.activity.compiled, values),
      task: renderPart(templates.task.compiled, values),
    };
    return (this.#lastFilled = { templates, texts, filled, prompt: joinParts(filled) });
  }

  #templatesOf(found: BySlot<FoundPart>): BySlot<PreparedTemplate> {
    const last = this.#lastParts;
    if (last && haveSameTemplates(last.found, found)) return last.templates;
    const templates = bySlot((slot) => this.#template(found[slot].template));
    this.#lastParts = { found, templates };
    return templates;
  }

  #template(template: TemplateBody): PreparedTemplate {
    const known = this.#templates.get(template);
    if (known) return known;
    const prepared = new PreparedTemplate(template, this.hashing);
    this.#templates.set(template, prepared);
    return prepared;
  }

  input(input: RenderInput): PreparedInput {
    if (this.#lastInput?.input === input) return this.#lastInput;
    const texts = inputTexts(input);
    return (this.#lastInput = { input, texts, hash: personalityHash(this.hashing, texts) });
  }

  bundleHash(bundle: PromptBundle): string {
    const known = this.#bundleHashes.get(bundle);
    if (known !== undefined) return known;
    const hash = bundleHash(this.hashing, bundleReference(bundle));
    this.#bundleHashes.set(bundle, hash);
    return hash;
  }
}

function haveSameTemplates(one: BySlot<FoundPart>, other: BySlot<FoundPart>): boolean {
  return (
    one.system.template === other.system.template &&
    one.personality.template === other.personality.template &&
    one.activity.template === other.activity.template &&
    one.task.template === other.task.template
  );
}

/**
 * The parts of a bundle that holds all its own; to wait for them would take longer than all the rest of a small render. The
 * last ones are given again where they are the same.
 */
function inlineParts(
  { templates: { system, personality, activity, task } }: PromptBundle,
  origin: string,
  last: BySlot<FoundPart> | undefined,
): BySlot<FoundPart> | undefined {
  if (
    system.kind !== 'inline' ||
    personality.kind !== 'inline' ||
    activity.kind !== 'inline' ||
    task.kind !== 'inline'
  )
    return undefined;
  const isSame =
    last?.system.template === system.template &&
    last.personality.template === personality.template &&
    last.activity.template === activity.template &&
    last.task.template === task.template &&
    last.system.origin === origin;
  if (isSame) return last;
  const found = ({ template }: { template: TemplateBody }): FoundPart => ({
    reference: null,
    origin,
    template,
  });
  return {
    system: found(system),
    personality: found(personality),
    activity: found(activity),
    task: found(task),
  };
}
