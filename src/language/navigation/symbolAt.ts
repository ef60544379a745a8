import type { PromptFile } from '../../core/documents/promptFile.js';
import {
  entryOf,
  nodeAt,
  stringOf,
  type StringNode,
  type ValueNode,
} from '../../core/documents/valueNode.js';
import { trimWhiteSpace } from '../../core/text/whiteSpace.js';
import type { TextRange } from '../../core/model/findings.js';
import { PLACEHOLDERS, type Placeholder } from '../../core/model/placeholders.js';
import { SLOTS } from '../../core/model/slots.js';
import { mentionsIn, type Mention } from './mentions.js';
import { touches } from './writtenText.js';

/** What stands in a file that an editor can tell something of, or go to. */
export type PromptSymbol =
  | {
      readonly kind: 'name';
      /** Which part of the name is meant: a cursor between both means the id. */
      readonly part: 'id' | 'version';
      readonly mention: Mention;
      readonly range: TextRange;
    }
  | PlaceholderSymbol
  | ConstraintSymbol
  | HashSymbol
  | ModelSymbol;

/** A placeholder in a template, or the key of an input that it is filled from. */
export interface PlaceholderSymbol {
  readonly kind: 'placeholder';
  readonly name: Placeholder;
  readonly role: 'use' | 'key';
  readonly range: TextRange;
}

/** The key of a constraint. */
export interface ConstraintSymbol {
  readonly kind: 'constraint';
  readonly key: string;
  readonly range: TextRange;
}

/** The hash that an input expects of a bundle version. */
export interface HashSymbol {
  readonly kind: 'hash';
  readonly mention: Mention;
  readonly hash: StringNode;
  readonly range: TextRange;
}

/** A model: one that a bundle serves, or one that an input asks for. */
export interface ModelSymbol {
  readonly kind: 'model';
  readonly model: string;
  readonly range: TextRange;
}

/** What stands at an offset of a file, if it is anything that is known. */
export function symbolAt(parsed: PromptFile, offset: number): PromptSymbol | undefined {
  return (
    nameAt(parsed, offset) ??
    [...placeholdersIn(parsed), ...constraintsIn(parsed), ...hashesIn(parsed), ...modelsIn(parsed)].find(
      ({ range }) => touches(range, offset),
    )
  );
}

function nameAt(parsed: PromptFile, offset: number): PromptSymbol | undefined {
  for (const mention of mentionsIn(parsed)) {
    const { id, semver } = mention;
    if (touches(id.within.range, offset) && (semver?.within !== id.within || offset <= id.range.end))
      return { kind: 'name', part: 'id', mention, range: id.range };
    if (semver && touches(semver.within.range, offset))
      return { kind: 'name', part: 'version', mention, range: semver.range };
  }
  return undefined;
}

const USES = new RegExp(`\\{\\{(${PLACEHOLDERS.join('|')})\\}\\}`, 'g');

/** The placeholders that a file's templates have, and the keys of an input that they are filled from. */
export function placeholdersIn(parsed: PromptFile): readonly PlaceholderSymbol[] {
  if (parsed.kind === 'input')
    return PLACEHOLDERS.flatMap((name) => {
      const entry = entryOf(parsed.root, name);
      return entry ? [{ kind: 'placeholder', name, role: 'key', range: entry.keyRange }] : [];
    });
  return contentsIn(parsed).flatMap((content) =>
    Array.from(content.value.matchAll(USES), ({ index, 0: written, 1: name }): PlaceholderSymbol => ({
      kind: 'placeholder',
      name: name as Placeholder,
      role: 'use',
      range: content.textMap().rangeToSource(index, index + written.length),
    })),
  );
}

/** The texts that are sent to the model: a template's own, or those that stand in a bundle. */
export function contentsIn(parsed: PromptFile): readonly StringNode[] {
  return bodiesIn(parsed).flatMap((body) => stringOf(body, 'content') ?? []);
}

/** What has a content and constraints: a template, or those that stand in a bundle. */
function bodiesIn({ kind, root }: PromptFile): readonly ValueNode[] {
  if (kind === 'input' || !root) return [];
  if (kind === 'template') return [root];
  const parts = SLOTS.map((slot) => nodeAt(root, ['templates', slot]));
  return [...new Set(parts.filter((part) => part?.kind === 'mapping'))];
}

/** The constraints of a file's templates. */
export function constraintsIn(parsed: PromptFile): readonly ConstraintSymbol[] {
  return bodiesIn(parsed).flatMap((body) => {
    const constraints = entryOf(body, 'constraints')?.value;
    return (constraints?.kind === 'mapping' ? constraints.entries : []).map(({ key, keyRange }) => ({
      kind: 'constraint' as const,
      key,
      range: keyRange,
    }));
  });
}

function hashesIn(parsed: PromptFile): readonly HashSymbol[] {
  if (parsed.kind !== 'input') return [];
  return mentionsIn(parsed).flatMap((mention) => {
    const value = nodeAt(parsed.root, mention.id.within.paths[0]);
    const hash = value?.kind === 'string' ? value : stringOf(value, 'prompt_hash');
    return hash ? [{ kind: 'hash' as const, mention, hash, range: hash.range }] : [];
  });
}

/** The models that a bundle serves, and the one that an input asks for. */
export function modelsIn({ kind, root }: PromptFile): readonly ModelSymbol[] {
  if (kind === 'template') return [];
  const tags = entryOf(root, 'tags')?.value;
  const nodes = kind === 'input' ? [stringOf(root, 'model_type')] : tags?.kind === 'list' ? tags.items : [];
  return nodes.flatMap((node): ModelSymbol[] => {
    const model = node?.kind === 'string' ? trimWhiteSpace(node.value) : '';
    return node && model !== '' ? [{ kind: 'model', model, range: node.range }] : [];
  });
}
