import type { Choices } from '../fields.js';
import { element, patchList, setInvalid, setMessage, setText, setTitle, type View } from './dom.js';

/** A labelled drop-down. An update leaves it alone where it is the same, so that an open list stays open. */
export class DropDown {
  readonly element: HTMLElement;
  readonly #select = element('select');
  readonly #options: View<Choices['options'][number]>[] = [];
  readonly #problem = element('p', 'field-problem');

  /** `id` is unique in the page; `choose` is told the value that the reader picked. */
  constructor(id: string, label: string, choose: (value: string) => void) {
    this.#select.id = id;
    const name = element('label', '', label);
    name.htmlFor = id;
    this.#problem.id = `${id}-problem`;
    this.#problem.hidden = true;
    this.element = element('div', 'choice', name, element('span', 'select', this.#select), this.#problem);
    this.#select.addEventListener('change', () => {
      choose(this.#select.value);
    });
  }

  /** What is chosen, in the words shown. */
  get label(): string {
    return this.#select.selectedOptions[0]?.label ?? '';
  }

  /** Says what is wrong with the choice, or nothing. */
  showProblem(problem: string | null): void {
    setMessage(this.#problem, problem ?? '');
    this.#problem.hidden = problem === null;
    setInvalid(this.#select, problem !== null);
    if (problem === null) this.#select.removeAttribute('aria-describedby');
    else this.#select.setAttribute('aria-describedby', this.#problem.id);
  }

  show({ options, selected }: Choices): void {
    patchList(this.#select, this.#options, options, createOption);
    const index = options.findIndex(({ value }) => value === selected);
    if (this.#select.selectedIndex !== index) this.#select.selectedIndex = index;
    setTitle(this.#select, this.label);
    this.element.hidden = options.length === 0;
  }
}

function createOption(): View<Choices['options'][number]> {
  const option = element('option');
  return {
    element: option,
    show({ value, label }) {
      // An option without the attribute would answer with its text.
      if (option.getAttribute('value') !== value) option.value = value;
      setText(option, label);
    },
  };
}
