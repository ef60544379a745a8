import { constraintsFromJson, type Constraints } from '../../core/constraints/constraints.js';
import type { ConstraintFinding } from '../../core/constraints/index.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import {
  nodeAt,
  stringOf,
  toJsonMap,
  type StringNode,
  type ValueNode,
} from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { trimWhiteSpace } from '../../core/text/whiteSpace.js';

/** A template as it stands in a file: on its own, or in a slot of a bundle. */
export interface WrittenTemplate {
  readonly content: StringNode | undefined;
  readonly constraintsNode: ValueNode | undefined;
  /** What of its constraints is valid. */
  readonly constraints: Constraints;
}

/** The template of a template file, or the inline one in a slot of a bundle file. */
export function writtenTemplate(file: PromptFile, slot?: Slot): WrittenTemplate {
  const node = file.kind === 'bundle' && slot ? nodeAt(file.root, ['templates', slot]) : file.root;
  const constraintsNode = nodeAt(node, ['constraints']);
  const constraints = constraintsFromJson(
    constraintsNode?.kind === 'mapping' ? toJsonMap(constraintsNode) : new Map(),
  );
  return { content: stringOf(node, 'content'), constraintsNode, constraints };
}

/** Every template that is written in a file. */
export function writtenTemplates(file: PromptFile): WrittenTemplate[] {
  if (file.kind === 'input') return [];
  const slots =
    file.kind === 'template'
      ? [undefined]
      : SLOTS.filter((slot) => nodeAt(file.root, ['templates', slot])?.kind === 'mapping');
  return slots.map((slot) => writtenTemplate(file, slot));
}

/** Where the constraint that objects is written: the token itself, or the limit's value. */
export function constraintPlace(
  { constraintsNode }: WrittenTemplate,
  { constraint, token }: Pick<ConstraintFinding, 'constraint' | 'token'>,
): TextRange | undefined {
  const value = nodeAt(constraintsNode, [constraint]);
  if (token === undefined || value?.kind !== 'list') return value?.range;
  const item = value.items.find((node) => node.kind === 'string' && trimWhiteSpace(node.value) === token);
  return (item ?? value).range;
}
