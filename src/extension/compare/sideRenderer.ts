import { l10n } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import type { Slot } from '../../core/model/slots.js';
import { SLOTS } from '../../core/model/slots.js';
import { PromptError } from '../../core/model/promptError.js';
import type { Render } from '../../core/promptGenerator.js';
import { SEPARATOR } from '../../core/renderer.js';
import { excerpt } from '../../core/text/quote.js';
import { SourceText } from '../../core/text/sourceText.js';
import type { InputFile } from '../../core/documents/promptFile.js';
import { readTemplates, PromptMap, type PromptOrigin } from '../../language/index.js';
import { isDraft } from '../selection/draftNames.js';
import type { InputDrafts } from '../selection/inputDrafts.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { Side } from './side.js';
import type { VersionPlaces } from './versionPlaces.js';

/** What holds the text of a file that a side was made of. */
export type Sourced = (file: string) => Promise<{ readonly source: SourceText } | undefined>;

/** A side as rendered, with where its text came from. */
export interface RenderedSide {
  readonly render: Render;
  /** `undefined` when a file is gone in the meantime. */
  readonly map: PromptMap | undefined;
  readonly sourced: Sourced;
}

/** A rendered side, or why there is none. */
export type SideOutcome =
  | { readonly side: RenderedSide; readonly problem?: undefined }
  | { readonly side?: undefined; readonly problem: string };

/** Renders the sides of comparisons. */
export class SideRenderer {
  constructor(
    private readonly files: PromptWorkspace,
    private readonly drafts: InputDrafts,
    private readonly places: VersionPlaces,
  ) {}

  async render(side: Side): Promise<SideOutcome> {
    await this.files.settled();
    const { folder, bundleId: id, semver, place } = side;
    const input = await this.input(folder, side.input);
    if (side.input !== '' && !input?.model)
      return {
        problem: input
          ? l10n.t('The input has errors. Fix them to render it.')
          : l10n.t('The input was deleted. Choose another.'),
      };
    const versions = await this.places.at(folder, id, place);
    if (!versions)
      return {
        problem:
          place.kind === 'registry'
            ? l10n.t('The registry {0} cannot be read.', excerpt(place.registry))
            : l10n.t('Git does not have this revision. Refresh the table.'),
      };
    try {
      // A prompt does not depend on the model; whether a bundle serves it is told elsewhere.
      const render = await versions.generator.renderFromBundle({
        bundle: { id, semver },
        model: '',
        ...(input?.model && { input: input.model }),
      });
      const { published } = this.places.scope(folder);
      const templates = await readTemplates(render, versions.reader, published);
      const placed = input && { file: side.input, parsed: input };
      return {
        side: {
          render,
          map: templates && new PromptMap({ render, templates, input: placed }),
          sourced: async (file) =>
            file === side.input ? input : (published.get(file) ?? versions.reader.read(file)),
        },
      };
    } catch (error) {
      if (!PromptError.is(error)) throw error;
      return { problem: error.message };
    }
  }

  /** An input of a folder: a draft, a file, or none. */
  async input(folder: string, input: string): Promise<InputFile | undefined> {
    if (isDraft(input)) return this.drafts.file(folder, input);
    const file = input === '' ? undefined : await this.files.read(input);
    return file?.kind === 'input' ? file : undefined;
  }
}

/** The text of a side: the prompt, or one section of it. */
export function textOf({ parts, rendered_prompt }: Render, slot: Slot | null): string {
  return slot ? parts[slot].text : rendered_prompt;
}

/** Where the text at a line and column of a side comes from, and how the slot's template is called. */
export function originAt(
  { render, map }: RenderedSide,
  shown: Slot | null,
  line: number,
  column: number,
): { readonly slot: Slot; readonly origin: PromptOrigin; readonly template: string } | undefined {
  const text = new SourceText(textOf(render, shown));
  const offset = text.originalOffset(text.offsetAt({ line, column }));
  let start = 0;
  for (const slot of shown ? [shown] : SLOTS) {
    const part = render.parts[slot];
    const end = start + part.text.length;
    if (offset <= end || slot === SLOTS.at(-1)) {
      const origin = map?.originAt(slot, offset - start);
      const { bundle_id: id, semver } = render.bundle;
      const template = part.reference
        ? formatReference(part.reference)
        : `${formatReference({ id, semver })}#${slot}`;
      return origin && { slot, origin, template };
    }
    start = end + SEPARATOR.length;
  }
  return undefined;
}
