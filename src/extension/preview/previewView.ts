import { Uri } from 'vscode';
import { DEFAULT_INPUT } from '../../core/model/renderInput.js';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Render } from '../../core/promptGenerator.js';
import { readTemplates, type Assembly } from '../../language/assembly.js';
import { PromptMap } from '../../language/promptMap.js';
import { publishedBefore } from '../../language/publishedBefore.js';
import type { Problem, RenderMessage, Selection } from '../../preview/protocol.js';
import type { Choices } from '../../webview/fields.js';
import type { BundleRenderer, Refusal } from '../bundleRenderer.js';
import type { Diagnostics } from '../diagnostics.js';
import { fileName } from '../fileName.js';
import type { PublishedGenerators } from '../publishedGenerators.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { Baseline } from './baseline.js';
import { listConstraints, type ListedConstraint } from './constraintList.js';
import { listFindings, type ListedFinding } from './findingList.js';
import { isDraft } from './draftNames.js';
import type { InputDrafts } from './inputDrafts.js';
import { inputChoices, inputName, modelChoices, versionChoices } from './previewChoices.js';
import { SectionPatches } from './sectionPatches.js';

export interface ViewServices {
  readonly files: PromptWorkspace;
  readonly renderer: BundleRenderer;
  readonly published: PublishedGenerators;
  readonly diagnostics: Diagnostics;
  readonly drafts: InputDrafts;
}

/** What the page shows besides the render itself. */
export type PageState = Pick<RenderMessage, 'isLocked' | 'canGoBack' | 'canGoForward'>;

const NO_CHOICES: Choices = { options: [], selected: '' };
const NOTHING_TO_SHOW = {
  type: 'render',
  bundleId: null,
  versions: NO_CHOICES,
  inputs: NO_CHOICES,
  models: NO_CHOICES,
  hashes: [],
  baseline: '',
  sections: [],
  constraints: [],
  findings: [],
  input: null,
  problem: null,
} as const;

/** The last good render of a selection and all that explains it, as messages for the page. */
export class PreviewView {
  readonly #patches = new SectionPatches();
  #baseline: Baseline | undefined;
  /** The first good render since the preview was opened on its bundle. */
  #first: Render | undefined;
  #bundleId: string | null = null;
  /** What the selected bundle is called, or was before it broke. */
  #identity: Reference | undefined;
  render: Render | undefined;
  map: PromptMap | undefined;
  constraints: readonly ListedConstraint[] = [];
  findings: readonly ListedFinding[] = [];

  constructor(private readonly services: ViewServices) {}

  /** Another bundle is shown: nothing of the one before is kept. */
  forget(): void {
    this.render = undefined;
    this.map = undefined;
    this.#baseline = undefined;
    this.#first = undefined;
    this.#identity = undefined;
    this.constraints = [];
    this.findings = [];
  }

  /** The page starts anew and has nothing. */
  reset(): void {
    this.#patches.reset();
  }

  get title(): string {
    return this.#identity ? formatReference(this.#identity) : 'prompt';
  }

  /** A hash of the render that is shown, by its name in the spec. */
  hash(name: string): string | undefined {
    const { render } = this;
    return render && this.#baseline?.hashes(render).find((hash) => hash.name === name)?.value;
  }

  /** Takes a new good render and what it came from. */
  async take(render: Render, { bundle, input }: Selection): Promise<void> {
    const { files, renderer } = this.services;
    const parsed = await renderer.readInput(bundle, input);
    const templates = await readTemplates(render, files, files.scopeOf(bundle).published);
    if (!templates) return;
    const published = await this.#publishedBaseline(render, bundle);
    const assembly: Assembly = { render, templates, input: parsed && { file: input, parsed } };
    this.render = render;
    this.#first ??= render;
    this.#baseline = published ?? new Baseline(this.#first, null);
    this.map = new PromptMap(assembly);
    this.constraints = listConstraints(assembly);
    this.findings = listFindings(bundle, assembly, this.map, (file) =>
      this.services.diagnostics.problems(file),
    );
  }

  /** What is published of a bundle, with the input of a render: this version, or the newest before it. */
  async #publishedBaseline(render: Render, bundle: string): Promise<Baseline | undefined> {
    const { files, published } = this.services;
    const index = files.scopeOf(bundle).published;
    const { id } = bundleReference(render.bundle);
    const semver = publishedBefore(index, bundleReference(render.bundle));
    if (semver === undefined) return undefined;
    try {
      const generator = await published.of(index);
      const { input } = render;
      return new Baseline(
        await generator.renderFromBundle({ bundle: { id, semver }, input, model: '' }),
        semver,
      );
    } catch (error) {
      // A snapshot that was damaged in the meantime is told at its own file.
      if (!PromptError.is(error)) throw error;
      return undefined;
    }
  }

  /** All that the page is to show now; texts as patches of what it was sent before. */
  async message(selection: Selection, refusal: Refusal | undefined, page: PageState): Promise<RenderMessage> {
    const { files, renderer, drafts } = this.services;
    const { bundle, input } = selection;
    if (bundle === '') return { ...NOTHING_TO_SHOW, ...page };
    const folder = files.scopeKey(Uri.parse(bundle));
    const scope = files.scopeOf(bundle);
    this.#identity = scope.get(bundle)?.identity?.name ?? this.#identity;
    const bundleId = this.#identity?.id ?? fileName(Uri.parse(bundle));
    if (bundleId !== this.#bundleId) this.#patches.reset();
    this.#bundleId = bundleId;
    const { render } = this;
    const baseline = this.#baseline;
    const model = (await renderer.readInput(bundle, input))?.model;
    const form = isDraft(input)
      ? drafts.form(folder, input)
      : input === ''
        ? drafts.formOf(DEFAULT_INPUT)
        : model && drafts.formOf(model);
    return {
      type: 'render',
      bundleId,
      versions: versionChoices(scope, bundle, this.#identity),
      inputs: inputChoices(scope, folder, input, drafts.list(folder)),
      models: modelChoices(scope, selection, model?.model_type),
      hashes: render && baseline ? baseline.hashes(render) : [],
      baseline: render && baseline ? baseline.describe(render) : '',
      sections:
        render && baseline ? this.#patches.patches(render, (slot) => baseline.isChanged(render, slot)) : [],
      constraints: this.constraints.map(({ label, source }) => ({ label, source })),
      findings: this.findings.map(({ severity, code, message, place, marks }) => ({
        severity,
        code,
        message,
        place,
        marks,
      })),
      input: form ?? null,
      problem: refusal ? toProblem(refusal) : null,
      ...page,
    };
  }
}

function toProblem({ message, obstacles }: Refusal): Problem {
  return {
    message,
    details: obstacles.map(({ file, parsed, finding }) => {
      const { line } = parsed.source.positionAt(finding.range.start);
      return {
        place: isDraft(file) ? inputName(file) : `${fileName(Uri.parse(file))}:${line + 1}`,
        message: finding.message,
      };
    }),
  };
}
