import * as l10n from '@vscode/l10n';
import type { RenderMessage } from '../protocol.js';
import { slotName, SLOTS } from '../../core/model/slots.js';
import { counted } from '../../webview/page/l10n.js';
import { sizeInWords } from './counted.js';
import { element, setText } from '../../webview/page/dom.js';
import { DropDown } from '../../webview/page/dropDown.js';
import { encodingOf, ENCODINGS, encodingUsers, honesty, type EncodingName } from '../../webview/encodings.js';
import { Group } from './group.js';
import { LimitList } from './limitList.js';
import type { TextSize } from './measuredText.js';
import type { Prompt } from './prompt.js';
import { Sizes, type Measured } from './sizes.js';
import type { PageState } from './state.js';

/** Words, characters and tokens of each part and of the prompt. Tokens are counted while the group is open. */
export class SizeGroup {
  readonly group: Group;
  readonly #rows = new Map<Measured, readonly HTMLElement[]>();
  readonly #sizes: Sizes;
  readonly #encodings: DropDown;
  readonly #parts = element('tbody');
  readonly #whole = element('span');
  readonly #honesty = element('p', 'quiet');
  readonly #limits = new LimitList();
  /** What tokens may be counted by. */
  #known: readonly EncodingName[] = ENCODINGS;
  #model = '';

  /** `show` is told the size of the whole prompt, in words. */
  constructor(
    private readonly prompt: Prompt,
    private readonly state: PageState,
    private readonly show: (size: string) => void,
  ) {
    this.#sizes = new Sizes(
      prompt,
      (sizes, tokens) => {
        this.#report(sizes, tokens);
      },
      (encoding) => {
        setText(
          this.#honesty,
          l10n.t('The file of {0} could not be read, so tokens are not counted.', encoding),
        );
      },
    );
    this.#encodings = new DropDown('encoding', l10n.t('Tokens by'), (value) => {
      const chosen = ENCODINGS.find((name) => name === value);
      if (chosen) this.#choose(chosen);
    });
    this.group = new Group(
      'size',
      l10n.t('Size'),
      state,
      false,
      [this.#table(), this.#limits.element, this.#encodings.element, this.#honesty],
      (isOpen) => {
        this.#sizes.countTokens(isOpen ? this.#encoding : undefined);
      },
    );
    this.#describe();
  }

  /** Takes the texts that are shown now, and the model they are for. */
  refresh({
    models,
    isAlone,
    limits,
    encodings,
  }: Pick<RenderMessage, 'models' | 'isAlone' | 'limits' | 'encodings'>): void {
    const { options, selected } = models;
    // Of one text, its size is that of all.
    this.#parts.hidden = isAlone;
    setText(this.#whole, isAlone ? l10n.t('Template') : l10n.t('Prompt'));
    this.#limits.take(limits);
    this.#sizes.limitTokens(new Set(limits.flatMap(({ unit }) => (unit === 'characters' ? [] : [unit]))));
    this.#known = encodings;
    this.#count();
    this.#sizes.refresh();
    const label = options.find(({ value }) => value === selected)?.label ?? '';
    // Without a choice the label names the input's own model, or none.
    this.#model = selected === '' && encodingOf(label) === undefined ? '' : selected || label;
    this.#describe();
  }

  /** The one that the reader chose, where it may be counted by; else the usual one. */
  get #encoding(): EncodingName {
    const { encoding } = this.state.comfort;
    return this.#known.find((name) => name === encoding) ?? this.#known[0] ?? ENCODINGS[0];
  }

  #count(): void {
    this.#sizes.countTokens(this.group.isOpen ? this.#encoding : undefined);
  }

  #choose(encoding: EncodingName): void {
    this.state.keep({ encoding });
    this.#count();
    this.#describe();
  }

  #describe(): void {
    this.#encodings.show({
      options: this.#known.map((name) => ({ value: name, label: name })),
      selected: this.#encoding,
    });
    setText(
      this.#honesty,
      l10n.t({
        message: '{0}, {1}. {2}',
        args: [this.#encoding, encodingUsers(this.#encoding), honesty(this.#encoding, this.#model)],
        comment: ['A tokenizer, whose it is, and a sentence'],
      }),
    );
  }

  #table(): HTMLTableElement {
    const columns = [l10n.t('Words'), l10n.t('Characters'), l10n.t('Tokens')];
    const row = (name: Measured, title: string | Node): HTMLTableRowElement => {
      const cells = columns.map(() => element('td'));
      this.#rows.set(name, cells);
      const head = element('th', '', title);
      head.scope = 'row';
      return element('tr', '', head, ...cells);
    };
    this.#parts.append(...SLOTS.map((slot) => row(slot, slotName(slot))));
    const heads = [l10n.t('Part'), ...columns].map((title) => {
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

  #report(
    sizes: ReadonlyMap<Measured, TextSize | undefined>,
    tokens: ReadonlyMap<EncodingName, number | undefined>,
  ): void {
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
    this.#limits.show(whole, tokens);
    const { overInWords } = this.#limits;
    const words = `${sizeInWords(whole)}${whole && overInWords ? ` · ${overInWords}` : ''}`;
    this.group.note(words);
    this.show(words);
  }
}
