import { l10n, Uri } from 'vscode';
import type { InputFile } from '../../core/documents/promptFile.js';
import type { PromptBundle } from '../../core/model/bundle.js';
import { stopsRender, type Finding } from '../../core/model/findings.js';
import { PromptError } from '../../core/model/promptError.js';
import type { PromptGenerator, Render } from '../../core/promptGenerator.js';
import { excerpt, listed, shorten } from '../../core/text/quote.js';
import type { SourceText } from '../../core/text/sourceText.js';
import { renderAlone, type PromptLanguage } from '../../language/index.js';
import { isDraft } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import { readInput } from '../selection/readInput.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/** The most models that a message names. */
const NAMED_MODELS = 5;

/** What to render: files by their URI, a published version by that of its snapshot; an empty input is none, an empty model the input's own. */
export interface RenderChoice {
  readonly bundle: string;
  readonly input: string;
  readonly model: string;
}

/** An error that keeps a prompt from being rendered, at its place. */
export interface Obstacle {
  readonly file: string;
  readonly parsed: { readonly source: SourceText };
  readonly finding: Finding;
}

/** Why a choice does not render. */
export interface Refusal {
  readonly message: string;
  readonly obstacles: readonly Obstacle[];
  /** The choice that is to be another, where it is one. */
  readonly choice?: 'input' | 'model' | undefined;
}

export type RenderOutcome =
  | { readonly render: Render; readonly refusal?: undefined }
  | { readonly render?: undefined; readonly refusal: Refusal };

/** Renders bundles of the workspace as they stand in its editors and files, or as they were published. */
export class BundleRenderer {
  constructor(
    private readonly files: PromptWorkspace,
    private readonly drafts: InputDrafts,
    private readonly language: PromptLanguage,
  ) {}

  async render(choice: RenderChoice): Promise<RenderOutcome> {
    const { bundle } = choice;
    await this.files.settled(bundle === '' ? [] : [Uri.parse(bundle)]);
    return this.renderNow(choice);
  }

  /** The same of what is in the index by now. */
  async renderNow({ bundle, input, model }: RenderChoice): Promise<RenderOutcome> {
    const found = await this.#find(bundle);
    if (!found.model) return refuse(found.message, await this.#obstacles(bundle, found.concerned));
    const { inputFile, refusal } = await this.#usableInput(bundle, input);
    if (refusal) return { refusal };
    const { bundle_id: id, semver, tags } = found.model;
    try {
      const generator = await found.generator();
      const render = await generator.renderFromBundle({
        bundle: { id, semver },
        ...(inputFile?.model && { input: inputFile.model }),
        ...(model !== '' && { model }),
      });
      return { render };
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      const isUnsupported = error.code === 'bundle_unsupported_model';
      const concerned = error.origins.length > 0 ? error.origins : [isUnsupported ? input : bundle];
      return refuse(
        isUnsupported ? unsupported(tags, inputFile, model) : error.message,
        await this.#obstacles(bundle, concerned),
        isUnsupported ? 'model' : undefined,
      );
    }
  }

  /** Renders a template that no bundle uses by itself. */
  async renderAlone(template: string, input: string): Promise<RenderOutcome> {
    const file = await this.files.read(template);
    if (file?.kind !== 'template')
      return refuse(l10n.t('The template file was deleted. Open another, or a bundle.'));
    if (!file.model)
      return refuse(
        l10n.t('The template has errors. Fix them to render it.'),
        await this.#obstacles(template, [template]),
      );
    const { inputFile, refusal } = await this.#usableInput(template, input);
    if (refusal) return { refusal };
    const generator = await this.language.generatorOf(template);
    return { render: await renderAlone(generator, file.model, template, inputFile?.model) };
  }

  /** The input of a selection, or why it cannot be used. */
  async #usableInput(
    bundle: string,
    input: string,
  ): Promise<{ readonly inputFile?: InputFile | undefined; readonly refusal?: Refusal }> {
    const inputFile = await this.readInput(bundle, input);
    if (input === '' || inputFile?.model) return { inputFile };
    const message = inputFile
      ? l10n.t('The input has errors. Fix them to render it.')
      : l10n.t('The input was deleted. Choose another.');
    return { refusal: { message, obstacles: await this.#obstacles(bundle, [input]), choice: 'input' } };
  }

  /** The bundle of a file, or of a snapshot, and what renders it; or why there is none. */
  async #find(bundle: string): Promise<FoundBundle | MissingBundle> {
    const { published } = this.files.scopeOf(bundle);
    const snapshot = published.get(bundle);
    if (snapshot)
      return snapshot.snapshot
        ? { model: snapshot.snapshot.bundle, generator: () => this.language.publishedGenerator(published) }
        : { message: l10n.t('The published version is damaged.'), concerned: [bundle] };
    const file = bundle === '' ? undefined : await this.files.read(bundle);
    if (file?.kind === 'template')
      return {
        message: l10n.t('No bundle uses this template, so it is part of no prompt yet.'),
        concerned: [],
      };
    if (file?.kind !== 'bundle')
      return { message: l10n.t('The bundle file was deleted. Choose another bundle.'), concerned: [] };
    return file.model
      ? { model: file.model, generator: () => this.language.generatorOf(bundle) }
      : { message: l10n.t('The bundle has errors. Fix them to render it.'), concerned: [bundle] };
  }

  /** The input of a selection: a draft, a file, or none. */
  readInput(bundle: string, input: string): Promise<InputFile | undefined> {
    const { files, drafts } = this;
    return readInput({ files, drafts }, files.scopeKey(Uri.parse(bundle)), input);
  }

  async #obstacles(bundle: string, files: readonly string[]): Promise<Obstacle[]> {
    const found = files.map(async (file): Promise<Obstacle[]> => {
      if (file === '') return [];
      const draft = isDraft(file) ? await this.readInput(bundle, file) : undefined;
      const parsed = draft ?? (await this.files.sourced(file));
      const errors = draft ? draft.findings.filter(stopsRender) : this.language.obstacles(file);
      return parsed ? errors.map((finding) => ({ file, parsed, finding })) : [];
    });
    return (await Promise.all(found)).flat();
  }
}

interface FoundBundle {
  readonly model: PromptBundle;
  readonly generator: () => Promise<PromptGenerator>;
}

interface MissingBundle {
  readonly model?: undefined;
  readonly message: string;
  /** The files to look for errors in. */
  readonly concerned: readonly string[];
}

/** What the service says of a model that a bundle does not serve, and what to choose: `model` where it was chosen, else the input's. */
function unsupported(tags: readonly string[], input: InputFile | undefined, model: string): string {
  const asked = shorten(model === '' ? (input?.model?.model_type ?? '') : model);
  if (tags.length === 0)
    return l10n.t(
      "Bundle does not support model_type '{0}'. It serves no model by name. Choose an input without model_type, or no input.",
      asked,
    );
  const named = tags.map((tag) => excerpt(tag));
  const served = listed(named, NAMED_MODELS);
  return model === ''
    ? l10n.t(
        "Bundle does not support model_type '{0}'. It serves {1}. Choose an input for one of these, or no input.",
        asked,
        served,
      )
    : l10n.t("Bundle does not support model_type '{0}'. It serves {1}. Choose one of these.", asked, served);
}

function refuse(
  message: string,
  obstacles: readonly Obstacle[] = [],
  choice?: Refusal['choice'],
): RenderOutcome {
  return { refusal: { message, obstacles, choice } };
}
