import type { Piece } from '../protocol.js';
import { element, setTitle } from './dom.js';
import { same, sharedEnd, sharedStart, total } from '../runs.js';

/** A run with the nodes that show it: `node` is `text` itself, or the mark around it. */
interface Shown {
  run: Piece;
  readonly text: Text;
  readonly node: Text | HTMLElement;
}

/** Some whole lines of a part, shown as one block so that the browser lays out only those in sight. */
export class Chunk {
  readonly element = element('div', 'chunk');
  #shown: Shown[] = [];

  /** Units shown. */
  size = 0;

  /** Shows other runs, touching only the nodes and characters that differ, so that selections elsewhere stay. */
  show(runs: readonly Piece[]): void {
    const old = this.#shown;
    const most = Math.min(old.length, runs.length);
    const alike = (a?: Shown, b?: Piece): boolean => a !== undefined && b !== undefined && same(a.run, b);
    let start = 0;
    while (start < most && alike(old[start], runs[start])) start++;
    let end = 0;
    while (end < most - start && alike(old[old.length - 1 - end], runs[runs.length - 1 - end])) end++;

    const leaving = old.slice(start, old.length - end);
    const next = old[old.length - end]?.node ?? null;
    const middle = runs.slice(start, runs.length - end).map((run): Shown => {
      const reusable = leaving[0];
      if (reusable && (reusable.run.value === undefined) === (run.value === undefined)) {
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
  }
}

function make(run: Piece): Shown {
  const text = document.createTextNode(run.text);
  if (run.value === undefined) return { run, text, node: text };
  const node = element('mark', '', text);
  describe(node, run);
  return { run, text, node };
}

function change(shown: Shown, run: Piece): Shown {
  const { text, node } = shown;
  const start = sharedStart(shown.run.text, run.text);
  const end = sharedEnd(shown.run.text, run.text, start);
  text.replaceData(start, shown.run.text.length - start - end, run.text.slice(start, run.text.length - end));
  if (node instanceof HTMLElement) describe(node, run);
  shown.run = run;
  return shown;
}

function describe(mark: HTMLElement, run: Piece): void {
  const isEmpty = run.text === '';
  mark.classList.toggle('hollow', isEmpty);
  setTitle(mark, `${isEmpty ? 'Empty value' : 'Value'} of {{${run.value ?? ''}}}`);
}
