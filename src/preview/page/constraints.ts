import * as l10n from '@vscode/l10n';
import type { PageMessage, ShownConstraint } from '../protocol.js';
import { button, element, patchList, setText, type View } from '../../webview/page/dom.js';
import { counted } from '../../webview/page/l10n.js';
import { Group } from './group.js';
import type { PageState } from './state.js';

/** The constraints in force, each with the template it comes from. */
export class ConstraintsGroup {
  readonly group: Group;
  readonly #list = element('ul', 'constraints');
  readonly #none = element('p', 'quiet', l10n.t('The templates of this prompt set no constraints.'));
  readonly #views: View<ShownConstraint>[] = [];

  constructor(
    state: PageState,
    private readonly post: (message: PageMessage) => void,
  ) {
    this.group = new Group('constraints', l10n.t('Constraints in force'), state, true, [
      this.#none,
      this.#list,
    ]);
  }

  show(constraints: readonly ShownConstraint[]): void {
    patchList(this.#list, this.#views, constraints, (index) => this.#create(index));
    this.#list.hidden = constraints.length === 0;
    this.#none.hidden = constraints.length > 0;
    this.group.note(constraints.length > 0 ? counted.format(constraints.length) : '');
  }

  #create(index: number): View<ShownConstraint> {
    const [label, source] = [element('span', 'what'), element('span', 'place')];
    const open = button(
      'constraint',
      () => {
        this.post({ type: 'openConstraint', index });
      },
      label,
      ' ',
      source,
    );
    return {
      element: element('li', '', open),
      show: (constraint) => {
        setText(label, constraint.label);
        setText(source, constraint.source);
      },
    };
  }
}
