import type { AuditSink } from './audit/sink.js';
import { RECORD_FORMAT, RENDERER_VERSION, type AuditEvent, type AuditRecord } from './audit/record.js';
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
import { PromptError } from './model/promptError.js';
import { formatReference, type Reference } from './model/reference.js';
import { DEFAULT_INPUT, type RenderInput } from './model/renderInput.js';
import { bySlot, SLOTS, type BySlot, type Slot } from './model/slots.js';
import type { TemplateBody } from './model/template.js';
import { joinParts, renderPart, traceParts, type Provenance } from './renderer.js';
import { excerpt, shorten } from './text/quote.js';
import { keepText, likelyOriginal } from './sources/likelyOriginal.js';
import type { BundleSource, Definition, FoundPart, TemplateSource } from './sources/ports.js';
import { unreadableMessage } from './model/unreadable.js';

/** What fills one slot of a render. */
export interface RenderedPart {
  /** `null` for a template written in the bundle itself. */
  readonly reference: Reference | null;
  /** Where the template is defined; the bundle's own place for an inline one. */
  readonly origin: string;
  readonly template: TemplateBody;
  readonly template_hash: string;
  readonly text: string;
}

/** A prompt as the service would send it, with all that names and explains it. */
export interface Render {
  readonly bundle: PromptBundle;
  readonly input: RenderInput;
  readonly parts: BySlot<RenderedPart>;
  readonly rendered_prompt: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly prompt_hash: string;
  readonly content_hash: string;
  readonly template_hashes: BySlot<string>;
  /** The canonical JSON text that `personality_hash` covers. */
  readonly canonical_input: string;
  /** The texts that stand for the placeholders. */
  readonly values: InputTexts['values'];
  /** Computed when asked for: where every character of the prompt comes from. */
  provenance(): Provenance;
}

export interface BundleRequest {
  readonly bundle: Reference;
  /** All defaults when absent. */
  readonly input?: RenderInput;
  /** Takes the place of the input's own `model_type`; empty for none. */
  readonly model?: string;
}

export interface InlineRequest {
  readonly bundle: PromptBundle;
  /** Where the bundle is defined. */
  readonly origin: string;
  /** Its templates, when they are at hand too. */
  readonly parts?: BySlot<FoundPart>;
  readonly input?: RenderInput;
  readonly model?: string;
}

/** A bundle and the templates in its slots. */
export interface ResolvedBundle {
  readonly bundle: PromptBundle;
  readonly parts: BySlot<FoundPart>;
}

export interface PromptGenerator {
  /** What a render of a bundle version would be made of, whatever the input and the model. Rejects with a `PromptError`. */
  resolveBundle(bundle: Reference): Promise<ResolvedBundle>;
  /** Renders a bundle version from its source. Rejects with a `PromptError`. */
  renderFromBundle(request: BundleRequest): Promise<Render>;
  /** Renders a bundle that is at hand; references in it are still looked up. Rejects with a `PromptError`. */
  renderInline(request: InlineRequest): Promise<Render>;
  /** Gives a deliberate render to the audit sink. */
  audit(render: Render, event: AuditEvent): void;
}

export interface PromptGeneratorOptions {
  readonly bundles: BundleSource;
  readonly templates: TemplateSource;
  readonly audit: AuditSink;
  readonly hashing: Hashing;
  readonly now: () => Date;
}

/** Joins sources, renderer, hashes and audit. What does not change between renders is computed once. */
export function createPromptGenerator({
  bundles,
  templates,
  audit,
  hashing,
  now,
}: PromptGeneratorOptions): PromptGenerator {
  const prepared = new PreparedParts(hashing);

  async function findBundle(reference: Reference): Promise<Omit<InlineRequest, 'input' | 'model'>> {
    const { model: bundle, origin, parts } = only(await bundles.findBundles(reference), 'bundle', reference);
    return { bundle, origin, ...(parts && { parts }) };
  }

  async function resolveBundle(reference: Reference): Promise<ResolvedBundle> {
    const { bundle, origin, parts } = await findBundle(reference);
    return { bundle, parts: parts ?? inlineParts(bundle, origin) ?? (await findParts(bundle, origin)) };
  }

  async function renderFromBundle({ bundle: reference, ...request }: BundleRequest): Promise<Render> {
    return renderInline({ ...request, ...(await findBundle(reference)) });
  }

  async function renderInline({
    bundle,
    origin,
    parts,
    input = DEFAULT_INPUT,
    model,
  }: InlineRequest): Promise<Render> {
    checkModel(bundle, model ?? input.model_type ?? '');
    return assemble(bundle, input, parts ?? inlineParts(bundle, origin) ?? (await findParts(bundle, origin)));
  }

  async function findParts(bundle: PromptBundle, origin: string): Promise<BySlot<FoundPart>> {
    const looked = await Promise.allSettled(SLOTS.map((slot) => findPart(bundle, origin, slot)));
    // Of several parts that cannot be had, the first in order is told, however long each was looked for.
    const [system, personality, activity, task] = looked.map((part) => {
      if (part.status === 'rejected') throw part.reason;
      return part.value;
    });
    if (!system || !personality || !activity || !task) throw new TypeError('A bundle has four parts.');
    return { system, personality, activity, task };
  }

  async function findPart(bundle: PromptBundle, origin: string, slot: Slot): Promise<FoundPart> {
    const part = bundle.templates[slot];
    if (part.kind === 'inline') return { reference: null, origin, template: part.template };
    const { reference } = part;
    const definition = only(await templates.findTemplates(reference), 'template', reference, slot);
    return { reference, origin: definition.origin, template: definition.model };
  }

  function assemble(bundle: PromptBundle, input: RenderInput, found: BySlot<FoundPart>): Render {
    const { texts, hash } = prepared.input(input);
    const parts = bySlot((slot) => {
      const template = prepared.template(found[slot].template);
      return new PreparedPart(found[slot], template, renderPart(template.compiled, texts.values));
    });
    return new PreparedRender(bundle, input, parts, prepared.bundleHash(bundle), hash, texts, hashing);
  }

  return {
    resolveBundle,
    renderFromBundle,
    renderInline,
    audit: (render, event) => {
      audit.append(createAuditRecord(render, event, now()));
    },
  };
}

/** The parts of a bundle that holds all its own; to wait for them would take longer than all the rest of a small render. */
function inlineParts({ templates }: PromptBundle, origin: string): BySlot<FoundPart> | undefined {
  const { system, personality, activity, task } = templates;
  if (
    system.kind !== 'inline' ||
    personality.kind !== 'inline' ||
    activity.kind !== 'inline' ||
    task.kind !== 'inline'
  )
    return undefined;
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

  get compiled(): CompiledTemplate {
    return this.prepared.compiled;
  }

  get template_hash(): string {
    return this.prepared.hash;
  }
}

/** A render; what only some ask for is computed when they do. */
class PreparedRender implements Render {
  readonly rendered_prompt: string;
  #promptHash: string | undefined;
  #contentHash: string | undefined;

  constructor(
    readonly bundle: PromptBundle,
    readonly input: RenderInput,
    readonly parts: BySlot<PreparedPart>,
    readonly bundle_hash: string,
    readonly personality_hash: string,
    private readonly texts: InputTexts,
    private readonly hashing: Hashing,
  ) {
    this.rendered_prompt = joinParts(bySlot((slot) => parts[slot].text));
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
    return this.texts.canonical;
  }

  get values(): InputTexts['values'] {
    return this.texts.values;
  }

  provenance(): Provenance {
    return traceParts(
      bySlot((slot) => this.parts[slot].compiled),
      this.texts.values,
    );
  }
}

interface PreparedInput {
  readonly input: RenderInput;
  readonly texts: InputTexts;
  readonly hash: string;
}

/** What a bundle and a template come to, kept as long as they themselves are, and what the last input came to. */
class PreparedParts {
  readonly #templates = new WeakMap<TemplateBody, PreparedTemplate>();
  readonly #bundleHashes = new WeakMap<PromptBundle, string>();
  /** One, for where every input is new, keeping them all costs more than all the rest of a small render. */
  #lastInput: PreparedInput | undefined;

  constructor(private readonly hashing: Hashing) {}

  template(template: TemplateBody): PreparedTemplate {
    return kept(this.#templates, template, () => new PreparedTemplate(template, this.hashing));
  }

  input(input: RenderInput): PreparedInput {
    if (this.#lastInput?.input === input) return this.#lastInput;
    const texts = inputTexts(input);
    return (this.#lastInput = { input, texts, hash: personalityHash(this.hashing, texts) });
  }

  bundleHash(bundle: PromptBundle): string {
    return kept(this.#bundleHashes, bundle, () => bundleHash(this.hashing, bundleReference(bundle)));
  }
}

function kept<Key extends object, Value>(map: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const value = make();
  map.set(key, value);
  return value;
}

/** A model that the bundle does not serve stops a render, with the service's own code and message (spec, section 1.3). */
function checkModel(bundle: PromptBundle, model: string): void {
  if (model !== '' && !bundle.tags.includes(model)) {
    throw new PromptError(
      'bundle_unsupported_model',
      `Bundle does not support model_type '${shorten(model)}'`,
    );
  }
}

function only<Found extends Definition<object>>(
  definitions: readonly Found[],
  noun: 'bundle' | 'template',
  reference: Reference,
  slot?: Slot,
): Found & { readonly model: NonNullable<Found['model']> } {
  const name = `${noun === 'bundle' ? 'Bundle' : 'Template'} ${excerpt(formatReference(reference))}`;
  const details = { origins: definitions.map(({ origin }) => origin), ...(slot && { slot }) };
  const [definition] = definitions;
  if (!definition) {
    const code = noun === 'bundle' ? 'unknown_bundle' : 'unresolved_template';
    throw new PromptError(code, `${name} is not defined in any file.`, details);
  }
  if (definition.unreadable) {
    throw new PromptError(
      noun === 'bundle' ? 'invalid_bundle' : 'invalid_template',
      unreadableMessage(name, definition.unreadable),
      details,
    );
  }
  if (definitions.length > 1) {
    const code = noun === 'bundle' ? 'ambiguous_bundle' : 'ambiguous_template';
    const files = definitions.map(({ name: file, origin }) => file ?? origin);
    const advice = keepText(likelyOriginal(files), files.length, excerpt);
    throw new PromptError(code, `${name} is defined in ${definitions.length} files. ${advice}`, details);
  }
  const { model } = definition;
  if (model === undefined) {
    throw new PromptError(
      noun === 'bundle' ? 'invalid_bundle' : 'invalid_template',
      `${name} has errors. Fix them to render it.`,
      details,
    );
  }
  return { ...definition, model };
}

/** The record of a deliberate render (spec, section 7). */
export function createAuditRecord(render: Render, event: AuditEvent, now: Date): AuditRecord {
  const { bundle, input, parts } = render;
  return {
    record: RECORD_FORMAT,
    created_at: now.toISOString(),
    event,
    bundle_id: bundle.bundle_id,
    semver: bundle.semver,
    bundle_hash: render.bundle_hash,
    personality_hash: render.personality_hash,
    prompt_hash: render.prompt_hash,
    content_hash: render.content_hash,
    engine_version: input.engine_version ?? null,
    adapter_versions: bySlot((slot) => parts[slot].template.adapter_version),
    renderer_version: RENDERER_VERSION,
    input: render.canonical_input,
    templates: bySlot((slot) => {
      const { reference, template_hash } = parts[slot];
      return { id: reference?.id ?? null, semver: reference?.semver ?? null, template_hash };
    }),
    rendered_prompt: render.rendered_prompt,
  };
}
