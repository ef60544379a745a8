import * as l10n from '@vscode/l10n';
import type { FixesMessage, PageMessage, RenderMessage } from '../protocol.js';
import { ConstraintsGroup } from './constraints.js';
import { appendAll, element } from '../../webview/page/dom.js';
import { FindingsGroup } from './findings.js';
import { InputFormGroup } from './inputForm.js';
import type { Marks } from './marks.js';
import type { Prompt } from './prompt.js';
import { SizeGroup } from './sizeGroup.js';
import type { PageState } from './state.js';
import { StatusBar } from './statusBar.js';

/** All that explains the prompt beside it, or below it where the window is narrow, and the foot that leads there. */
export class SideColumn {
  readonly element: HTMLElement;
  readonly statusBar: StatusBar;
  readonly input: InputFormGroup;
  readonly #findings: FindingsGroup;
  readonly #constraints: ConstraintsGroup;
  readonly #size: SizeGroup;

  constructor(
    private readonly prompt: Prompt,
    marks: Marks,
    state: PageState,
    post: (message: PageMessage) => void,
    goToProblem: () => void,
  ) {
    this.input = new InputFormGroup(state, post);
    this.#findings = new FindingsGroup(state, prompt, marks, post, goToProblem);
    this.#constraints = new ConstraintsGroup(state, post);
    this.#size = new SizeGroup(prompt, state, (size) => {
      this.statusBar.showSize(size);
    });
    this.statusBar = new StatusBar(this.input.group, this.#findings.group, this.#size.group, goToProblem);
    const groups = [this.input, this.#findings, this.#constraints, this.#size];
    this.element = appendAll(
      element('aside', 'side'),
      groups.map(({ group }) => group.element),
    );
    this.element.ariaLabel = l10n.t('About this prompt');
  }

  /** The host's answer: what can be done about a finding. */
  showFixes(message: FixesMessage): void {
    this.#findings.showFixes(message);
  }

  /** Goes to the findings. */
  goToFindings(): void {
    this.#findings.group.reveal();
  }

  /** Shows what belongs to a render; the prompt shows its text already. With no text, there is the input alone. */
  show(message: RenderMessage): void {
    const { bundleId, inputs, input, constraints, problem } = message;
    this.input.show(input, `${bundleId ?? ''}\n${inputs.selected}`, problem);
    this.#findings.show(message);
    this.#constraints.show(constraints);
    this.#size.refresh(message);
    const { isEmpty } = this.prompt;
    for (const { group } of [this.#findings, this.#constraints, this.#size]) group.element.hidden = isEmpty;
    this.element.hidden = bundleId === null || (isEmpty && input === null);
    this.statusBar.element.hidden = bundleId === null || isEmpty;
    this.statusBar.show(message);
  }
}
