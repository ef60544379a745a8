import type { RenderMessage } from '../protocol.js';
import { SLOT_NAMES, SLOTS } from '../../core/model/slots.js';
import { counted, sizeInWords } from './counted.js';
import { element, setText } from '../../webview/page/dom.js';
import { DropDown } from '../../webview/page/dropDown.js';
import {
  encodingOf,
  ENCODINGS,
  ENCODING_USERS,
  honesty,
  type EncodingName,
} from '../../webview/encodings.js';
import { Group } from './group.js';
import type { TextSize } from './measuredText.js';
import type { Prompt } from './prompt.js';
import { Sizes, type Measured } from './sizes.js';
import type { PageState } from './state.js';

const COLUMNS = ['Words', 'Characters', 'Tokens'] as const;

/** Words, characters and tokens of each part and of the prompt. Tokens are counted while the group is open. */
export class SizeGroup {
  readonly group: Group;
  readonly #rows = new Map<Measured, readonly HTMLElement[]>();
  readonly #sizes: Sizes;
  readonly #encodings: DropDown;
  readonly #parts = element('tbody');
  readonly #whole = element('span');
  readonly #honesty = element('p', 'quiet');
  #encoding: EncodingName;
  #model = '';

  /** `show` is told the size of the whole prompt, in words. */
  constructor(
    private readonly prompt: Prompt,
    private readonly state: PageState,
    private readonly show: (size: string) => void,
  ) {
    this.#encoding = state.comfort.encoding;
    this.#sizes = new Sizes(
      prompt,
      (sizes) => {
        this.#report(sizes);
      },
      (encoding) => {
        setText(this.#honesty, `The file of ${encoding} could not be read, so tokens are not counted.`);
      },
    );
    this.#encodings = new DropDown('encoding', 'Tokens by', (value) => {
      this.#choose(ENCODINGS.find((name) => name === value) ?? ENCODINGS[0]);
    });
    this.group = new Group(
      'size',
      'Size',
      state,
      false,
      [this.#table(), this.#encodings.element, this.#honesty],
      (isOpen) => {
        this.#sizes.countTokens(isOpen ? this.#encoding : undefined);
      },
    );
    this.#describe();
  }

  /** Takes the texts that are shown now, and the model they are for. */
  refresh({ models, isAlone }: Pick<RenderMessage, 'models' | 'isAlone'>): void {
    const { options, selected } = models;
    // Of one text, its size is that of all.
    this.#parts.hidden = isAlone;
    setText(this.#whole, isAlone ? 'Template' : 'Prompt');
    this.#sizes.refresh();
    const label = options.find(({ value }) => value === selected)?.label ?? '';
    // Without a choice the label names the input's own model, or none.
    this.#model = selected === '' && encodingOf(label) === undefined ? '' : selected || label;
    this.#describe();
  }

  #choose(encoding: EncodingName): void {
    this.#encoding = encoding;
    this.state.keep({ encoding });
    this.#sizes.countTokens(this.group.isOpen ? encoding : undefined);
    this.#describe();
  }

  #describe(): void {
    this.#encodings.show({
      options: ENCODINGS.map((name) => ({ value: name, label: name })),
      selected: this.#encoding,
    });
    setText(
      this.#honesty,
      `${this.#encoding}, ${ENCODING_USERS[this.#encoding]}. ${honesty(this.#encoding, this.#model)}`,
    );
  }

  #table(): HTMLTableElement {
    const row = (name: Measured, title: string | Node): HTMLTableRowElement => {
      const cells = COLUMNS.map(() => element('td'));
      this.#rows.set(name, cells);
      const head = element('th', '', title);
      head.scope = 'row';
      return element('tr', '', head, ...cells);
    };
    this.#parts.append(...SLOTS.map((slot) => row(slot, SLOT_NAMES[slot])));
    const heads = ['Part', ...COLUMNS].map((title) => {
      const head = element('th', '', title);
      head.scope = 'col';
      return head;
    });
    return element(
      'table',
      'sizes',
      element('thead', '', element('tr', '', ...heads)),
      this.#parts,
      element('tfoot', '', row('prompt', this.#whole)),
    );
  }

  #report(sizes: ReadonlyMap<Measured, TextSize | undefined>): void {
    for (const [name, [words, characters, tokens]] of this.#rows) {
      const size = sizes.get(name);
      if (words) setText(words, size ? counted.format(size.words) : '');
      if (characters) setText(characters, size ? counted.format(size.characters) : '');
      if (tokens)
        setText(
          tokens,
          size?.tokens === undefined ? '–' : `${size.isRough ? '≈ ' : ''}${counted.format(size.tokens)}`,
        );
    }
    for (const [slot, part] of this.prompt.parts) part.showSize(sizeInWords(sizes.get(slot)));
    const whole = sizes.get('prompt');
    this.group.note(whole ? sizeInWords(whole) : '');
    this.show(sizeInWords(whole));
  }
}
