import * as l10n from '@vscode/l10n';
import type { AuditSink } from './audit/sink.js';
import { RECORD_FORMAT, RENDERER_VERSION, type AuditEvent, type AuditRecord } from './audit/record.js';
import type { Hashing } from './hashing.js';
import type { PromptBundle } from './model/bundle.js';
import { PromptError } from './model/promptError.js';
import { formatReference, type Reference } from './model/reference.js';
import { DEFAULT_INPUT, type RenderInput } from './model/renderInput.js';
import { bySlot, SLOTS, type BySlot, type Slot } from './model/slots.js';
import { PreparedParts, PreparedRender } from './preparedRender.js';
import type { Render } from './render.js';
import { excerpt, shorten } from './text/quote.js';
import { sentences } from './text/sentences.js';
import { keepText, likelyOriginal } from './sources/likelyOriginal.js';
import type { BundleSource, Definition, FoundPart, TemplateSource } from './sources/ports.js';
import { unreadableMessage } from './model/unreadable.js';

export type { Render, RenderedPart } from './render.js';

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
    return { bundle, parts: parts ?? prepared.inline(bundle, origin) ?? (await findParts(bundle, origin)) };
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
    return assemble(
      bundle,
      input,
      parts ?? prepared.inline(bundle, origin) ?? (await findParts(bundle, origin)),
    );
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
    const hashes = { bundle: prepared.bundleHash(bundle), personality: hash };
    return new PreparedRender(bundle, input, found, prepared.fill(found, texts), hashes, hashing);
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
  const version = excerpt(formatReference(reference));
  const name = (): string =>
    noun === 'bundle' ? l10n.t('Bundle {0}', version) : l10n.t('Template {0}', version);
  const details = { origins: definitions.map(({ origin }) => origin), ...(slot && { slot }) };
  const [definition] = definitions;
  if (!definition) {
    const code = noun === 'bundle' ? 'unknown_bundle' : 'unresolved_template';
    throw new PromptError(code, l10n.t('{0} is not defined in any file.', name()), details);
  }
  if (definition.unreadable) {
    throw new PromptError(
      noun === 'bundle' ? 'invalid_bundle' : 'invalid_template',
      unreadableMessage(name(), definition.unreadable),
      details,
    );
  }
  if (definitions.length > 1) {
    const code = noun === 'bundle' ? 'ambiguous_bundle' : 'ambiguous_template';
    const files = definitions.map(({ name: file, origin }) => file ?? origin);
    const advice = keepText(likelyOriginal(files), files.length, excerpt);
    const where = l10n.t('{0} is defined in {1} files.', name(), definitions.length);
    throw new PromptError(code, sentences(where, advice), details);
  }
  const { model } = definition;
  if (model === undefined) {
    throw new PromptError(
      noun === 'bundle' ? 'invalid_bundle' : 'invalid_template',
      l10n.t('{0} has errors. Fix them to render it.', name()),
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
