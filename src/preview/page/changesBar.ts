import * as l10n from '@vscode/l10n';
import type { Choices } from '../../webview/fields.js';
import { element, iconButton, setDisabled, setLabel, setText } from '../../webview/page/dom.js';
import { DropDown } from '../../webview/page/dropDown.js';
import { counted } from '../../webview/page/l10n.js';

/** What the bar tells of the changes. */
export interface ChangeCounts {
  readonly changes: number;
  /** Words. */
  readonly added: number;
  readonly removed: number;
  readonly isRough: boolean;
  /** Why there is nothing to compare with; empty where there is. */
  readonly problem: string;
  /** Whether the host has said what to compare with. */
  readonly isKnown: boolean;
}

/** Chooses what the changes are counted from, counts them, and goes from one to the next. */
export class ChangesBar {
  readonly element: HTMLElement;
  readonly #since: DropDown;
  readonly #words = element('p', 'changes-words');
  readonly #position = element('span', 'changes-position');
  readonly #previous: HTMLButtonElement;
  readonly #next: HTMLButtonElement;

  /** `choose` is told what to compare with, `go` where to go. */
  constructor(choose: (baseline: string) => void, go: (by: -1 | 1) => void) {
    this.#since = new DropDown('baseline', l10n.t('Changes since'), choose);
    this.#previous = iconButton('up', () => {
      go(-1);
    });
    setLabel(this.#previous, l10n.t('Go to the previous change (Shift+Alt+F5)'));
    this.#next = iconButton('down', () => {
      go(1);
    });
    setLabel(this.#next, l10n.t('Go to the next change (Alt+F5)'));
    const tools = element('div', 'tools', this.#position, this.#previous, this.#next);
    this.element = element('div', 'changes', this.#since.element, this.#words, tools);
    this.element.role = 'group';
    this.element.ariaLabel = l10n.t('Changes');
    this.element.hidden = true;
  }

  showBaselines(baselines: Choices): void {
    this.#since.show(baselines);
  }

  showCounts(counts: ChangeCounts): void {
    setText(this.#words, countsInWords(counts));
    for (const button of [this.#previous, this.#next]) setDisabled(button, counts.changes === 0);
  }

  /** `current` counts from 0; negative while none was gone to. */
  showCurrent(current: number, changes: number): void {
    setText(
      this.#position,
      current < 0 ? '' : l10n.t('{0} of {1}', counted.format(current + 1), counted.format(changes)),
    );
  }
}

function countsInWords({ changes, added, removed, isRough, problem, isKnown }: ChangeCounts): string {
  if (!isKnown) return '';
  if (problem !== '') return problem;
  if (changes === 0) return l10n.t('No changes');
  const words = [
    changes === 1 ? l10n.t('1 change') : l10n.t('{0} changes', counted.format(changes)),
    added > 0 ? addedInWords(added) : '',
    removed > 0 ? removedInWords(removed) : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return isRough ? l10n.t('{0}. Where too much changed, whole passages are marked.', words) : words;
}

function addedInWords(words: number): string {
  return words === 1 ? l10n.t('1 word added') : l10n.t('{0} words added', counted.format(words));
}

function removedInWords(words: number): string {
  return words === 1 ? l10n.t('1 word removed') : l10n.t('{0} words removed', counted.format(words));
}
