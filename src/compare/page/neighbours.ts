import * as l10n from '@vscode/l10n';
import {
  button,
  element,
  patchList,
  setMessage,
  setText,
  setTitle,
  type View,
} from '../../webview/page/dom.js';
import type { PageMessage, Pair, VersionsMessage } from '../protocol.js';
import { rowName } from './names.js';

interface NamedPair extends Pair {
  readonly name: string;
}

/** Why the prompts differ from version to version; a press on two of them chooses them. */
export class Neighbours {
  readonly element: HTMLElement;
  readonly #list = element('ul');
  readonly #views: View<NamedPair>[] = [];

  constructor(private readonly post: (message: PageMessage) => void) {
    this.element = element(
      'section',
      'neighbours',
      element('h2', '', l10n.t('From version to version')),
      this.#list,
    );
  }

  show({ rows, neighbours }: VersionsMessage): void {
    this.element.hidden = neighbours.length === 0;
    const names = new Map(rows.map((row) => [row.id, rowName(row)]));
    const named = neighbours.map((pair) => ({
      ...pair,
      name: `${names.get(pair.from) ?? ''} → ${names.get(pair.to) ?? ''}`,
    }));
    patchList(this.#list, this.#views, named, () => this.#create());
  }

  #create(): View<NamedPair> {
    let shown: NamedPair | undefined;
    const summary = element('span', 'summary');
    const choose = button('link', () => {
      if (shown) this.post({ type: 'choose', from: shown.from, to: shown.to });
    });
    setTitle(choose, l10n.t('Choose these two'));
    return {
      element: element('li', '', choose, ' ', summary),
      show(pair) {
        shown = pair;
        setText(choose, pair.name);
        setMessage(summary, pair.summary);
      },
    };
  }
}
