import type { FindingSeverity, PageMessage, RenderMessage, ShownFinding } from '../protocol.js';
import { countOf } from './counted.js';
import { countBySeverity, countStopping } from './findingCounts.js';
import {
  button,
  element,
  icon,
  iconButton,
  patchList,
  setClass,
  setIcon,
  setLabel,
  setText,
  type View,
} from '../../webview/page/dom.js';
import { Group } from './group.js';
import type { Marks } from './marks.js';
import type { Prompt } from './prompt.js';
import { revealMark } from './reveal.js';
import type { PageState } from './state.js';

const SEVERITIES: Readonly<Record<FindingSeverity, string>> = {
  error: 'Error',
  warning: 'Warning',
  information: 'Information',
};

/** More than this are shown when asked for. */
const SHOWN_AT_FIRST = 50;

/** The findings in the files of the prompt: marked in its text, and listed with where they are. */
export class FindingsGroup {
  readonly group: Group;
  readonly #list = element('ul', 'findings');
  readonly #none = element('p', 'quiet', 'Nothing was found in the files of this prompt.');
  readonly #more: HTMLButtonElement;
  readonly #stopping: HTMLButtonElement;
  readonly #views: FindingView[] = [];
  #findings: readonly ShownFinding[] = [];
  #showsAll = false;

  constructor(
    state: PageState,
    private readonly prompt: Prompt,
    private readonly marks: Marks,
    private readonly post: (message: PageMessage) => void,
    goToProblem: () => void,
  ) {
    this.#stopping = button('link', goToProblem);
    this.#more = button('link', () => {
      this.#showsAll = true;
      this.#patch();
      this.#views[SHOWN_AT_FIRST]?.focus();
    });
    this.group = new Group('findings', 'Findings', state, true, [
      this.#stopping,
      this.#none,
      this.#list,
      this.#more,
    ]);
  }

  show({ findings, problem }: RenderMessage): void {
    this.#findings = findings;
    const stopping = countStopping(problem);
    this.#stopping.hidden = stopping === 0;
    setText(this.#stopping, `${countOf(stopping, 'error')} ${stopping === 1 ? 'stops' : 'stop'} the render`);
    this.#none.hidden = findings.length > 0 || stopping > 0;
    this.#list.hidden = findings.length === 0;
    this.group.note(
      findings.length === 0 && stopping > 0 ? countOf(stopping, 'error') : countBySeverity(findings),
    );
    this.#patch();
    for (const severity of Object.keys(SEVERITIES) as FindingSeverity[])
      this.marks.show(
        severity,
        findings.filter((finding) => finding.severity === severity).flatMap(({ marks }) => marks),
      );
  }

  #patch(): void {
    const shown = this.#showsAll ? this.#findings : this.#findings.slice(0, SHOWN_AT_FIRST);
    patchList(this.#list, this.#views, shown, (index) => new FindingView(index, this.#actions));
    this.#more.hidden = shown.length === this.#findings.length;
    setText(this.#more, `Show all ${countOf(this.#findings.length, 'finding')}`);
  }

  readonly #actions: FindingActions = {
    open: (index) => {
      this.post({ type: 'openFinding', index });
    },
    reveal: (index) => {
      const mark = this.#findings[index]?.marks[0];
      if (mark) revealMark(this.prompt, mark);
    },
    point: (index) => {
      this.marks.show('pointed', index === undefined ? [] : (this.#findings[index]?.marks ?? []));
    },
  };
}

interface FindingActions {
  open(index: number): void;
  reveal(index: number): void;
  point(index: number | undefined): void;
}

class FindingView implements View<ShownFinding> {
  readonly element: HTMLElement;
  readonly #icon = icon('error');
  readonly #severity = element('span', 'unseen');
  readonly #message = element('span', 'what');
  readonly #place = element('span', 'place');
  readonly #code = element('span', 'code');
  readonly #open: HTMLButtonElement;
  readonly #reveal: HTMLButtonElement;

  constructor(index: number, actions: FindingActions) {
    this.#open = button(
      'finding',
      () => {
        actions.open(index);
      },
      this.#icon,
      this.#severity,
      element('span', 'finding-text', this.#message, ' ', element('span', '', this.#place, ' ', this.#code)),
    );
    this.#reveal = iconButton('reveal', () => {
      actions.reveal(index);
    });
    setLabel(this.#reveal, 'Show in the prompt');
    this.element = element('li', '', this.#open, this.#reveal);
    for (const type of ['pointerenter', 'focusin'])
      this.element.addEventListener(type, () => {
        actions.point(index);
      });
    for (const type of ['pointerleave', 'focusout'])
      this.element.addEventListener(type, () => {
        actions.point(undefined);
      });
  }

  show({ severity, message, code, place, marks }: ShownFinding): void {
    setIcon(this.#icon, severity);
    setText(this.#severity, `${SEVERITIES[severity]}: `);
    setText(this.#message, message);
    setText(this.#place, place);
    setText(this.#code, code);
    setClass(this.#open, `finding severity-${severity}`);
    this.#reveal.hidden = marks.length === 0;
  }

  focus(): void {
    this.#open.focus();
  }
}
