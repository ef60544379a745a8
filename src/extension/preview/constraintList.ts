import { SLOTS, type Slot } from '../../core/model/slots.js';
import { formatReference } from '../../core/model/reference.js';
import type { TextRange } from '../../core/model/findings.js';
import type { Constraints } from '../../core/constraints/index.js';
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
  const listed = (slot: Slot, key: string, label: string): ListedConstraint[] => {
    const { file, written } = templates[slot];
    const node = nodeAt(written.constraintsNode, [key]);
    const { reference } = render.parts[slot];
    return node
      ? [
          {
            label,
            source: reference ? formatReference(reference) : `the ${slot} part`,
            file,
            range: node.range,
          },
        ]
      : [];
  };
  // Of one part alone it need not be said.
  const where = (slot: Slot): string => (slots.length > 1 ? ` in ${slot}` : '');
  return [
    ...slots.flatMap((slot) =>
      own(slot).forbiddenTokens.length > 0
        ? listed(slot, 'FORBIDDEN_TOKENS', tokensLabel(own(slot).forbiddenTokens))
        : [],
    ),
    ...(sentence ? listed(sentence, 'MAX_SENTENCE_LENGTH', `At most ${strictest} words a sentence`) : []),
    ...(emoji ? listed(emoji, 'NO_EMOJI', 'No emoji') : []),
    ...slots.flatMap((slot) => {
      const { maxParagraphs, assertivenessLevel } = own(slot);
      return [
        ...(maxParagraphs === undefined
          ? []
          : listed(
              slot,
              'MAX_PARAGRAPHS',
              `At most ${maxParagraphs} ${maxParagraphs === 1 ? 'paragraph' : 'paragraphs'}${where(slot)}`,
            )),
        ...(assertivenessLevel === undefined
          ? []
          : listed(slot, 'ASSERTIVENESS_LEVEL', `Assertiveness about ${assertivenessLevel}${where(slot)}`)),
      ];
    }),
  ];
}

function tokensLabel(tokens: readonly string[]): string {
  const named = tokens.slice(0, NAMED_TOKENS).map((token) => `“${token}”`);
  const more = tokens.length - named.length;
  return `Forbidden: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
