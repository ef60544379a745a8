import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { TextRange } from '../../core/model/findings.js';
import type { SourceText } from '../../core/text/sourceText.js';
import {
  readTemplates,
  type Assembly,
  movedRanges,
  PromptMap,
  type PromptOrigin,
} from '../../language/index.js';
import type { InputFile } from '../../core/documents/promptFile.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Mark } from '../../preview/protocol.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';

/**
 * A render with the files it came from, as they were then: whatever is typed since, the way from the prompt to a file and
 * back leads to the same words.
 */
export class RenderedSources {
  readonly #map: PromptMap;
  readonly #moves = new Map<string, { text: string; move: (range: TextRange) => TextRange }>();

  private constructor(
    readonly assembly: Assembly,
    private readonly texts: ReadonlyMap<string, string>,
  ) {
    this.#map = new PromptMap(assembly);
  }

  /** Reads the files of a render; `undefined` when one is gone by now. */
  static async read(
    render: Render,
    input: { readonly file: string; readonly parsed: InputFile } | undefined,
    files: PromptWorkspace,
    bundle: string,
  ): Promise<RenderedSources | undefined> {
    const templates = await readTemplates(render, files, files.scopeOf(bundle).published);
    if (!templates) return undefined;
    const texts = new Map<string, string>();
    for (const { file } of Object.values(templates)) {
      const sourced = await files.sourced(file);
      if (sourced) texts.set(file, sourced.source.text);
    }
    if (input) texts.set(input.file, input.parsed.source.text);
    return new RenderedSources({ render, templates, input }, texts);
  }

  /** The templates and the input. */
  get files(): readonly string[] {
    return [...this.texts.keys()];
  }

  /** Whether every text comes from the same place as in another render. */
  hasSamePlaces(other: RenderedSources | undefined): boolean {
    return (
      other?.texts.size === this.texts.size &&
      [...this.texts].every(([file, text]) => other.texts.get(file) === text)
    );
  }

  /** The part that a template file is. */
  slotOf(file: string): Slot | undefined {
    return SLOTS.find((slot) => this.assembly.templates[slot].file === file);
  }

  /** Where an offset of a part came from. */
  originAt(slot: Slot, offset: number): PromptOrigin | undefined {
    return this.#map.originAt(slot, offset);
  }

  /** Where the content of a slot's template begins. */
  beginningOf(slot: Slot): { readonly file: string; readonly range: TextRange } {
    return this.#map.beginningOf(slot);
  }

  /** What a range of a file, as it stands now, became in the prompt. */
  marksOf(file: string, { text }: SourceText, range: TextRange): readonly Mark[] {
    return this.#map.rangesOf(file, this.#move('back', file, text)(range));
  }

  /** Where a range, as it was at the time of the render, is in the present text of its file. */
  rangeIn(file: string, { text }: SourceText, range: TextRange): TextRange {
    return this.#move('on', file, text)(range);
  }

  /** What moves ranges between the text of a file at the time of the render and another one; kept while that stays. */
  #move(way: 'on' | 'back', file: string, text: string): (range: TextRange) => TextRange {
    const key = `${way} ${file}`;
    const known = this.#moves.get(key);
    if (known?.text === text) return known.move;
    const then = this.texts.get(file) ?? text;
    const move = way === 'on' ? movedRanges(then, text) : movedRanges(text, then);
    this.#moves.set(key, { text, move });
    return move;
  }
}
