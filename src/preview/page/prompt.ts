import * as l10n from '@vscode/l10n';
import { slotName, SLOTS, type Slot } from '../../core/model/slots.js';
import type { Mark, PageMessage, Section } from '../protocol.js';
import { element } from '../../webview/page/dom.js';
import type { PartText } from './partText.js';
import { SectionView } from './section.js';

/** What stands between two parts of the prompt. */
export const SEPARATOR = '\n\n';

/** The four parts in their order, each patched in place. */
export class Prompt {
  readonly element = element('div', 'prompt');
  readonly #parts = new Map<Slot, SectionView>();
  #isAlone = false;

  constructor(private readonly post: (message: PageMessage) => void) {}

  get isEmpty(): boolean {
    return this.#parts.size === 0;
  }

  /** The parts that are shown, in order. */
  get parts(): readonly (readonly [Slot, SectionView])[] {
    return SLOTS.flatMap((slot) => {
      const part = this.#parts.get(slot);
      return part ? [[slot, part] as const] : [];
    });
  }

  /** The text of a part, when it is shown. */
  textOf(slot: Slot): PartText | undefined {
    return this.#parts.get(slot)?.text;
  }

  /** The part whose text holds a node. */
  slotOf(node: Node): Slot | undefined {
    return this.parts.find(([, part]) => part.text.element.contains(node))?.[0];
  }

  /** The part that shows a node, be it of its text or of what stands beside it. */
  slotOfSection(node: Node): Slot | undefined {
    return this.parts.find(([, part]) => part.element.contains(node))?.[0];
  }

  /** The stretch of the document that a mark stands for. */
  rangeOf({ slot, start, end }: Mark): Range | undefined {
    return this.textOf(slot)?.rangeOf(start, end);
  }

  /** What people call a part; a template that is shown by itself is none yet. */
  nameOf(slot: Slot): string {
    return this.#isAlone ? l10n.t('Template') : slotName(slot);
  }

  /** Whether every patch was made for the text it met. `isAlone` says that a template is shown by itself. */
  show(sections: readonly Section[], isAlone: boolean): boolean {
    this.#isAlone = isAlone;
    const fits = sections.map((section) =>
      (this.#parts.get(section.slot) ?? this.#add(section.slot)).show(section),
    );
    return fits.every(Boolean);
  }

  clear(): void {
    for (const part of this.#parts.values()) part.element.remove();
    this.#parts.clear();
  }

  /**
   * The selected text exactly as the prompt has it, without names, counts and hints; `undefined` when the selection
   * has nothing of the prompt.
   */
  textIn(selected: Range): string | undefined {
    const texts: string[] = [];
    for (const slot of SLOTS) {
      const text = this.#parts.get(slot)?.text.element;
      if (!text || !selected.intersectsNode(text)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      if (selected.compareBoundaryPoints(Range.START_TO_START, range) > 0)
        range.setStart(selected.startContainer, selected.startOffset);
      if (selected.compareBoundaryPoints(Range.END_TO_END, range) < 0)
        range.setEnd(selected.endContainer, selected.endOffset);
      const part = range.toString();
      // A part that is only touched at its edge is not selected; one without text is, with what separates it.
      if (part !== '' || text.textContent === '') texts.push(part);
    }
    return texts.length > 0 ? texts.join(SEPARATOR) : undefined;
  }

  #add(slot: Slot): SectionView {
    const part = new SectionView(slot, this.nameOf(slot), this.post);
    const following = SLOTS.slice(SLOTS.indexOf(slot) + 1).find((later) => this.#parts.has(later));
    this.element.insertBefore(part.element, (following && this.#parts.get(following)?.element) ?? null);
    this.#parts.set(slot, part);
    return part;
  }
}
