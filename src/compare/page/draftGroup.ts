import * as l10n from '@vscode/l10n';
import { appendAll, button, element, setText } from '../../webview/page/dom.js';
import { COUNTERPARTS, type Counterpart, type PageMessage, type VersionsMessage } from '../protocol.js';

function nameOf(counterpart: Counterpart): string {
  switch (counterpart) {
    case 'saved':
      return l10n.t('What is saved');
    case 'commit':
      return l10n.t('Last commit');
    case 'published':
      return l10n.t('Published version');
    case 'registry':
      return l10n.t('Registry version');
    case 'clipboard':
      return l10n.t('Clipboard');
  }
}

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
          nameOf(counterpart),
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
    setText(
      this.#title,
      l10n.t({
        message: 'Compare {0} as it is in the editor with',
        args: [draft?.semver ?? ''],
        comment: ['Title of some buttons; the names of what it is compared with stand below'],
      }),
    );
    for (const [counterpart, element] of this.#buttons)
      element.hidden = !draft?.against.includes(counterpart);
  }
}
