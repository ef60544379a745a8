import { Uri } from 'vscode';
import type { InputFile, PromptFile } from '../../core/documents/promptFile.js';
import { ENCODINGS } from '../../core/model/encodings.js';
import { SLOTS } from '../../core/model/slots.js';
import { DEFAULT_INPUT } from '../../core/model/renderInput.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Render } from '../../core/promptGenerator.js';
import { addAll } from '../../core/text/addAll.js';
import type { SourceText } from '../../core/text/sourceText.js';
import {
  namedBundle,
  sizeLimits,
  SLOT_ALONE,
  type PromptLanguage,
  type SuppressedFinding,
} from '../../language/index.js';
import type {
  BaselineMessage,
  Problem,
  RenderMessage,
  RenderPart,
  Selection,
} from '../../preview/protocol.js';
import type { Choices } from '../../webview/fields.js';
import type { BundleRenderer, Refusal } from '../rendering/bundleRenderer.js';
import type { Diagnostics } from '../problems/diagnostics.js';
import { fileName } from '../workspace/fileName.js';
import { readSettings } from '../workspace/settings.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { baselineMessage, describeChanges, isChanged, namedHashes } from './baseline.js';
import { Baselines } from './baselines.js';
import { listConstraints, type ListedConstraint } from './constraintList.js';
import {
  listFindings,
  listSuppressed,
  shown,
  type ListedFinding,
  type ListedSuppressed,
  type MarksOf,
} from './findingList.js';
import { isAlone } from '../selection/bundleFor.js';
import { isDraft } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { inputNote } from '../selection/defaultInput.js';
import { fieldAt, readableInput } from './inputFields.js';
import { inputName } from '../selection/inputName.js';
import { InputChoices, modelChoices, versionAlone, versionChoices } from './previewChoices.js';
import { RenderedSources } from './renderedSources.js';
import { SectionPatches } from './sectionPatches.js';

export interface ViewServices {
  readonly files: PromptWorkspace;
  readonly renderer: BundleRenderer;
  readonly language: PromptLanguage;
  readonly diagnostics: Diagnostics;
  readonly drafts: InputDrafts;
}

/** What the page shows besides the render itself. */
export type PageState = Pick<RenderMessage, 'isReading' | 'isLocked' | 'canGoBack' | 'canGoForward'>;

const NO_CHOICES: Choices = { options: [], selected: '' };
const NOTHING_TO_SHOW = {
  type: 'render',
  bundleId: null,
  bundleName: '',
  versions: NO_CHOICES,
  isAlone: false,
  isPublished: false,
  inputs: NO_CHOICES,
  inputNote: '',
  models: NO_CHOICES,
  hashes: [],
  baseline: '',
  baselines: NO_CHOICES,
  sections: [],
  constraints: [],
  limits: [],
  encodings: ENCODINGS,
  findings: [],
  suppressed: [],
  mapVersion: 0,
  input: null,
  problem: null,
} as const;

/** The last good render of a selection and all that explains it, as messages for the page. */
export class PreviewView {
  readonly #patches = new SectionPatches();
  readonly baselines: Baselines;
  readonly #inputs = new InputChoices();
  /** What the page was sent last. */
  #sent = '';
  /** What the selected bundle is called, or was before it broke. */
  #identity: Reference | undefined;
  #mapVersion = 0;
  render: Render | undefined;
  sources: RenderedSources | undefined;
  constraints: readonly ListedConstraint[] = [];
  findings: readonly ListedFinding[] = [];
  suppressed: readonly ListedSuppressed[] = [];

  /** `identity` is what the bundle was called when the preview was open last. */
  constructor(
    private readonly services: ViewServices,
    identity: Reference | undefined,
  ) {
    this.#identity = identity;
    this.baselines = new Baselines(services);
  }

  /** Another bundle is shown: nothing of the one before is kept. */
  forget(): void {
    this.render = undefined;
    this.sources = undefined;
    this.baselines.forget();
    this.#identity = undefined;
    this.constraints = [];
  }

  /** The page starts anew and has nothing. */
  reset(): void {
    this.#patches.reset();
  }

  /** What a bundle, or a template alone, is called, or was when it could be read last. */
  identityOf(bundle: string): Reference | undefined {
    const scope = bundle === '' ? undefined : this.services.files.scopeOf(bundle);
    const named = scope && (namedBundle(scope, bundle)?.identity ?? scope.get(bundle)?.identity?.name);
    this.#identity = named ?? this.#identity;
    return this.#identity;
  }

  /** A hash of the render that is shown, by its name in the spec. */
  hash(name: string): string | undefined {
    const { render } = this;
    const baseline = this.baselines.current;
    return render && baseline && namedHashes(baseline, render).find((hash) => hash.name === name)?.value;
  }

  /** Takes a new good render and what it came from. */
  async take(render: Render, selection: Selection): Promise<void> {
    const { bundle, input } = selection;
    const { files, renderer } = this.services;
    const parsed = await renderer.readInput(bundle, input);
    const placed = parsed && { file: input, parsed };
    const sources = await RenderedSources.read(render, placed, files, bundle);
    if (!sources) return;
    await this.baselines.take(render, selection);
    this.render = render;
    if (!sources.hasSamePlaces(this.sources)) this.#mapVersion++;
    this.sources = sources;
    this.constraints = listConstraints(
      sources.assembly,
      isAlone(files.scopeOf(bundle), bundle) ? [SLOT_ALONE] : SLOTS,
    );
  }

  /** The texts that changes are counted from, once there is a render. */
  baselineMessage(): BaselineMessage | undefined {
    const { current } = this.baselines;
    return current && baselineMessage(current);
  }

  /** All that the page is to show now; texts as patches of what it was sent before. */
  async message(selection: Selection, refusal: Refusal | undefined, page: PageState): Promise<RenderMessage> {
    const { files, renderer, drafts } = this.services;
    const { bundle, input } = selection;
    if (bundle === '') return { ...NOTHING_TO_SHOW, ...page };
    const folder = files.scopeKey(Uri.parse(bundle));
    const scope = files.scopeOf(bundle);
    const identity = this.identityOf(bundle);
    const bundleId = identity?.id ?? fileName(Uri.parse(bundle));
    const inputFile = await renderer.readInput(bundle, input);
    const shownInput = inputFile && readableInput(inputFile);
    const form = isDraft(input)
      ? drafts.form(folder, input)
      : input === ''
        ? drafts.formOf(DEFAULT_INPUT)
        : shownInput && drafts.formOf(shownInput);
    Object.assign(this, await this.#list(selection, refusal));
    const alone = isAlone(scope, bundle);
    const sent = `${alone ? 'template' : 'bundle'} ${bundleId}`;
    if (sent !== this.#sent) this.#patches.reset();
    this.#sent = sent;
    const { render } = this;
    const baseline = this.baselines.current;
    const slots = alone ? [SLOT_ALONE] : SLOTS;
    return {
      type: 'render',
      bundleId,
      bundleName: identity ? formatReference(identity) : '',
      isAlone: alone,
      isPublished: namedBundle(scope, bundle)?.isPublished ?? false,
      ...this.choices(selection),
      // Whether there is one is known once all are read.
      ...(page.isReading && { inputNote: '' }),
      models: alone ? NO_CHOICES : modelChoices(scope, selection, shownInput?.model_type),
      hashes: render && baseline && !alone ? namedHashes(baseline, render) : [],
      baseline: render && baseline ? describeChanges(baseline, render) : '',
      sections:
        render && baseline
          ? this.#patches.patches(render, slots, (slot) => !alone && isChanged(baseline, render, slot))
          : [],
      constraints: this.constraints.map(({ label, source }) => ({ label, source })),
      ...this.#sizes(bundle, alone ? undefined : identity, inputFile),
      ...this.#listed(),
      mapVersion: this.#mapVersion,
      input: form ?? null,
      problem: refusal ? toProblem(refusal, input, inputFile) : null,
      ...page,
    };
  }

  /** How long the prompt may be, and what its tokens are counted by: a template alone has no prompt of its own. */
  #sizes(
    bundle: string,
    identity: Reference | undefined,
    input: InputFile | undefined,
  ): Pick<RenderMessage, 'limits' | 'encodings'> {
    const { files } = this.services;
    const configuration = files.configurationOf(Uri.parse(files.scopeKey(Uri.parse(bundle))));
    return {
      limits: identity ? sizeLimits(identity, configuration?.budgetOf(identity.id), input) : [],
      encodings: configuration?.configuration.encodings ?? ENCODINGS,
    };
  }

  /** What there is to choose from besides what the shown files say. */
  choices(selection: Selection): Pick<RenderMessage, 'versions' | 'inputs' | 'inputNote' | 'baselines'> {
    const { files, drafts } = this.services;
    const { bundle, input } = selection;
    const folder = files.scopeKey(Uri.parse(bundle));
    const scope = files.scopeOf(bundle);
    const identity = this.identityOf(bundle);
    const alone = isAlone(scope, bundle);
    return {
      versions: alone ? versionAlone(bundle, identity) : versionChoices(scope, bundle, identity),
      inputs: this.#inputs.choices(scope, folder, input, drafts.list(folder)),
      inputNote: alone ? '' : inputNote(scope, selection),
      baselines: this.baselines.choices(alone ? undefined : identity?.id, bundle),
    };
  }

  /** What is found in the files of the render by now; `undefined` where something else is shown by then. */
  async findingsNow(selection: Selection, isCurrent: () => boolean): Promise<RenderPart | undefined> {
    const listed = await this.#list(selection, undefined);
    if (!isCurrent()) return undefined;
    Object.assign(this, listed);
    return this.#listed();
  }

  #listed(): Pick<RenderMessage, 'findings' | 'suppressed'> {
    return {
      findings: this.findings.map(shown),
      suppressed: this.suppressed.map((listed) => ({ ...shown(listed), reason: listed.reason })),
    };
  }

  /** The files whose findings are listed: those of the render, and those that keep it from being made anew. */
  concerned({ bundle, input }: Selection, refusal: Refusal | undefined): ReadonlySet<string> {
    const others = [input, bundle, ...(refusal?.obstacles ?? []).map(({ file }) => file)];
    return new Set(
      [...(this.sources?.files ?? []), ...others].filter((file) => file !== '' && !isDraft(file)),
    );
  }

  /** What is found, and what is suppressed, by now: in the files of the render, and in those that keep it from being made anew. */
  async #list(
    selection: Selection,
    refusal: Refusal | undefined,
  ): Promise<Pick<PreviewView, 'findings' | 'suppressed'>> {
    const { files, diagnostics } = this.services;
    const all = this.concerned(selection, refusal);
    const texts = new Map<string, SourceText>();
    const suppressed: ListedSuppressed[] = [];
    const marksOf: MarksOf = (file, range) => {
      const source = texts.get(file);
      return (source && this.sources?.marksOf(file, source, range)) ?? [];
    };
    for (const file of all) {
      const snapshot = files.scopeOf(file).published.get(file);
      const parsed = snapshot ? undefined : await files.read(file);
      const source = (snapshot ?? parsed)?.source;
      if (source) texts.set(file, source);
      if (parsed) addAll(suppressed, listSuppressed(file, parsed, this.#suppressedIn(file, parsed), marksOf));
    }
    return { findings: listFindings(all, (file) => diagnostics.problems(file), marksOf), suppressed };
  }

  #suppressedIn(file: string, parsed: PromptFile): readonly SuppressedFinding[] {
    const { enable, rules } = readSettings(Uri.parse(file));
    return enable ? this.services.language.suppressed(file, parsed, rules) : [];
  }
}

function toProblem(
  { message, obstacles, choice }: Refusal,
  input: string,
  inputFile: InputFile | undefined,
): Problem {
  return {
    message,
    choice: choice ?? null,
    details: obstacles.map(({ file, parsed, finding }) => {
      const { line } = parsed.source.positionAt(finding.range.start);
      return {
        place: isDraft(file) ? inputName(file) : `${fileName(Uri.parse(file))}:${line + 1}`,
        message: finding.message,
        field: inputFile && file === input ? fieldAt(inputFile, finding.range) : null,
      };
    }),
  };
}
