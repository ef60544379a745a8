import { constraintsFromJson, type Constraints } from '../../core/constraints/constraints.js';
import type { ConstraintFinding } from '../../core/constraints/index.js';
import { parseJson } from '../../core/documents/parseJson.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import {
  nodeAt,
  stringOf,
  toJsonMap,
  type StringNode,
  type ValueNode,
} from '../../core/documents/valueNode.js';
import type { TextRange } from '../../core/model/findings.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { SnapshotFile } from '../../core/published/readSnapshot.js';
import { foldCase } from '../../core/text/caseFold.js';
import { trimWhiteSpace } from '../../core/text/whiteSpace.js';

/** A template as it stands in a file: on its own, or in a slot of a bundle. */
export interface WrittenTemplate {
  readonly content: StringNode | undefined;
  readonly constraintsNode: ValueNode | undefined;
  /** What of its constraints is valid. */
  readonly constraints: Constraints;
  /** Where each forbidden token is written first, by its case fold; drawn when first asked for. */
  readonly tokenPlaces: () => ReadonlyMap<string, TextRange>;
}

/** The template of a template file, or the inline one in a slot of a bundle file. */
export function writtenTemplate(file: PromptFile, slot?: Slot): WrittenTemplate {
  return templateAt(file.kind === 'bundle' && slot ? nodeAt(file.root, ['templates', slot]) : file.root);
}

/** A template as a published bundle holds it: the version that is referred to, or the inline one in the slot. */
export function publishedTemplate(
  { source, snapshot }: SnapshotFile,
  slot: Slot,
  reference: Reference | null,
): WrittenTemplate {
  const name = reference && formatReference(reference);
  const holds = (one: Slot): boolean => {
    const held = snapshot?.parts[one].reference;
    return held ? formatReference(held) === name : name === null && one === slot;
  };
  const holder = SLOTS.find(holds);
  return templateAt(holder && nodeAt(parseJson(source.text).root, ['templates', holder]));
}

function templateAt(node: ValueNode | undefined): WrittenTemplate {
  const constraintsNode = nodeAt(node, ['constraints']);
  const constraints = constraintsFromJson(
    constraintsNode?.kind === 'mapping' ? toJsonMap(constraintsNode) : new Map(),
  );
  let places: ReadonlyMap<string, TextRange> | undefined;
  const tokenPlaces = (): ReadonlyMap<string, TextRange> => (places ??= tokenPlacesIn(constraintsNode));
  return { content: stringOf(node, 'content'), constraintsNode, constraints, tokenPlaces };
}

function tokenPlacesIn(constraints: ValueNode | undefined): ReadonlyMap<string, TextRange> {
  const list = nodeAt(constraints, ['FORBIDDEN_TOKENS']);
  const places = new Map<string, TextRange>();
  for (const node of list?.kind === 'list' ? list.items : []) {
    const token = node.kind === 'string' ? foldCase(trimWhiteSpace(node.value)) : '';
    if (token !== '' && !places.has(token)) places.set(token, node.range);
  }
  return places;
}

/** Every template that is written in a file; one that an alias puts into several slots, once. */
export function writtenTemplates(file: PromptFile): WrittenTemplate[] {
  if (file.kind === 'input') return [];
  if (file.kind === 'template') return [writtenTemplate(file)];
  const inline = new Map<ValueNode, Slot>();
  for (const slot of SLOTS) {
    const node = nodeAt(file.root, ['templates', slot]);
    if (node?.kind === 'mapping' && !inline.has(node)) inline.set(node, slot);
  }
  return [...inline.values()].map((slot) => writtenTemplate(file, slot));
}

/** Whether a constraint that objects is a template's own, of constraints that were united of several. */
export function declares(
  { constraints, tokenPlaces }: WrittenTemplate,
  { constraint, token }: Pick<ConstraintFinding, 'constraint' | 'token'>,
  united: Constraints,
): boolean {
  switch (constraint) {
    case 'FORBIDDEN_TOKENS':
      return tokenPlaces().has(foldCase(token ?? ''));
    case 'NO_EMOJI':
      return constraints.noEmoji;
    case 'MAX_SENTENCE_LENGTH':
      return constraints.maxSentenceLength === united.maxSentenceLength;
    case 'MAX_PARAGRAPHS':
      return constraints.maxParagraphs === united.maxParagraphs;
    case 'ASSERTIVENESS_LEVEL':
      return constraints.assertivenessLevel === united.assertivenessLevel;
  }
}

/** Where the constraint that objects is written: the token itself, or the limit's value. */
export function constraintPlace(
  { constraintsNode, tokenPlaces }: WrittenTemplate,
  { constraint, token }: Pick<ConstraintFinding, 'constraint' | 'token'>,
): TextRange | undefined {
  const place = token === undefined ? undefined : tokenPlaces().get(foldCase(token));
  return place ?? nodeAt(constraintsNode, [constraint])?.range;
}
