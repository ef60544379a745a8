import type { SizeLimit } from '../../core/model/sizeLimit.js';
import type { EncodingName } from '../../webview/encodings.js';
import { element, icon, replaceAllChildren, setText } from '../../webview/page/dom.js';
import { counted, countOf } from './counted.js';
import type { TextSize } from './measuredText.js';

/** How long the prompt may be, and what is left of that. */
export class LimitList {
  readonly element = element('ul', 'limits');
  #limits: readonly SizeLimit[] = [];
  #left: readonly (number | undefined)[] = [];

  constructor() {
    this.element.ariaLabel = 'Limits';
    this.element.hidden = true;
  }

  /** Takes the limits of the prompt that is shown now. */
  take(limits: readonly SizeLimit[]): void {
    this.#limits = limits;
    this.element.hidden = limits.length === 0;
  }

  /** Shows what is left, as far as the prompt is counted: its size, and its tokens by encoding. */
  show(size: TextSize | undefined, tokens: ReadonlyMap<EncodingName, number | undefined>): void {
    this.#left = this.#limits.map(({ unit, most }) => {
      const used = unit === 'characters' ? size?.characters : tokens.get(unit);
      return used === undefined ? undefined : most - used;
    });
    replaceAllChildren(
      this.element,
      this.#limits.map((limit, i) => itemOf(limit, this.#left[i], limit.by === this.#limits[i - 1]?.by)),
    );
  }

  /** How many limits the prompt is over, as far as that is known, in words; empty for none. */
  get overInWords(): string {
    const over = this.#left.filter((left) => left !== undefined && left < 0).length;
    if (over === 0) return '';
    return over === 1 ? 'over a limit' : `over ${counted.format(over)} limits`;
  }
}

const SOURCES: Readonly<Record<SizeLimit['by'], string>> = {
  budget: 'Budget',
  input: 'Expected by the input',
};

/** A further limit of one source has that for who cannot see what it stands below. */
function itemOf({ unit, most, by }: SizeLimit, left: number | undefined, isFurther: boolean): HTMLElement {
  const isOver = left !== undefined && left < 0;
  const words =
    left === undefined ? '–' : isOver ? `${counted.format(-left)} over` : `${counted.format(left)} left`;
  const rest = element('span', isOver ? 'limit-over' : 'limit-left', ...(isOver ? [icon('warning')] : []));
  const said = element('span');
  setText(said, words);
  rest.append(said);
  const what = unit === 'characters' ? countOf(most, 'character') : `${countOf(most, 'token')} (${unit})`;
  return element(
    'li',
    'limit',
    element('span', isFurther ? 'unseen' : 'limit-source quiet', SOURCES[by]),
    element('span', 'limit-most', what),
    rest,
  );
}
