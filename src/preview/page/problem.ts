import type { FormField, PageMessage, Problem } from '../protocol.js';
import { button, element, icon, patchList, setMessage, setText, type View } from '../../webview/page/dom.js';

type Detail = Problem['details'][number];

/** Why the newest text does not render. The page announces it once typing pauses. */
export class ProblemBanner {
  readonly element = element('div', 'problem');
  readonly #message = element('p');
  readonly #details = element('ul');
  readonly #views: View<Detail>[] = [];

  #problem: Problem | null = null;

  /** `goToField` goes to a field of the form, if the form holds what is wrong, and tells whether it does. */
  constructor(
    private readonly post: (message: PageMessage) => void,
    private readonly goToField: (field: FormField) => boolean,
  ) {
    this.element.append(
      element('div', 'problem-text', icon('error'), element('div', '', this.#message, this.#details)),
    );
  }

  /** Shows a problem, or nothing where there is none. */
  show(problem: Problem | null): void {
    this.#problem = problem;
    this.element.hidden = problem === null;
    setMessage(this.#message, problem?.message ?? '');
    patchList(this.#details, this.#views, problem?.details ?? [], (index) => this.#createDetail(index));
    this.#details.hidden = this.#views.length === 0;
  }

  /** Goes there. */
  reveal(): void {
    this.element.scrollIntoView({ block: 'nearest' });
    this.element.querySelector('button')?.focus({ preventScroll: true });
  }

  #createDetail(index: number): View<Detail> {
    const [place, message] = [element('span', 'place'), element('span', 'what')];
    const open = button(
      'detail',
      () => {
        const field = this.#problem?.details[index]?.field ?? null;
        if (field === null || !this.goToField(field)) this.post({ type: 'openProblem', index });
      },
      place,
      ' ',
      message,
    );
    return {
      element: element('li', '', open),
      show: (detail) => {
        setText(place, detail.place);
        setMessage(message, detail.message);
      },
    };
  }
}
