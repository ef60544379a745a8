import * as l10n from '@vscode/l10n';
import type { PageMessage, RenderMessage } from '../protocol.js';
import {
  element,
  iconButton,
  setDisabled,
  setIcon,
  setLabel,
  setMessage,
  setPressed,
  type IconName,
} from '../../webview/page/dom.js';
import { DropDown } from '../../webview/page/dropDown.js';
import { Line } from './line.js';
import type { Comfort } from './state.js';

/** Names the bundle, chooses what is rendered and how it is shown, and hands the render out. */
export class Header {
  readonly element: HTMLElement;
  readonly line: Line;
  readonly #version: DropDown;
  readonly #input: DropDown;
  readonly #model: DropDown;
  readonly #back: HTMLButtonElement;
  readonly #forward: HTMLButtonElement;
  readonly #whiteSpace: HTMLButtonElement;
  readonly #changes: HTMLButtonElement;
  readonly #ages: HTMLButtonElement;
  readonly #lock: HTMLButtonElement;
  readonly #open: HTMLButtonElement;
  readonly #ofBundle: readonly HTMLElement[];
  readonly #history: HTMLElement;
  readonly #note = element('p', 'input-note');
  #isLocked = false;

  /** The toggles are told what is to be shown; `goToState` leads to what tells about the state. */
  constructor(
    private readonly post: (message: PageMessage) => void,
    toggles: Readonly<Record<'whiteSpace' | 'changes' | 'ages', (isShown: boolean) => void>>,
    goToState: () => void,
  ) {
    this.#version = new DropDown('version', l10n.t('Version'), (bundle) => {
      post({ type: 'select', selection: { bundle } });
    });
    this.#input = new DropDown('input', l10n.t('Input'), (input) => {
      post({ type: 'select', selection: { input } });
    });
    this.#model = new DropDown('model', l10n.t('Model'), (model) => {
      post({ type: 'select', selection: { model } });
    });
    this.#back = this.#step('back', l10n.t('Go back'));
    this.#forward = this.#step('forward', l10n.t('Go forward'));
    this.#history = element('div', 'tools', this.#back, this.#forward);
    this.#whiteSpace = toggle('white-space', l10n.t('Show white space'), toggles.whiteSpace);
    this.#changes = toggle('diff', l10n.t('Show changes'), toggles.changes);
    this.#ages = toggle('history', l10n.t('Show ages'), toggles.ages);
    this.#lock = iconButton('unlocked', () => {
      post({ type: 'setLocked', isLocked: !this.#isLocked });
    });
    this.#open = iconButton('file', () => {
      post({ type: 'openRendered' });
    });
    const tools = element(
      'div',
      'tools',
      this.#history,
      this.#changes,
      this.#ages,
      this.#whiteSpace,
      this.#lock,
      this.#open,
    );
    const choices = element(
      'div',
      'choices',
      this.#version.element,
      this.#input.element,
      this.#model.element,
    );
    this.#ofBundle = [choices, tools];
    this.line = new Line(post, goToState);
    this.#note.hidden = true;
    this.element = element('div', 'header', this.line.element, tools, choices, this.#note);
  }

  /** What is chosen, in words. */
  get chosen(): string {
    return [this.#version, this.#input, this.#model]
      .map(({ label }) => label)
      .filter(Boolean)
      .join(', ');
  }

  show(message: RenderMessage): void {
    const { bundleId, versions, inputs, models, problem, isAlone, isLocked, canGoBack, canGoForward } =
      message;
    this.#version.show(versions);
    this.#input.show(inputs);
    this.#model.show(models);
    const choice = problem?.choice ?? null;
    this.#input.showProblem(choice === 'input' ? inputProblem(message) : null);
    this.#model.showProblem(choice === 'model' ? l10n.t('This version does not serve this model.') : null);
    setMessage(this.#note, message.inputNote);
    this.#note.hidden = message.inputNote === '';
    this.line.show(message, this.#version.label);
    this.#history.hidden = !canGoBack && !canGoForward;
    setDisabled(this.#back, !canGoBack);
    setDisabled(this.#forward, !canGoForward);
    this.#isLocked = isLocked;
    setPressed(this.#lock, isLocked);
    setIcon(this.#lock.firstElementChild as HTMLElement, isLocked ? 'locked' : 'unlocked');
    setLabel(this.#lock, isAlone ? l10n.t('Lock to this template') : l10n.t('Lock to this bundle'));
    for (const part of this.#ofBundle) part.hidden = bundleId === null;
    this.#open.hidden = isAlone;
    setDisabled(this.#open, problem !== null);
    setLabel(this.#open, l10n.t('Open as editor'));
  }

  /** How the page was set up. */
  showToggles({ showsWhiteSpace, showsChanges, showsAges }: Comfort): void {
    setPressed(this.#whiteSpace, showsWhiteSpace);
    setPressed(this.#changes, showsChanges);
    setPressed(this.#ages, showsAges);
  }

  #step(type: 'back' | 'forward', label: string): HTMLButtonElement {
    const made = iconButton(type, () => {
      this.post({ type });
    });
    setLabel(made, label);
    return made;
  }
}

/** A button that stays in; `turn` is told whether it is. */
function toggle(name: IconName, label: string, turn: (isOn: boolean) => void): HTMLButtonElement {
  const made = iconButton(name, () => {
    const isOn = made.ariaPressed !== 'true';
    setPressed(made, isOn);
    turn(isOn);
  });
  setLabel(made, label);
  return made;
}

/** What is wrong with the chosen input; the banner tells more. */
function inputProblem({ problem }: RenderMessage): string {
  return problem?.details.length === 0
    ? l10n.t('This input was deleted. Choose another.')
    : l10n.t('This input has errors.');
}
