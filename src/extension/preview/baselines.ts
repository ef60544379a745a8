import { l10n, Uri } from 'vscode';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import type { Render } from '../../core/promptGenerator.js';
import { publishedBefore, type PromptLanguage } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { Choice, Choices } from '../../webview/fields.js';
import type { BundleRenderer } from '../rendering/bundleRenderer.js';
import { fileName } from '../workspace/fileName.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { sinceOpened, sincePublished, sinceVersion, type Baseline } from './baseline.js';

export interface BaselineServices {
  readonly files: PromptWorkspace;
  readonly renderer: BundleRenderer;
  readonly language: Pick<PromptLanguage, 'publishedGenerator'>;
}

const OPENED = 'opened';
/** Before the version of a choice that was published. The others are the URIs of files. */
const PUBLISHED = 'published ';

/** What the changes of a preview can be counted from, and what they are counted from now. */
export class Baselines {
  /** The first good render since the preview was opened on its bundle. */
  #first: Render | undefined;
  #chosen: string | undefined;
  #selected = OPENED;
  #current: Baseline | undefined;

  constructor(private readonly services: BaselineServices) {}

  get current(): Baseline | undefined {
    return this.#current;
  }

  /** The file of the version that is counted from; `undefined` where it is what was published, or shown first. */
  get file(): string | undefined {
    return this.#selected === OPENED || this.#selected.startsWith(PUBLISHED) ? undefined : this.#selected;
  }

  /** Another bundle is shown. */
  forget(): void {
    this.#first = undefined;
    this.#chosen = undefined;
    this.#selected = OPENED;
    this.#current = undefined;
  }

  /** Counts from another of the choices, from the next render on. */
  choose(value: string): void {
    this.#chosen = value;
  }

  /** Finds what a new good render is counted from: what was chosen, or else what is published, or else the first one. */
  async take(render: Render, selection: Selection): Promise<void> {
    this.#first ??= render;
    const { value, baseline } = (await this.#wanted(render, selection, this.#first)) ?? {
      value: OPENED,
      baseline: sinceOpened(this.#first),
    };
    this.#selected = value;
    this.#current = baseline;
  }

  /** The published versions of a bundle, its versions in files but the one that is shown, and the preview as it was opened. */
  choices(id: string | undefined, shown: string): Choices {
    const scope = this.services.files.scopeOf(shown);
    const published = id === undefined ? [] : scope.published.versions(id);
    const options: Choice[] = [
      ...[...published]
        .reverse()
        .map((semver) => ({ value: `${PUBLISHED}${semver}`, label: l10n.t('{0} (published)', semver) })),
      ...(id === undefined ? [] : this.#files(id, shown)).map((file) => ({
        value: file,
        label: this.#labelOf(file),
      })),
      {
        value: OPENED,
        label: l10n.t({
          message: 'the preview was opened',
          comment: ['In a list with the label: Changes since'],
        }),
      },
    ];
    return { options, selected: this.#selected };
  }

  async #wanted(
    render: Render,
    selection: Selection,
    first: Render,
  ): Promise<{ readonly value: string; readonly baseline: Baseline } | undefined> {
    const { id, semver } = bundleReference(render.bundle);
    const index = this.services.files.scopeOf(selection.bundle).published;
    const chosen = this.#chosen;
    if (chosen === OPENED) return { value: OPENED, baseline: sinceOpened(first) };
    if (chosen !== undefined && this.#files(id, selection.bundle).includes(chosen))
      return { value: chosen, baseline: await this.#ofFile(chosen, selection) };
    const wanted = chosen?.startsWith(PUBLISHED) ? chosen.slice(PUBLISHED.length) : undefined;
    if (wanted !== undefined && index.versions(id).includes(wanted)) {
      const published = await this.#published(render, selection.bundle, wanted);
      return { value: `${PUBLISHED}${wanted}`, baseline: sincePublished(wanted, published) };
    }
    // Nothing was chosen, or it is gone.
    const before = publishedBefore(index, { id, semver });
    const published =
      before === undefined ? undefined : await this.#published(render, selection.bundle, before);
    return before !== undefined && published
      ? { value: `${PUBLISHED}${before}`, baseline: sincePublished(before, published) }
      : undefined;
  }

  async #ofFile(file: string, { input, model }: Selection): Promise<Baseline> {
    const { render, refusal } = await this.services.renderer.render({ bundle: file, input, model });
    return sinceVersion(this.#labelOf(file), render, refusal?.message);
  }

  /** A published version with the input of a render. */
  async #published(render: Render, bundle: string, semver: string): Promise<Render | undefined> {
    const { files, language } = this.services;
    const { id } = bundleReference(render.bundle);
    try {
      const generator = await language.publishedGenerator(files.scopeOf(bundle).published);
      return await generator.renderFromBundle({
        bundle: { id, semver },
        input: render.input,
        model: '',
      });
    } catch (error) {
      // A snapshot that was damaged in the meantime is told at its own file.
      if (!PromptError.is(error)) throw error;
      return undefined;
    }
  }

  /** The files that define versions of a bundle, but for the one that is shown, newest first. */
  #files(id: string, shown: string): readonly string[] {
    const scope = this.services.files.scopeOf(shown);
    return scope
      .versions('bundle', id)
      .flatMap((semver) => [...scope.definitions('bundle', { id, semver })])
      .filter((file) => file !== shown)
      .reverse();
  }

  #labelOf(file: string): string {
    const scope = this.services.files.scopeOf(file);
    const name = scope.get(file)?.identity?.name;
    if (!name) return fileName(Uri.parse(file));
    const isOnly = scope.definitions('bundle', name).length === 1;
    return isOnly ? name.semver : `${name.semver} (${fileName(Uri.parse(file))})`;
  }
}
