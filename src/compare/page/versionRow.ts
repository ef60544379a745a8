import * as l10n from '@vscode/l10n';
import {
  appendAll,
  element,
  icon,
  patchList,
  setLabel,
  setMessage,
  setText,
  setTitle,
  type View,
} from '../../webview/page/dom.js';
import type { EqualMark } from '../equalMarks.js';
import { HASH_NAMES, type Place, type Row } from '../protocol.js';
import { HashCell } from './hashCell.js';
import { rowName } from './names.js';
import { PlaceView } from './placeView.js';
import { CountCell, type ShownCount } from './countCell.js';

/** A row with the marks of its hashes, and which of the two choices it is. */
export interface ShownRow {
  readonly row: Row;
  readonly marks: readonly EqualMark[];
  /** `undefined` while tokens are not counted. */
  readonly tokens: ShownCount | 'reading' | null | undefined;
  readonly isFrom: boolean;
  readonly isTo: boolean;
}

/** What a reader does with a row. */
export interface RowActions {
  readonly choose: (end: 'from' | 'to', id: string) => void;
  readonly copy: (id: string, column: number) => void;
}

/** A version as a row: its number, where it is, the two choices, and its hashes. */
export class VersionRow implements View<ShownRow> {
  readonly element = element('tr');
  readonly cells: readonly HashCell[];
  readonly #semver = element('span', 'semver');
  readonly #unsaved = element(
    'span',
    'badge',
    l10n.t({ message: 'unsaved', comment: ['Stands beside a version whose file is not saved'] }),
  );
  readonly #labels = element('ul', 'labels');
  readonly #labelViews: View<string>[] = [];
  readonly #places = element('ul', 'places');
  readonly #placeViews: View<Place>[] = [];
  readonly #note = element('div', 'note');
  readonly #noteViews: View<string>[] = [];
  readonly #words = new CountCell();
  readonly #tokens = new CountCell();
  readonly #why = element('span');
  readonly #problem = element('p', 'row-problem', icon('error'), this.#why);
  readonly #from: HTMLInputElement;
  readonly #to: HTMLInputElement;
  #id = '';

  constructor(actions: RowActions) {
    this.#from = radio('from', () => {
      actions.choose('from', this.#id);
    });
    this.#to = radio('to', () => {
      actions.choose('to', this.#id);
    });
    this.cells = HASH_NAMES.map(
      (_name, column) =>
        new HashCell(() => {
          actions.copy(this.#id, column);
        }),
    );
    setLabel(this.#labels, l10n.t('Labels'));
    const version = element(
      'th',
      'version',
      this.#semver,
      ' ',
      this.#labels,
      ' ',
      this.#unsaved,
      this.#places,
      this.#note,
      this.#problem,
    );
    version.scope = 'row';
    const [prompt, ...others] = this.cells.map((cell) => cell.element);
    this.element.append(
      version,
      element('td', 'choice-cell', this.#from),
      element('td', 'choice-cell', this.#to),
    );
    appendAll(this.element, [
      ...(prompt ? [prompt] : []),
      this.#words.element,
      this.#tokens.element,
      ...others,
    ]);
  }

  show({ row, marks, tokens, isFrom, isTo }: ShownRow): void {
    this.#id = row.id;
    setText(this.#semver, row.semver);
    this.#unsaved.hidden = !row.isUnsaved;
    this.#labels.hidden = row.labels.length === 0;
    patchList(this.#labels, this.#labelViews, row.labels, createLabel);
    patchList(this.#places, this.#placeViews, row.places, () => new PlaceView());
    this.#note.hidden = row.note.length === 0;
    patchList(this.#note, this.#noteViews, row.note, createLine);
    setTitle(this.#note, row.note);
    this.#words.show(row.words);
    this.#tokens.element.hidden = tokens === undefined;
    this.#tokens.show(tokens ?? null);
    this.#problem.hidden = row.problem === null;
    setMessage(this.#why, row.problem ?? '');
    const name = rowName(row);
    setChoice(
      this.#from,
      isFrom,
      l10n.t({ message: 'From {0}', args: [name], comment: ['Name of a choice: the version from which'] }),
    );
    setChoice(
      this.#to,
      isTo,
      l10n.t({ message: 'To {0}', args: [name], comment: ['Name of a choice: the version to which'] }),
    );
    this.element.classList.toggle('chosen', isFrom || isTo);
    for (const [column, cell] of this.cells.entries()) {
      const mark = marks[column] ?? { letter: '', isAsAbove: false };
      cell.show({ name: HASH_NAMES[column] ?? '', hash: row.hashes[column] ?? null, mark });
    }
  }
}

function createLine(): View<string> {
  const line = element('p');
  return {
    element: line,
    show(text) {
      setText(line, text);
    },
  };
}

function createLabel(): View<string> {
  const name = element('span');
  return {
    element: element('li', 'badge', name),
    show(label) {
      setText(name, label);
    },
  };
}

function radio(name: string, choose: () => void): HTMLInputElement {
  const made = element('input');
  made.type = 'radio';
  made.name = name;
  made.addEventListener('change', choose);
  return made;
}

function setChoice(input: HTMLInputElement, isChosen: boolean, label: string): void {
  if (input.checked !== isChosen) input.checked = isChosen;
  setLabel(input, label);
}
