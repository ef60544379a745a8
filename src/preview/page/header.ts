import type { PageMessage, RenderMessage } from '../protocol.js';
import { button, element, icon, setDisabled, setText, setTitle } from './dom.js';
import { DropDown } from './dropDown.js';

/** Names the bundle, chooses what is rendered, and hands the render out. */
export class Header {
  readonly element: HTMLElement;
  readonly #title = element('h1');
  readonly #version: DropDown;
  readonly #input: DropDown;
  readonly #model: DropDown;
  readonly #actions: readonly HTMLButtonElement[];
  readonly #actionBar: HTMLElement;

  constructor(post: (message: PageMessage) => void) {
    this.#version = new DropDown('version', 'Version', (bundle) => {
      post({ type: 'select', selection: { bundle } });
    });
    this.#input = new DropDown('input', 'Input', (input) => {
      post({ type: 'select', selection: { input } });
    });
    this.#model = new DropDown('model', 'Model', (model) => {
      post({ type: 'select', selection: { model } });
    });
    const open = button(
      'secondary',
      () => {
        post({ type: 'openRendered' });
      },
      icon('file'),
      'Open as editor',
    );
    const copy = button(
      'primary',
      () => {
        post({ type: 'copyPrompt' });
      },
      icon('copy'),
      'Copy prompt',
    );
    this.#actions = [open, copy];
    this.#actionBar = element('div', 'actions', open, copy);
    const choices = element(
      'div',
      'choices',
      this.#version.element,
      this.#input.element,
      this.#model.element,
    );
    this.element = element('div', 'header', this.#title, choices, this.#actionBar);
  }

  /** What is chosen, in words. */
  get chosen(): string {
    return [this.#version, this.#input, this.#model]
      .map(({ label }) => label)
      .filter(Boolean)
      .join(', ');
  }

  show({ bundleId, versions, inputs, models, problem }: RenderMessage): void {
    setText(this.#title, bundleId ?? 'Prompt preview');
    setTitle(this.#title, bundleId ?? '');
    this.#version.show(versions);
    this.#input.show(inputs);
    this.#model.show(models);
    this.#actionBar.hidden = bundleId === null;
    for (const action of this.#actions) {
      setDisabled(action, problem !== null);
      setTitle(action, problem ? 'The newest text does not render. Solve the problem first.' : '');
    }
  }
}
