import { l10n } from 'vscode';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { formatReference } from '../../core/model/reference.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Constraints } from '../../core/constraints/index.js';
import { textLocale } from '../../core/text/locale.js';
import { counted, listed } from '../../core/text/quote.js';
import { nodeAt } from '../../core/documents/valueNode.js';
import type { Assembly } from '../../language/index.js';
import type { ShownConstraint } from '../../preview/protocol.js';

/** A constraint in force and where it is written. */
export interface ListedConstraint extends ShownConstraint {
  readonly file: string;
  readonly range: TextRange;
}

/** How many forbidden tokens of a template are named; the rest is counted. */
const NAMED_TOKENS = 3;
/** A level is shown as it is written. */
const MAX_DIGITS = 20;

/**
 * The united constraints (spec, section 4.2) of some parts, each with the template it comes from: the strictest limit alone is
 * in force.
 */
export function listConstraints(
  { render, templates }: Assembly,
  slots: readonly Slot[] = SLOTS,
): ListedConstraint[] {
  const limits = slots.flatMap((slot) => templates[slot].written.constraints.maxSentenceLength ?? []);
  const strictest = limits.reduce((least, limit) => Math.min(least, limit), Infinity);
  const own = (slot: Slot): Constraints => templates[slot].written.constraints;
  const sentence = slots.find((slot) => own(slot).maxSentenceLength === strictest);
  const emoji = slots.find((slot) => own(slot).noEmoji);
  const placed = (slot: Slot, key: string, label: string): ListedConstraint[] => {
    const { file, written } = templates[slot];
    const node = nodeAt(written.constraintsNode, [key]);
    const { reference } = render.parts[slot];
    return node
      ? [
          {
            label,
            source: reference ? formatReference(reference) : l10n.t('the {0} part', slot),
            file,
            range: node.range,
          },
        ]
      : [];
  };
  // Of one part alone it need not be said.
  const where = (slot: Slot): Slot | undefined => (slots.length > 1 ? slot : undefined);
  return [
    ...slots.flatMap((slot) =>
      own(slot).forbiddenTokens.length > 0
        ? placed(slot, 'FORBIDDEN_TOKENS', tokensLabel(own(slot).forbiddenTokens))
        : [],
    ),
    ...(sentence
      ? placed(sentence, 'MAX_SENTENCE_LENGTH', l10n.t('At most {0} words a sentence', counted(strictest)))
      : []),
    ...(emoji ? placed(emoji, 'NO_EMOJI', l10n.t('No emoji')) : []),
    ...slots.flatMap((slot) => {
      const { maxParagraphs, assertivenessLevel } = own(slot);
      return [
        ...(maxParagraphs === undefined
          ? []
          : placed(slot, 'MAX_PARAGRAPHS', paragraphsLabel(maxParagraphs, where(slot)))),
        ...(assertivenessLevel === undefined
          ? []
          : placed(slot, 'ASSERTIVENESS_LEVEL', assertivenessLabel(assertivenessLevel, where(slot)))),
      ];
    }),
  ];
}

function tokensLabel(tokens: readonly string[]): string {
  const quoted = tokens.map((token, index) => (index < NAMED_TOKENS ? l10n.t('“{0}”', token) : token));
  return l10n.t('Forbidden: {0}', listed(quoted, NAMED_TOKENS));
}

function paragraphsLabel(most: number, slot: Slot | undefined): string {
  if (slot === undefined)
    return most === 1 ? l10n.t('At most 1 paragraph') : l10n.t('At most {0} paragraphs', counted(most));
  return most === 1
    ? l10n.t('At most 1 paragraph in {0}', slot)
    : l10n.t('At most {0} paragraphs in {1}', counted(most), slot);
}

function assertivenessLabel(level: number, slot: Slot | undefined): string {
  const shown = level.toLocaleString(textLocale(), { maximumFractionDigits: MAX_DIGITS });
  return slot === undefined
    ? l10n.t('Assertiveness about {0}', shown)
    : l10n.t('Assertiveness about {0} in {1}', shown, slot);
}
