import { appendAll, button, element, setText } from '../../webview/page/dom.js';
import { COUNTERPARTS, type Counterpart, type PageMessage, type VersionsMessage } from '../protocol.js';

const WORDS: Readonly<Record<Counterpart, string>> = {
  saved: 'What is saved',
  commit: 'Last commit',
  published: 'Published version',
  registry: 'Registry version',
  clipboard: 'Clipboard',
};

/** What a version of the workspace can be held against beside the rows of the table. */
export class DraftGroup {
  readonly element: HTMLElement;
  readonly #title = element('h2');
  readonly #buttons: ReadonlyMap<Counterpart, HTMLButtonElement>;

  constructor(post: (message: PageMessage) => void) {
    this.#buttons = new Map(
      COUNTERPARTS.map((counterpart) => [
        counterpart,
        button(
          'secondary',
          () => {
            post({ type: 'openAgainst', counterpart });
          },
          WORDS[counterpart],
        ),
      ]),
    );
    this.element = element(
      'section',
      'draft',
      this.#title,
      appendAll(element('div', 'actions'), this.#buttons.values()),
    );
  }

  show({ draft }: VersionsMessage): void {
    this.element.hidden = draft === null;
    setText(this.#title, `Compare ${draft?.semver ?? ''} as it is in the editor with`);
    for (const [counterpart, element] of this.#buttons)
      element.hidden = !draft?.against.includes(counterpart);
  }
}
