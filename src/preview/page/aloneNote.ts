import * as l10n from '@vscode/l10n';
import type { PageMessage } from '../protocol.js';
import { button, element, icon } from '../../webview/page/dom.js';

/** Says of a template that is shown by itself what it lacks, and gives it that: a bundle. */
export class AloneNote {
  readonly element: HTMLElement;

  constructor(post: (message: PageMessage) => void) {
    this.element = element(
      'div',
      'alone',
      icon('information'),
      element(
        'p',
        '',
        l10n.t(
          'No bundle uses this template yet. Its text is shown alone: a prompt and its hashes need a bundle.',
        ),
      ),
      button(
        'secondary',
        () => {
          post({ type: 'newBundleWith' });
        },
        l10n.t('New bundle with this template…'),
      ),
    );
    this.element.hidden = true;
  }

  show(isAlone: boolean): void {
    this.element.hidden = !isAlone;
  }
}
