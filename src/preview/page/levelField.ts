import * as l10n from '@vscode/l10n';
import { element, setInvalid, setMessage, setSpokenLabel, setText } from '../../webview/page/dom.js';
import { HeldField } from './heldField.js';

/** A level from 0 to 1: a slider, and the number to read and to type. */
export class LevelField {
  readonly element: HTMLElement;
  readonly field: HeldField<number>;
  readonly #slider = element('input');
  readonly #number = element('input', 'number');
  readonly #problem = element('p', 'field-problem');
  #stops: string | null = null;

  constructor(id: string, label: string, edit: (value: number) => void) {
    const name = element('label', '');
    setText(name, label);
    name.htmlFor = id;
    for (const [input, type] of [
      [this.#slider, 'range'],
      [this.#number, 'number'],
    ] as const)
      Object.assign(input, { type, min: '0', max: '1', step: '0.01' });
    this.#slider.id = id;
    setSpokenLabel(this.#number, l10n.t('{0}, as a number', label));
    this.#problem.id = `${id}-problem`;
    this.#problem.hidden = true;
    for (const input of [this.#slider, this.#number])
      input.setAttribute('aria-describedby', this.#problem.id);
    this.element = element('div', 'level', name, this.#slider, this.#number, this.#problem);
    this.field = new HeldField(this.element, (value) => {
      this.#show(value);
    });
    this.#slider.addEventListener('input', () => {
      this.#number.value = this.#slider.value;
      this.#fill();
      this.#check();
      this.field.edited();
      edit(this.#slider.valueAsNumber);
    });
    this.#number.addEventListener('input', () => {
      if (!this.#check()) return;
      this.#slider.value = this.#number.value;
      this.#fill();
      this.field.edited();
      edit(this.#number.valueAsNumber);
    });
  }

  /** Why the value as it stands in the input stops the render, or `null`. */
  showProblem(problem: string | null): void {
    this.#stops = problem;
    this.#check();
  }

  focus(): void {
    this.#slider.focus();
  }

  #show(value: number): void {
    const text = String(value);
    if (this.#slider.value !== text) this.#slider.value = text;
    if (this.#number.value !== text) this.#number.value = text;
    this.#fill();
    this.#check();
  }

  #fill(): void {
    const filled = `${this.#slider.valueAsNumber * 100}%`;
    if (this.#slider.style.getPropertyValue('--filled') !== filled)
      this.#slider.style.setProperty('--filled', filled);
  }

  /** Whether what was typed is a level. */
  #check(): boolean {
    const value = this.#number.valueAsNumber;
    const isLevel = value >= 0 && value <= 1;
    const problem = isLevel ? this.#stops : l10n.t('Not used: a level is a number from 0 to 1.');
    setMessage(this.#problem, this.#stops ?? problem ?? '');
    this.#problem.hidden = problem === null;
    for (const input of [this.#slider, this.#number]) setInvalid(input, problem !== null);
    return isLevel;
  }
}
