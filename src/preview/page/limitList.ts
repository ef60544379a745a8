import * as l10n from '@vscode/l10n';
import type { SizeLimit } from '../../core/model/sizeLimit.js';
import type { EncodingName } from '../../webview/encodings.js';
import { element, icon, replaceAllChildren, setText } from '../../webview/page/dom.js';
import { counted } from '../../webview/page/l10n.js';
import { charactersInWords, tokensInWords } from './counted.js';
import type { TextSize } from './measuredText.js';

/** How long the prompt may be, and what is left of that. */
export class LimitList {
  readonly element = element('ul', 'limits');
  #limits: readonly SizeLimit[] = [];
  #left: readonly (number | undefined)[] = [];

  constructor() {
    this.element.ariaLabel = l10n.t('Limits');
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
    return over === 1 ? l10n.t('over a limit') : l10n.t('over {0} limits', counted.format(over));
  }
}

function sourceOf(by: SizeLimit['by']): string {
  return by === 'budget' ? l10n.t('Budget') : l10n.t('Expected by the input');
}

/** What of a limit is left, or how far the prompt is over it. */
function leftInWords(left: number | undefined): string {
  if (left === undefined) return '–';
  return left < 0
    ? l10n.t({ message: '{0} over', args: [counted.format(-left)], comment: ['A limit of a size'] })
    : l10n.t({ message: '{0} left', args: [counted.format(left)], comment: ['A limit of a size'] });
}

/** A further limit of one source has that for who cannot see what it stands below. */
function itemOf({ unit, most, by }: SizeLimit, left: number | undefined, isFurther: boolean): HTMLElement {
  const isOver = left !== undefined && left < 0;
  const rest = element('span', isOver ? 'limit-over' : 'limit-left', ...(isOver ? [icon('warning')] : []));
  const said = element('span');
  setText(said, leftInWords(left));
  rest.append(said);
  const what = unit === 'characters' ? charactersInWords(most) : `${tokensInWords(most)} (${unit})`;
  return element(
    'li',
    'limit',
    element('span', isFurther ? 'unseen' : 'limit-source quiet', sourceOf(by)),
    element('span', 'limit-most', what),
    rest,
  );
}
