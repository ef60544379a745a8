import type { AuditRecord } from '../../core/audit/record.js';
import type { ReplaySources } from '../../core/audit/replay.js';
import { inputTexts, personalityHash, templateHash } from '../../core/hashes.js';
import type { Hashing } from '../../core/hashing.js';
import type { PromptBundle } from '../../core/model/bundle.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { TemplateBody } from '../../core/model/template.js';
import type { BundleSource, TemplateSource } from '../../core/sources/ports.js';
import type { PromptLanguage } from '../promptLanguage.js';
import { scopeSources, type PromptFileReader } from '../scopes/indexSources.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';

/** The files of a file's root and its published versions, for replays. They are read once: make new ones after a change. */
export async function replaySources(
  language: Pick<PromptLanguage, 'files' | 'generatorOf' | 'hashing'>,
  file: string,
): Promise<ReplaySources> {
  const { files } = language;
  const scope = files.scopeOf(file);
  const [generator, hashing] = [await language.generatorOf(file), await language.hashing()];
  const sources = scopeSources(scope, files);
  let known: Promise<Known> | undefined;
  const all = (): Promise<Known> => (known ??= readAll(scope, files, hashing));
  return {
    findTemplate: async (hash) => (await all()).templates.get(hash),
    findInput: async (hash) => (await all()).inputs.get(hash),
    currentTemplate: (record, slot) => currentTemplate(sources, record, slot),
    render: (bundle, input) => generator.renderInline({ bundle, origin: 'replay', input, model: '' }),
  };
}

interface Known {
  readonly templates: ReadonlyMap<string, TemplateBody>;
  readonly inputs: ReadonlyMap<string, RenderInput>;
}

async function readAll(scope: ScopeIndex, files: PromptFileReader, hashing: Hashing): Promise<Known> {
  const templates = new Map<string, TemplateBody>();
  const inputs = new Map<string, RenderInput>();
  for (const { snapshot } of scope.published.bundles())
    for (const slot of SLOTS)
      templates.set(snapshot.parts[slot].template_hash, snapshot.parts[slot].template);
  for (const file of scope.files()) {
    const parsed = await files.read(file);
    if (!parsed?.model) continue;
    if (parsed.kind === 'input') inputs.set(personalityHash(hashing, inputTexts(parsed.model)), parsed.model);
    else if (parsed.kind === 'template') templates.set(templateHash(hashing, parsed.model), parsed.model);
    else
      for (const template of inlineTemplates(parsed.model))
        templates.set(templateHash(hashing, template), template);
  }
  return { templates, inputs };
}

function inlineTemplates(bundle: PromptBundle): TemplateBody[] {
  return SLOTS.flatMap((slot) => {
    const part = bundle.templates[slot];
    return part.kind === 'inline' ? [part.template] : [];
  });
}

/** What has the recorded name by now; nothing where no file, or more than one, has it. */
async function currentTemplate(
  sources: BundleSource & TemplateSource,
  { bundle_id, semver: bundleSemver, templates }: AuditRecord,
  slot: Slot,
): Promise<TemplateBody | undefined> {
  const { id, semver } = templates[slot];
  if (id !== null && semver !== null) return only(await sources.findTemplates({ id, semver }));
  const bundle = only(await sources.findBundles({ id: bundle_id, semver: bundleSemver }));
  const part = bundle?.templates[slot];
  return part?.kind === 'inline' ? part.template : undefined;
}

function only<Model>(definitions: readonly { readonly model: Model | undefined }[]): Model | undefined {
  return definitions.length === 1 ? definitions[0]?.model : undefined;
}
