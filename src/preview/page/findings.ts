import * as l10n from '@vscode/l10n';
import type {
  FindingSeverity,
  FixesMessage,
  PageMessage,
  RenderMessage,
  ShownFinding,
  SuppressedFinding,
} from '../protocol.js';
import { counted } from '../../webview/page/l10n.js';
import { errorsInWords } from './counted.js';
import { countBySeverity, countStopping, stoppingInWords } from './findingCounts.js';
import { button, element, patchList, setText } from '../../webview/page/dom.js';
import { FindingView, type FindingActions } from './findingView.js';
import { Group } from './group.js';
import type { Marks } from './marks.js';
import type { Prompt } from './prompt.js';
import { revealMark } from './reveal.js';
import type { PageState } from './state.js';

const SEVERITIES: readonly FindingSeverity[] = ['error', 'warning', 'information'];

/** What is kept of whether suppressed findings are shown. */
const SUPPRESSED = 'suppressed';
/** More than this are shown when asked for. */
const SHOWN_AT_FIRST = 50;

/** The findings in the files of the prompt: marked in its text, and listed with where they are. */
export class FindingsGroup {
  readonly group: Group;
  readonly #list = element('ul', 'findings');
  readonly #none = element('p', 'quiet');
  readonly #more: HTMLButtonElement;
  readonly #stopping: HTMLButtonElement;
  readonly #views: FindingView[] = [];
  readonly #suppressedToggle: HTMLButtonElement;
  readonly #suppressedList = element('ul', 'findings suppressed');
  readonly #suppressedViews: FindingView[] = [];
  #suppressed: readonly SuppressedFinding[] = [];
  #findings: readonly ShownFinding[] = [];
  #showsAll = false;

  constructor(
    private readonly state: PageState,
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
    this.#suppressedToggle = button('link', () => {
      state.keepGroup(SUPPRESSED, !this.#showsSuppressed);
      this.#patchSuppressed();
    });
    this.#suppressedList.ariaLabel = l10n.t('Suppressed findings');
    this.group = new Group('findings', l10n.t('Findings'), state, true, [
      this.#stopping,
      this.#none,
      this.#list,
      this.#more,
      this.#suppressedToggle,
      this.#suppressedList,
    ]);
  }

  show({ findings, suppressed, problem, isReading }: RenderMessage): void {
    this.#findings = findings;
    this.#suppressed = suppressed;
    this.#patchSuppressed();
    const stopping = countStopping(problem);
    this.#stopping.hidden = stopping === 0;
    setText(this.#stopping, stoppingInWords(stopping));
    this.#none.hidden = findings.length > 0 || stopping > 0;
    setText(
      this.#none,
      isReading
        ? l10n.t('What is found is listed once all files are read.')
        : l10n.t('Nothing was found in the files of this prompt.'),
    );
    this.#list.hidden = findings.length === 0;
    this.group.note(
      findings.length === 0 && stopping > 0 ? errorsInWords(stopping) : countBySeverity(findings),
    );
    this.#patch();
    for (const severity of SEVERITIES)
      this.marks.show(
        severity,
        findings.filter((finding) => finding.severity === severity).flatMap(({ marks }) => marks),
      );
  }

  #patch(): void {
    const shown = this.#showsAll ? this.#findings : this.#findings.slice(0, SHOWN_AT_FIRST);
    patchList(this.#list, this.#views, shown, (index) => new FindingView(index, this.#actions));
    this.#more.hidden = shown.length === this.#findings.length;
    setText(this.#more, l10n.t('Show all {0} findings', counted.format(this.#findings.length)));
  }

  /** The host's answer: what can be done about a finding. */
  showFixes({ index, fixes }: FixesMessage): void {
    this.#views[index]?.showFixes(fixes);
  }

  get #showsSuppressed(): boolean {
    return this.state.comfort.groups[SUPPRESSED] ?? false;
  }

  #patchSuppressed(): void {
    const count = this.#suppressed.length;
    const isShown = this.#showsSuppressed;
    this.#suppressedToggle.hidden = count === 0;
    this.#suppressedToggle.ariaExpanded = String(isShown);
    setText(this.#suppressedToggle, isShown ? hideSuppressed(count) : showSuppressed(count));
    const shown = isShown ? this.#suppressed : [];
    this.#suppressedList.hidden = shown.length === 0;
    const actions = this.#actionsOf('openSuppressed', () => this.#suppressed);
    patchList(this.#suppressedList, this.#suppressedViews, shown, (index) => new FindingView(index, actions));
  }

  /** What both lists can do. */
  #actionsOf(open: 'openFinding' | 'openSuppressed', listed: () => readonly ShownFinding[]): FindingActions {
    return {
      open: (index) => {
        this.post({ type: open, index });
      },
      reveal: (index) => {
        const mark = listed()[index]?.marks[0];
        if (mark) revealMark(this.prompt, mark);
      },
      point: (index) => {
        this.marks.show('pointed', index === undefined ? [] : (listed()[index]?.marks ?? []));
      },
    };
  }

  readonly #actions: FindingActions = {
    ...this.#actionsOf('openFinding', () => this.#findings),
    listFixes: (index) => {
      this.post({ type: 'listFixes', index });
    },
    applyFix: (index, fix) => {
      this.post({ type: 'applyFix', index, fix });
    },
  };
}

function showSuppressed(count: number): string {
  return count === 1
    ? l10n.t('Show 1 suppressed finding')
    : l10n.t('Show {0} suppressed findings', counted.format(count));
}

function hideSuppressed(count: number): string {
  return count === 1
    ? l10n.t('Hide 1 suppressed finding')
    : l10n.t('Hide {0} suppressed findings', counted.format(count));
}
