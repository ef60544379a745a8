import { SLOTS } from '../../core/model/slots.js';
import { appendAll, element, setText, setTitle } from '../../webview/page/dom.js';
import { equalMarks } from '../equalMarks.js';
import { HASH_NAMES, type PageMessage, type VersionsMessage } from '../protocol.js';
import { chooseEnd } from './chooseEnd.js';
import type { Tokens } from './tokens.js';
import { VersionRow } from './versionRow.js';

/** What each column of hashes covers, in the order of `HASH_NAMES`. */
const COVERS = [
  'The whole prompt.',
  'The bundle with its four templates and models.',
  'The name and version of the bundle, not its text.',
  'The input: traits, levels and task.',
  ...SLOTS.map((slot) => `The template of ${slot}: content, role, constraints and adapter version.`),
];
const COLUMNS = ['prompt', 'content', 'bundle', 'personality', ...SLOTS];
const LEADING = ['Version', 'From', 'To'];
const ADDED = 'and how many were added and removed since the row above.';

/** All versions with their hashes. Rows stay the same elements, so that focus and selection stay where they are. */
export class VersionTable {
  readonly element: HTMLElement;
  readonly #caption = element('caption', 'unseen');
  readonly #prompt = headCell('Prompt', 2, '');
  readonly #tokens = headCell('tokens', 1, '');
  readonly #body = element('tbody');
  readonly #rows = new Map<string, VersionRow>();
  /** The one hash that the Tab key reaches; arrows go to the others. */
  #stop: HTMLButtonElement | undefined;
  #chosen = { from: '', to: '' };

  constructor(private readonly post: (message: PageMessage) => void) {
    const words = headCell('words', 1, '');
    setTitle(words, `The words of the prompt, ${ADDED}`);
    setTitle(this.#tokens, `The tokens of the prompt, ${ADDED}`);
    const groups = element(
      'tr',
      'groups',
      ...[
        headCell('', LEADING.length, ''),
        this.#prompt,
        headCell('Other hashes', 3, 'group-start'),
        headCell('Template hashes', SLOTS.length, 'group-start'),
      ],
    );
    const [prompt, ...others] = COLUMNS.map((name, i) => {
      const cell = headCell(i === 0 ? 'hash' : name, 1, i === 1 || i === 4 ? 'group-start' : '');
      setTitle(cell, `${HASH_NAMES[i] ?? ''}: ${COVERS[i] ?? ''}`);
      return cell;
    });
    const names = appendAll(element('tr'), [
      ...LEADING.map((name) => headCell(name, 1, name === 'Version' ? 'version' : '')),
      ...(prompt ? [prompt] : []),
      words,
      this.#tokens,
      ...others,
    ]);
    const table = element('table', '', this.#caption, element('thead', '', groups, names), this.#body);
    this.element = element('div', 'table-frame', table);
    // What scrolls must be reached by keyboard.
    this.element.tabIndex = 0;
    this.element.role = 'region';
    this.element.ariaLabel = 'Versions';
    this.#body.addEventListener('keydown', (event) => {
      this.#move(event);
    });
    this.#body.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLButtonElement) this.#setStop(target);
    });
  }

  show({ state, rows, chosen }: VersionsMessage, tokens: Tokens): void {
    const showsTokens = tokens.encoding !== undefined;
    this.#tokens.hidden = !showsTokens;
    this.#prompt.colSpan = showsTokens ? 3 : 2;
    setText(this.#caption, `Versions of ${state.bundleId} and their hashes`);
    this.element.hidden = rows.length === 0;
    this.#chosen = { from: chosen?.from ?? '', to: chosen?.to ?? '' };
    const columns = HASH_NAMES.map((_name, column) =>
      equalMarks(rows.map(({ hashes }) => hashes[column] ?? null)),
    );
    const ids = new Set(rows.map(({ id }) => id));
    for (const [id, view] of this.#rows) {
      if (ids.has(id)) continue;
      view.element.remove();
      this.#rows.delete(id);
    }
    for (const [index, row] of rows.entries()) {
      const view = this.#row(row.id);
      if (this.#body.children[index] !== view.element)
        this.#body.insertBefore(view.element, this.#body.children[index] ?? null);
      view.show({
        row,
        marks: columns.flatMap((column) => column[index] ?? []),
        tokens: showsTokens ? tokens.countOf(row, rows[index - 1]) : undefined,
        isFrom: row.id === this.#chosen.from,
        isTo: row.id === this.#chosen.to,
      });
    }
    if (!this.#stop?.isConnected || this.#stop.hidden) this.#setStop(this.#buttons()[0]?.find(Boolean));
  }

  #row(id: string): VersionRow {
    const known = this.#rows.get(id);
    if (known) return known;
    const made = new VersionRow({
      choose: (end, row) => {
        this.post({ type: 'choose', ...chooseEnd(this.#chosen, end, row) });
      },
      copy: (row, column) => {
        this.post({ type: 'copyHash', row, column });
      },
    });
    this.#rows.set(id, made);
    return made;
  }

  #setStop(next: HTMLButtonElement | undefined): void {
    if (this.#stop) this.#stop.tabIndex = -1;
    this.#stop = next;
    if (next) next.tabIndex = 0;
  }

  /** The hashes by row and column, in the order shown; `undefined` where there is none. */
  #buttons(): readonly (readonly (HTMLButtonElement | undefined)[])[] {
    const views = [...this.#body.children].map((child) =>
      [...this.#rows.values()].find((view) => view.element === child),
    );
    return views.map((view) => (view?.cells ?? []).map(({ button }) => (button.hidden ? undefined : button)));
  }

  #move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    const { target } = event;
    if (!step || !(target instanceof HTMLButtonElement)) return;
    const grid = this.#buttons();
    let row = grid.findIndex((cells) => cells.includes(target));
    let column = grid[row]?.indexOf(target) ?? -1;
    if (column < 0) return;
    event.preventDefault();
    const [down, right] = step;
    for (;;) {
      row += down;
      column += right;
      const cells = grid[row];
      if (!cells || column < 0 || column >= cells.length) return;
      const found = cells[column];
      if (!found) continue;
      found.focus();
      return;
    }
  }
}

const STEPS: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

function headCell(name: string, span: number, className: string): HTMLTableCellElement {
  const cell = element(name === '' ? 'td' : 'th', className, name);
  if (span > 1) cell.colSpan = span;
  if (name !== '') cell.scope = span > 1 ? 'colgroup' : 'col';
  return cell;
}
