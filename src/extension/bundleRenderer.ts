import { Uri } from 'vscode';
import type { InputFile, PromptFile } from '../core/documents/promptFile.js';
import { stopsRender, type Finding } from '../core/model/findings.js';
import { PromptError } from '../core/model/promptError.js';
import type { Render } from '../core/promptGenerator.js';
import { scopeFindings } from '../language/scopeFindings.js';
import { isDraft } from './preview/draftNames.js';
import type { InputDrafts } from './preview/inputDrafts.js';
import type { PromptGenerators } from './promptGenerators.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

/** What to render: files by their URI; an empty input is none, an empty model the input's own. */
export interface RenderChoice {
  readonly bundle: string;
  readonly input: string;
  readonly model: string;
}

/** An error that keeps a prompt from being rendered, at its place. */
export interface Obstacle {
  readonly file: string;
  readonly parsed: PromptFile;
  readonly finding: Finding;
}

/** Why a choice does not render. */
export interface Refusal {
  readonly message: string;
  readonly obstacles: readonly Obstacle[];
}

export type RenderOutcome =
  | { readonly render: Render; readonly refusal?: undefined }
  | { readonly render?: undefined; readonly refusal: Refusal };

/** Renders bundles of the workspace as they stand in its editors and files. */
export class BundleRenderer {
  constructor(
    private readonly files: PromptWorkspace,
    private readonly drafts: InputDrafts,
    private readonly generators: PromptGenerators,
  ) {}

  async render({ bundle, input, model }: RenderChoice): Promise<RenderOutcome> {
    await this.files.settled();
    const bundleFile = bundle === '' ? undefined : await this.files.read(bundle);
    if (bundleFile?.kind !== 'bundle') return refuse('The bundle file is gone.');
    if (!bundleFile.model)
      return refuse('The bundle has errors. Fix them to render it.', await this.#obstacles(bundle, [bundle]));
    const inputFile = await this.readInput(bundle, input);
    if (input !== '' && !inputFile?.model) {
      const message = inputFile
        ? 'The input has errors. Fix them to render it.'
        : 'The input is gone. Choose another.';
      return refuse(message, await this.#obstacles(bundle, [input]));
    }
    const generator = await this.generators.of(bundle);
    const { bundle_id: id, semver } = bundleFile.model;
    try {
      const render = await generator.renderFromBundle({
        bundle: { id, semver },
        ...(inputFile?.model && { input: inputFile.model }),
        ...(model !== '' && { model }),
      });
      return { render };
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      const concerned =
        error.origins.length > 0
          ? error.origins
          : error.code === 'bundle_unsupported_model'
            ? [input]
            : [bundle];
      return refuse(
        error.message,
        await this.#obstacles(
          bundle,
          concerned.filter((file) => file !== ''),
        ),
      );
    }
  }

  /** The input of a selection: a draft, a file, or none. */
  async readInput(bundle: string, input: string): Promise<InputFile | undefined> {
    if (isDraft(input)) return this.drafts.file(this.files.scopeKey(Uri.parse(bundle)), input);
    const file = input === '' ? undefined : await this.files.read(input);
    return file?.kind === 'input' ? file : undefined;
  }

  async #obstacles(bundle: string, files: readonly string[]): Promise<Obstacle[]> {
    const found = files.map(async (file) => {
      const parsed = isDraft(file) ? await this.readInput(bundle, file) : await this.files.read(file);
      const findings = isDraft(file)
        ? (parsed?.findings ?? [])
        : scopeFindings(this.files.scopeOf(file), file);
      const errors = findings.filter(stopsRender);
      return parsed ? errors.map((finding) => ({ file, parsed, finding })) : [];
    });
    return (await Promise.all(found)).flat();
  }
}

function refuse(message: string, obstacles: readonly Obstacle[] = []): RenderOutcome {
  return { refusal: { message, obstacles } };
}
