import * as l10n from '@vscode/l10n';
import { element, setInvalid, setMessage } from '../../webview/page/dom.js';
import { HeldField } from './heldField.js';

/** A text this long is better edited in its file. */
const MOST = 100_000;

/** A field for a text of some lines. The Tab key leaves it. */
export class TextField {
  readonly element: HTMLElement;
  readonly field: HeldField<string>;
  readonly #area = element('textarea');
  readonly #problem = element('p', 'field-problem');
  readonly #note = element('p', 'quiet', l10n.t('Too long to edit here: edit it in its file.'));

  constructor(id: string, label: string, edit: (value: string) => void, className = '') {
    const name = element('label', '', label);
    name.htmlFor = id;
    this.#area.id = id;
    this.#area.className = className;
    this.#area.spellcheck = false;
    this.#problem.id = `${id}-problem`;
    this.#problem.hidden = true;
    this.#note.hidden = true;
    this.#area.setAttribute('aria-describedby', this.#problem.id);
    this.element = element('div', 'text-field', name, this.#area, this.#note, this.#problem);
    this.field = new HeldField(this.element, (value) => {
      this.#show(value);
    });
    this.#area.addEventListener('input', () => {
      this.field.edited();
      edit(this.#area.value);
    });
  }

  /** Why the text as it is typed is not used, or `null`. */
  showProblem(problem: string | null): void {
    setMessage(this.#problem, problem ?? '');
    this.#problem.hidden = problem === null;
    setInvalid(this.#area, problem !== null);
  }

  focus(): void {
    this.#area.focus();
  }

  #show(value: string): void {
    const isTooLong = value.length > MOST;
    this.#area.hidden = isTooLong;
    this.#note.hidden = !isTooLong;
    if (!isTooLong && this.#area.value !== value) this.#area.value = value;
  }
}
