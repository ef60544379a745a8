import * as l10n from '@vscode/l10n';
import { element } from '../../webview/page/dom.js';
import { language } from '../../webview/page/l10n.js';
import { DropDown } from '../../webview/page/dropDown.js';
import type { PageMessage, Row, VersionsMessage } from '../protocol.js';
import { chooseEnd } from './chooseEnd.js';

type End = 'from' | 'to';

/** The two versions by their labels: what production and staging are is compared without looking for their numbers. */
export class LabelChoice {
  readonly element: HTMLElement;
  readonly #fields: Readonly<Record<End, DropDown>>;
  /** The label that was picked last at each end, since a version may have several. */
  readonly #picked: Record<End, string> = { from: '', to: '' };
  #chosen = { from: '', to: '' };
  #rows: readonly Row[] = [];

  constructor(private readonly post: (message: PageMessage) => void) {
    this.#fields = {
      from: new DropDown('from-label', l10n.t('From label'), (label) => {
        this.#choose('from', label);
      }),
      to: new DropDown('to-label', l10n.t('To label'), (label) => {
        this.#choose('to', label);
      }),
    };
    this.element = element('div', 'label-choice', this.#fields.from.element, this.#fields.to.element);
    this.element.role = 'group';
    this.element.ariaLabel = l10n.t('Versions by label');
  }

  show({ rows, chosen }: VersionsMessage): void {
    this.#rows = rows;
    this.#chosen = { from: chosen?.from ?? '', to: chosen?.to ?? '' };
    // There is nothing to choose where all labels are of one version.
    this.element.hidden = rows.filter(({ labels }) => labels.length > 0).length < 2;
    for (const end of ['from', 'to'] as const) {
      const own = rows.find(({ id }) => id === this.#chosen[end])?.labels ?? [];
      const picked = this.#picked[end];
      const selected = own.includes(picked) ? picked : (own[0] ?? '');
      const named = rows.flatMap(({ semver, labels }) =>
        labels.map((label) => ({ value: label, label: `${label} (${semver})` })),
      );
      named.sort((a, b) => a.value.localeCompare(b.value, language));
      const options =
        selected === ''
          ? [{ value: '', label: l10n.t({ message: 'None', comment: ['No label is chosen'] }) }, ...named]
          : named;
      this.#fields[end].show({ options, selected });
    }
  }

  #choose(end: End, label: string): void {
    const row = this.#rows.find(({ labels }) => labels.includes(label));
    if (!row) return;
    this.#picked[end] = label;
    this.post({ type: 'choose', ...chooseEnd(this.#chosen, end, row.id) });
  }
}
