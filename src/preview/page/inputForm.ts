import * as l10n from '@vscode/l10n';
import type { FormField, InputEdit, InputForm, PageMessage, Problem } from '../protocol.js';
import { button, element, icon, setDisabled, setTitle } from '../../webview/page/dom.js';
import { Group } from './group.js';
import { LevelField } from './levelField.js';
import type { PageState } from './state.js';
import { TextField } from './textField.js';

/** Edits within this time go out as one. */
const TOGETHER_MS = 60;

/** The input as a form: what is changed applies at once, and can be saved as a file. */
export class InputFormGroup {
  readonly group: Group;
  readonly #activity: LevelField;
  readonly #stress: LevelField;
  readonly #task: TextField;
  readonly #traits: TextField;
  readonly #save: HTMLButtonElement;
  readonly #discard: HTMLButtonElement;
  readonly #form: HTMLElement;
  readonly #broken = element(
    'p',
    'quiet',
    l10n.t('The file of this input cannot be read. Fix it to edit the input here.'),
  );
  #edit: InputEdit = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = '';

  constructor(
    state: PageState,
    private readonly post: (message: PageMessage) => void,
  ) {
    this.#activity = new LevelField('activity-level', l10n.t('Activity level'), (activity_level) => {
      this.#change({ activity_level });
    });
    this.#stress = new LevelField('stress', l10n.t('Stress'), (stress) => {
      this.#change({ stress });
    });
    this.#task = new TextField('task', l10n.t('Task'), (task) => {
      this.#change({ task });
    });
    this.#traits = new TextField(
      'traits',
      l10n.t('Traits (JSON)'),
      (traits) => {
        this.#change({ traits });
      },
      'code',
    );
    this.#save = this.#command('secondary', 'saveInput', icon('save'), l10n.t('Save as input file'));
    this.#discard = this.#command('secondary', 'discardInput', icon('discard'), l10n.t('Discard changes'));
    this.#form = element(
      'div',
      'form',
      element('div', 'levels', this.#activity.element, this.#stress.element),
      this.#task.element,
      this.#traits.element,
      element('div', 'actions', this.#save, this.#discard),
    );
    this.group = new Group('input', l10n.t('Input'), state, true, [this.#form, this.#broken]);
  }

  /** `chosen` tells which input it is. */
  show(input: InputForm | null, chosen: string, problem: Problem | null): void {
    this.#form.hidden = input === null;
    this.#broken.hidden = input !== null;
    const stops = (field: FormField): string | null =>
      problem?.details.find((detail) => detail.field === field)?.message ?? null;
    const isStopping = problem?.details.some(({ field }) => field !== null) ?? false;
    this.group.note(noteOf(input?.isDraft ?? false, isStopping));
    if (!input) return;
    const isAnother = chosen !== this.#shown;
    this.#shown = chosen;
    this.#activity.field.offer(input.activity_level, isAnother);
    this.#stress.field.offer(input.stress, isAnother);
    this.#task.field.offer(input.task, isAnother);
    this.#traits.field.offer(input.traits, isAnother);
    this.#activity.showProblem(stops('activity_level'));
    this.#stress.showProblem(stops('stress'));
    this.#task.showProblem(stops('task'));
    this.#traits.showProblem(input.traitsProblem ?? stops('semantic_traits'));
    for (const action of [this.#save, this.#discard]) {
      setDisabled(action, !input.isDraft);
      setTitle(action, input.isDraft ? '' : l10n.t('Nothing was changed in this form.'));
    }
  }

  /** Goes to the field of a placeholder. */
  fillIn(placeholder: string): void {
    this.group.element.open = true;
    const fields: Readonly<Record<string, { focus(): void }>> = {
      activity_level: this.#activity,
      stress: this.#stress,
      task: this.#task,
      semantic_traits: this.#traits,
    };
    fields[placeholder]?.focus();
  }

  #change(edit: InputEdit): void {
    this.#edit = { ...this.#edit, ...edit };
    this.#timer ??= setTimeout(() => {
      this.#send();
    }, TOGETHER_MS);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (Object.keys(this.#edit).length > 0) this.post({ type: 'editInput', edit: this.#edit });
    this.#edit = {};
  }

  /** A command that comes after all that was typed. */
  #command(
    className: string,
    type: 'saveInput' | 'discardInput',
    ...children: readonly (Node | string)[]
  ): HTMLButtonElement {
    return button(
      className,
      () => {
        this.#send();
        for (const { field } of [this.#activity, this.#stress, this.#task, this.#traits]) field.release();
        this.post({ type });
      },
      ...children,
    );
  }
}

function noteOf(isEdited: boolean, isStopping: boolean): string {
  if (isEdited) return isStopping ? l10n.t('edited, stops the render') : l10n.t('edited');
  return isStopping ? l10n.t('stops the render') : '';
}
