import type { Piece, TextPatch } from '../protocol.js';
import { Chunk, type TextPlace } from './chunk.js';
import { element, setSpokenLabel } from '../../webview/page/dom.js';
import { movedChanges, textChanges, type TextChanges } from '../../core/versions/textChanges.js';
import { cut, shared, slice, startsLine, total, sharedEnd, sharedStart, type ShownRun } from '../runs.js';
import { applyPatch } from '../textPatch.js';
import { withChanges } from './changedRuns.js';

/** A chunk takes whole lines until it has this many units: about a screen, so that an edit lays out little. */
const CHUNK = 3000;
/** With more chunks than this, those out of sight are not laid out. */
const SHORT = 8;
const NO_CHANGES: TextChanges = { changes: [], isRough: false };

/** The text of one part. An edit patches the lines it touches; every other node, and selections in them, stay. */
export class PartText {
  readonly element = element('div', 'text');
  #runs: readonly Piece[] = [];
  /** The runs with what was removed from the text, where it is compared with another. */
  #shown: readonly ShownRun[] = [];
  #before: string | undefined;
  #compared: TextChanges = NO_CHANGES;
  #chunks: Chunk[] = [];
  /** The text in one, once asked for. */
  #text: string | undefined = '';

  /** `label` names the text to assistive technology. */
  constructor(label: string) {
    this.element.translate = false;
    // A text to be read and walked through with the arrow keys (see provenance.ts), so that these reach the page.
    this.element.role = 'textbox';
    this.element.ariaReadOnly = 'true';
    this.element.ariaMultiLine = 'true';
    setSpokenLabel(this.element, label);
  }

  get runs(): readonly Piece[] {
    return this.#runs;
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  get text(): string {
    return (this.#text ??= this.#runs.map(({ text }) => text).join(''));
  }

  /** The stretch between two offsets, as far as there is text. */
  rangeOf(start: number, end: number): Range | undefined {
    const from = this.#place(start, true);
    const to = this.#place(Math.max(start, Math.min(end, this.text.length)), false);
    if (!from || !to) return undefined;
    const range = document.createRange();
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset);
    return range;
  }

  /** The start and the end of the line that holds an offset. */
  lineAt(offset: number): { readonly start: number; readonly end: number } {
    const end = this.text.indexOf('\n', offset);
    return { start: this.text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? this.text.length : end };
  }

  /** The offset that a place in the document stands for, when it is a place in this text. */
  offsetOf(node: Node, offset: number): number | undefined {
    if (!(node instanceof Text)) return undefined;
    const owner = node.parentElement?.closest('.chunk');
    let at = 0;
    for (const chunk of this.#chunks) {
      const start = chunk.element === owner ? chunk.startOf(node) : undefined;
      if (start !== undefined) return at + start + offset;
      at += chunk.length;
    }
    return undefined;
  }

  /** Where an offset stands; between two chunks, at the start of the second or at the end of the first. */
  #place(offset: number, isStart: boolean): TextPlace | undefined {
    let at = 0;
    for (const chunk of this.#chunks) {
      const end = at + chunk.length;
      if (offset < end || (offset === end && (!isStart || chunk === this.#chunks.at(-1))))
        return chunk.place(offset - at, isStart);
      at = end;
    }
    return undefined;
  }

  /** Whether the patch was made for the text shown; if not, nothing changes. */
  patch(patch: TextPatch): boolean {
    const next = applyPatch(this.#runs, patch);
    if (!next) return false;
    const old = this.#compared.changes.length > 0 ? this.text : undefined;
    [this.#runs, this.#text] = [next, undefined];
    if (old !== undefined) this.#compared = this.#moved(old);
    this.#showCompared();
    return true;
  }

  /** The text this one is compared with; `undefined` for none. */
  get before(): string | undefined {
    return this.#before;
  }

  /** What differs from it. After a patch, changes stay where they were but for those that it touched, until `compareWith`. */
  get compared(): TextChanges {
    return this.#compared;
  }

  /** Compares the text with another, and shows what was removed from that; `undefined` for the text alone. */
  compareWith(before: string | undefined): void {
    if (before === undefined && this.#before === undefined) return;
    this.#before = before;
    this.#compared = before === undefined ? NO_CHANGES : textChanges(before, this.text);
    this.#showCompared();
  }

  /** The changes as far as an edit left them alone. */
  #moved(old: string): TextChanges {
    const start = sharedStart(old, this.text);
    const end = old.length - sharedEnd(old, this.text, start);
    const by = this.text.length - old.length;
    return { ...this.#compared, changes: movedChanges(this.#compared.changes, start, end, by) };
  }

  #showCompared(): void {
    const { changes } = this.#compared;
    this.#show(withChanges(this.#runs, { before: this.#before ?? '', after: this.text, changes }));
  }

  #show(next: readonly ShownRun[]): void {
    const { kept, from, first, last } = this.#findChange(next);
    const edited = slice(next, from, total(next) - kept);
    // Chunks may grow to twice their size before they are cut anew, or each line typed would leave a crumb.
    const middle =
      total(edited) > 2 * CHUNK ? cut(edited, CHUNK, 2 * CHUNK) : edited.length > 0 ? [edited] : [];
    const old = this.#chunks.slice(first, last);
    const after = this.#chunks[last]?.element ?? null;
    const changed = middle.map((runs, i) => {
      const chunk = old[i] ?? new Chunk();
      chunk.show(runs);
      if (!chunk.element.isConnected || i >= old.length) this.element.insertBefore(chunk.element, after);
      return chunk;
    });
    for (const surplus of old.slice(middle.length)) surplus.element.remove();
    this.#chunks = [...this.#chunks.slice(0, first), ...changed, ...this.#chunks.slice(last)];
    this.#shown = next;
    this.element.classList.toggle('long', this.#chunks.length > SHORT);
    // Nothing to walk through, nothing to stop at.
    const tabIndex = this.#runs.length > 0 ? 0 : -1;
    if (this.element.tabIndex !== tabIndex) this.element.tabIndex = tabIndex;
  }

  /** Chunks `first` to `last` hold the change: it starts at unit `from`, and the last `kept` units stay as they are. */
  #findChange(next: readonly ShownRun[]): { kept: number; from: number; first: number; last: number } {
    const { start, end } = shared(this.#shown, next);
    const length = total(next);
    let [first, from] = [0, 0];
    for (const chunk of this.#chunks) {
      // The last chunk may end in the middle of a line, so it stays only when nothing follows it.
      const isLast = first === this.#chunks.length - 1;
      if (from + chunk.size > start || (isLast && from + chunk.size !== length)) break;
      from += chunk.size;
      first++;
    }
    // A chunk that ends inside a very long line is laid anew together with what follows it.
    if (first < this.#chunks.length && !startsLine(next, from)) from -= this.#chunks[--first]?.size ?? 0;
    let [last, kept] = [this.#chunks.length, 0];
    for (let i = last - 1, units = 0; i >= first; i--) {
      units += this.#chunks[i]?.size ?? 0;
      if (units > end || units > length - from) break;
      if (startsLine(next, length - units)) [last, kept] = [i, units];
    }
    return { kept, from, first, last };
  }
}
