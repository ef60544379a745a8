import type { InputFile } from '../../core/documents/promptFile.js';
import { nodeAt, type ValueNode } from '../../core/documents/valueNode.js';
import { ENCODINGS } from '../../core/model/encodings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { SizeLimit } from '../../core/model/sizeLimit.js';
import type { Budget } from '../configuration/configuration.js';

/** How long the prompt of a version may be with an input, budgets first. */
export function sizeLimits(
  version: Reference,
  budget: Budget | undefined,
  input: Pick<InputFile, 'root'> | undefined,
): readonly SizeLimit[] {
  const expected = nodeAt(input?.root, ['expect', formatReference(version)]);
  return [
    ...limitsBy('budget', (unit) =>
      unit === 'characters' ? budget?.maxCharacters : budget?.maxTokens[unit],
    ),
    ...limitsBy('input', (unit) =>
      countIn(nodeAt(expected, unit === 'characters' ? ['max_characters'] : ['max_tokens', unit])),
    ),
  ];
}

function limitsBy(by: SizeLimit['by'], mostOf: (unit: SizeLimit['unit']) => number | undefined): SizeLimit[] {
  return (['characters', ...ENCODINGS] as const).flatMap((unit) => {
    const most = mostOf(unit);
    return most === undefined ? [] : [{ unit, most, by }];
  });
}

function countIn(node: ValueNode | undefined): number | undefined {
  const count = node?.kind === 'integer' || node?.kind === 'float' ? Number(node.value) : -1;
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}
