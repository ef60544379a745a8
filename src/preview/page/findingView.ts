import * as l10n from '@vscode/l10n';
import type { FindingSeverity, OfferedFix, ShownFinding, SuppressedFinding } from '../protocol.js';
import {
  button,
  element,
  icon,
  iconButton,
  patchList,
  setClass,
  setIcon,
  setLabel,
  setMessage,
  setText,
  type View,
} from '../../webview/page/dom.js';

/** What is read out before a finding. */
function severityInWords(severity: FindingSeverity): string {
  switch (severity) {
    case 'error':
      return l10n.t('Error:');
    case 'warning':
      return l10n.t('Warning:');
    case 'information':
      return l10n.t('Information:');
  }
}

/** What can be done with a finding of a list, by its index there. */
export interface FindingActions {
  open(index: number): void;
  reveal(index: number): void;
  point(index: number | undefined): void;
  /** Asks for what can be done about it; absent where nothing is. */
  listFixes?(index: number): void;
  applyFix?(index: number, fix: number): void;
}

/** A finding with where it is, why it is suppressed if it is, and what can be done about it. */
export class FindingView implements View<ShownFinding | SuppressedFinding> {
  readonly element: HTMLElement;
  readonly #icon = icon('error');
  readonly #severity = element('span', 'unseen');
  readonly #message = element('span', 'what');
  readonly #reason = element('span', 'reason');
  readonly #place = element('span', 'place');
  readonly #code = element('span', 'code');
  readonly #open: HTMLButtonElement;
  readonly #reveal: HTMLButtonElement;
  readonly #fix: HTMLButtonElement;
  readonly #fixes = element('ul', 'fixes');
  readonly #none = element('p', 'quiet fixes-none', l10n.t('No fixes are offered for this finding.'));
  readonly #fixViews: View<OfferedFix>[] = [];
  #shown = '';

  constructor(
    private readonly index: number,
    private readonly actions: FindingActions,
  ) {
    this.#open = button(
      'finding',
      () => {
        actions.open(index);
      },
      this.#icon,
      this.#severity,
      element(
        'span',
        'finding-text',
        this.#message,
        ' ',
        this.#reason,
        ' ',
        element('span', '', this.#place, ' ', this.#code),
      ),
    );
    this.#reveal = iconButton('reveal', () => {
      actions.reveal(index);
    });
    setLabel(this.#reveal, l10n.t('Show in the prompt'));
    this.#fix = iconButton('fix', () => {
      if (this.#fix.ariaExpanded === 'true') this.#close();
      else actions.listFixes?.(index);
    });
    setLabel(this.#fix, l10n.t('Show fixes'));
    this.#fix.hidden = actions.listFixes === undefined;
    this.#fixes.ariaLabel = l10n.t('Fixes');
    this.element = element('li', '', this.#open, this.#reveal, this.#fix, this.#fixes, this.#none);
    this.#close();
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.#fix.ariaExpanded !== 'true') return;
      this.#close();
      this.#fix.focus();
    });
    for (const type of ['pointerenter', 'focusin'])
      this.element.addEventListener(type, () => {
        actions.point(index);
      });
    for (const type of ['pointerleave', 'focusout'])
      this.element.addEventListener(type, () => {
        actions.point(undefined);
      });
  }

  show(finding: ShownFinding | SuppressedFinding): void {
    const { severity, message, code, place, marks } = finding;
    const reason = 'reason' in finding ? finding.reason : '';
    setIcon(this.#icon, severity);
    setText(this.#severity, `${severityInWords(severity)} `);
    setMessage(this.#message, message);
    setMessage(this.#reason, reason === '' ? '' : l10n.t('Suppressed: {0}', reason));
    this.#reason.hidden = reason === '';
    setText(this.#place, place);
    setText(this.#code, code);
    setClass(this.#open, `finding severity-${severity}`);
    this.#reveal.hidden = marks.length === 0;
    // What was offered belongs to the finding it was asked about.
    const shown = `${place}\n${code}\n${message}`;
    if (shown !== this.#shown) this.#close();
    this.#shown = shown;
  }

  /** Shows what can be done about the finding, and goes there. */
  showFixes(fixes: readonly OfferedFix[]): void {
    this.#fix.ariaExpanded = 'true';
    patchList(this.#fixes, this.#fixViews, fixes, (fix) => this.#createFix(fix));
    this.#fixes.hidden = fixes.length === 0;
    this.#none.hidden = fixes.length > 0;
    this.#fixes.querySelector('button')?.focus();
  }

  focus(): void {
    this.#open.focus();
  }

  #close(): void {
    if (this.#fix.ariaExpanded !== 'false') this.#fix.ariaExpanded = 'false';
    this.#fixes.hidden = true;
    this.#none.hidden = true;
  }

  #createFix(fix: number): View<OfferedFix> {
    const title = element('span');
    const apply = button(
      'fix',
      () => {
        this.#close();
        this.#fix.focus();
        this.actions.applyFix?.(this.index, fix);
      },
      title,
    );
    return {
      element: element('li', '', apply),
      show: (offered) => {
        setMessage(title, offered.title);
        setClass(apply, offered.isPreferred ? 'fix preferred' : 'fix');
      },
    };
  }
}
