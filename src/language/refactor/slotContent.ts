import { nodeAt, stringOf, type MappingNode, type ValueNode } from '../../core/documents/valueNode.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';

/** What fills a slot of a bundle's file: a template of its own, or a reference to one. */
export type SlotContent =
  | { readonly kind: 'inline'; readonly node: MappingNode }
  | { readonly kind: 'reference'; readonly reference: Reference; readonly node: ValueNode };

/** What stands in a slot of a bundle's file; `undefined` for a file of another kind, or what cannot be read. */
export function slotContent(file: PromptFile, slot: Slot): SlotContent | undefined {
  const node = file.kind === 'bundle' ? nodeAt(file.root, ['templates', slot]) : undefined;
  if (node?.kind === 'mapping' && stringOf(node, 'content')) return { kind: 'inline', node };
  const reference = node?.kind === 'string' ? parseReference(node.value) : undefined;
  return node && reference ? { kind: 'reference', reference, node } : undefined;
}

/** The slot whose value, or key, an offset of a bundle's file lies in. */
export function slotAt(file: PromptFile, offset: number): Slot | undefined {
  const templates = file.kind === 'bundle' ? nodeAt(file.root, ['templates']) : undefined;
  if (templates?.kind !== 'mapping') return undefined;
  return SLOTS.find((slot) => {
    const entry = templates.byKey.get(slot);
    return entry && offset >= entry.keyRange.start && offset <= entry.value.range.end;
  });
}
