import * as l10n from '@vscode/l10n';
import { element, setWords } from '../../webview/page/dom.js';
import { same, sharedEnd, sharedStart, total, type ShownRun } from '../runs.js';

/** A run with the nodes that show it: `node` is `text` itself, or the element around it. */
interface Shown {
  run: ShownRun;
  readonly text: Text;
  readonly node: Text | HTMLElement;
}

/** A place in a node of text. */
export interface TextPlace {
  readonly node: Text;
  readonly offset: number;
}

/** Some whole lines of a part, shown as one block so that the browser lays out only those in sight. */
export class Chunk {
  readonly element = element('div', 'chunk');
  #shown: Shown[] = [];
  #layer: Element | null = null;

  /** Units shown. */
  size = 0;

  /** UTF-16 code units shown. */
  length = 0;

  /** Shows other runs, touching only the nodes and characters that differ, so that selections elsewhere stay. */
  show(runs: readonly ShownRun[]): void {
    const old = this.#shown;
    const most = Math.min(old.length, runs.length);
    const alike = (a?: Shown, b?: ShownRun): boolean => a !== undefined && b !== undefined && same(a.run, b);
    let start = 0;
    while (start < most && alike(old[start], runs[start])) start++;
    let end = 0;
    while (end < most - start && alike(old[old.length - 1 - end], runs[runs.length - 1 - end])) end++;

    const leaving = old.slice(start, old.length - end);
    const next = old[old.length - end]?.node ?? this.#layer;
    const middle = runs.slice(start, runs.length - end).map((run): Shown => {
      const reusable = leaving[0];
      if (reusable && tagOf(reusable.run) === tagOf(run)) {
        leaving.shift();
        return change(reusable, run);
      }
      const made = make(run);
      this.element.insertBefore(made.node, reusable?.node ?? next);
      return made;
    });
    for (const { node } of leaving) node.remove();
    this.#shown = [...old.slice(0, start), ...middle, ...old.slice(old.length - end)];
    this.size = total(runs);
    this.length = runs.reduce((sum, run) => sum + run.text.length, 0);
  }

  /** The nodes of the text, in order. */
  get texts(): readonly Text[] {
    return this.#shown.map(({ text }) => text);
  }

  /** Where an offset of the chunk's text stands; between two nodes, at the start of the second if a start is asked for. */
  place(offset: number, isStart: boolean): TextPlace | undefined {
    const { texts } = this;
    let at = 0;
    for (const [i, text] of texts.entries()) {
      const end = at + text.length;
      if (offset < end || (offset === end && (!isStart || i === texts.length - 1)))
        return { node: text, offset: offset - at };
      at = end;
    }
    return undefined;
  }

  /** The offset at which one of its nodes starts. */
  startOf(node: Text): number | undefined {
    const index = this.texts.indexOf(node);
    return index < 0 ? undefined : this.texts.slice(0, index).reduce((sum, text) => sum + text.length, 0);
  }

  /** Lays something above the text that is no text, or takes it away. */
  setLayer(layer: Element | null): void {
    if (layer === this.#layer) return;
    this.#layer?.remove();
    this.#layer = layer;
    if (layer) this.element.append(layer);
  }
}

/** What is around the text of a run: a mark for a value, an element without text for an aside, or nothing. */
function tagOf({ value, aside }: ShownRun): 'mark' | 'del' | 'ins' | undefined {
  if (aside) return aside.kind === 'removed' ? 'del' : 'ins';
  return value === undefined ? undefined : 'mark';
}

function make(run: ShownRun): Shown {
  const text = document.createTextNode(run.text);
  const tag = tagOf(run);
  if (tag === undefined) return { run, text, node: text };
  const node = element(tag, '', text);
  describe(node, run);
  return { run, text, node };
}

function change(shown: Shown, run: ShownRun): Shown {
  const { text, node } = shown;
  const start = sharedStart(shown.run.text, run.text);
  const end = sharedEnd(shown.run.text, run.text, start);
  text.replaceData(start, shown.run.text.length - start - end, run.text.slice(start, run.text.length - end));
  if (node instanceof HTMLElement) describe(node, run);
  shown.run = run;
  return shown;
}

function describe(node: HTMLElement, { text, value, aside }: ShownRun): void {
  if (aside) {
    // A line break at the end is no part of what is drawn, or an empty box would begin the next line.
    const words = aside.words.replace(/\n$/, '');
    setWords(node, words);
    node.classList.toggle('broken', words !== aside.words);
    return;
  }
  node.classList.toggle('hollow', text === '');
  if (text === '')
    setWords(node, l10n.t({ message: 'empty', comment: ['Stands for a value without characters'] }));
  if (node.dataset['value'] !== value) node.dataset['value'] = value;
}
