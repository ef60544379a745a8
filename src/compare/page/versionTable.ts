import * as l10n from '@vscode/l10n';
import { SLOTS } from '../../core/model/slots.js';
import { appendAll, element, setText, setTitle } from '../../webview/page/dom.js';
import { equalMarks } from '../equalMarks.js';
import { HASH_NAMES, type PageMessage, type VersionsMessage } from '../protocol.js';
import { chooseEnd } from './chooseEnd.js';
import type { Tokens } from './tokens.js';
import { VersionRow } from './versionRow.js';

/** What each column of hashes covers, in the order of `HASH_NAMES`. */
function coversInWords(): readonly string[] {
  return [
    l10n.t('The whole prompt.'),
    l10n.t('The bundle with its four templates and models.'),
    l10n.t('The name and version of the bundle, not its text.'),
    l10n.t('The input: traits, levels and task.'),
    ...SLOTS.map((slot) =>
      l10n.t('The template of {0}: content, role, constraints and adapter version.', slot),
    ),
  ];
}

/** The hashes by the start of their names in the spec, in the order of `HASH_NAMES`. */
const COLUMNS = ['prompt', 'content', 'bundle', 'personality', ...SLOTS];

/** All versions with their hashes. Rows stay the same elements, so that focus and selection stay where they are. */
export class VersionTable {
  readonly element: HTMLElement;
  readonly #caption = element('caption', 'unseen');
  readonly #prompt = headCell(l10n.t('Prompt'), 2, '');
  readonly #tokens = headCell(l10n.t({ message: 'tokens', comment: ['Head of a column of counts'] }), 1, '');
  readonly #body = element('tbody');
  readonly #rows = new Map<string, VersionRow>();
  /** The one hash that the Tab key reaches; arrows go to the others. */
  #stop: HTMLButtonElement | undefined;
  #chosen = { from: '', to: '' };

  constructor(private readonly post: (message: PageMessage) => void) {
    const words = headCell(l10n.t({ message: 'words', comment: ['Head of a column of counts'] }), 1, '');
    setTitle(
      words,
      l10n.t('The words of the prompt, and how many were added and removed since the row above.'),
    );
    setTitle(
      this.#tokens,
      l10n.t('The tokens of the prompt, and how many were added and removed since the row above.'),
    );
    const leading = [
      headCell(l10n.t('Version'), 1, 'version'),
      headCell(l10n.t({ message: 'From', comment: ['Head of a column: the version from which'] }), 1, ''),
      headCell(l10n.t({ message: 'To', comment: ['Head of a column: the version to which'] }), 1, ''),
    ];
    const groups = element(
      'tr',
      'groups',
      ...[
        headCell('', leading.length, ''),
        this.#prompt,
        headCell(l10n.t('Other hashes'), 3, 'group-start'),
        headCell(l10n.t('Template hashes'), SLOTS.length, 'group-start'),
      ],
    );
    const covers = coversInWords();
    const [prompt, ...others] = COLUMNS.map((name, i) => {
      const cell = headCell(
        i === 0 ? l10n.t({ message: 'hash', comment: ['Head of a column'] }) : name,
        1,
        i === 1 || i === 4 ? 'group-start' : '',
      );
      setTitle(cell, `${HASH_NAMES[i] ?? ''}: ${covers[i] ?? ''}`);
      return cell;
    });
    const names = appendAll(element('tr'), [
      ...leading,
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
    this.element.ariaLabel = l10n.t('Versions');
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
    setText(this.#caption, l10n.t('Versions of {0} and their hashes', state.bundleId));
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
