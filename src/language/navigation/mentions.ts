import type { PromptFile } from '../../core/documents/promptFile.js';
import {
  entryOf,
  nodeAt,
  stringOf,
  type MappingEntry,
  type StringNode,
} from '../../core/documents/valueNode.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { DefiningKind } from '../scopes/scopeIndex.js';
import { partOf, writtenKey, writtenValue, type WrittenPart, type WrittenText } from './writtenText.js';

/** A place where a file names a version of a template or a bundle: its own, one that a slot refers to, one that is expected. */
export interface Mention {
  readonly of: DefiningKind;
  readonly role: 'definition' | 'reference' | 'expectation';
  /** Its version is empty where the file that defines it has none yet. */
  readonly name: Reference;
  readonly id: WrittenPart;
  readonly semver: WrittenPart | undefined;
  /** The slot that a reference fills. */
  readonly slot?: Slot;
}

/** Every name in a file, in the order of the spec; one that an alias repeats is there once, where it is written. */
export function mentionsIn(parsed: PromptFile): readonly Mention[] {
  switch (parsed.kind) {
    case 'template':
      return definition(parsed, 'template');
    case 'bundle':
      return [...definition(parsed, 'bundle'), ...references(parsed)];
    case 'input':
      return expectationEntries(parsed).flatMap((entry) => {
        const written = writtenKey(parsed.source.text, entry, ['expect']);
        return mention(written, 'bundle', 'expectation') ?? [];
      });
  }
}

/** The entries of an input's expectations. */
export function expectationEntries({ root }: PromptFile): readonly MappingEntry[] {
  const expect = entryOf(root, 'expect')?.value;
  return expect?.kind === 'mapping' ? expect.entries : [];
}

function definition({ root }: PromptFile, of: DefiningKind): readonly Mention[] {
  const key = `${of}_id`;
  const id = stringOf(root, key);
  const semver = stringOf(root, 'semver');
  if (!id) return [];
  return [
    {
      of,
      role: 'definition',
      name: { id: id.value, semver: semver?.value ?? '' },
      id: partOf(writtenValue(id, [key])),
      semver: semver && partOf(writtenValue(semver, ['semver'])),
    },
  ];
}

function references({ root }: PromptFile): readonly Mention[] {
  const slotsOf = new Map<StringNode, Slot[]>();
  for (const slot of SLOTS) {
    const node = nodeAt(root, ['templates', slot]);
    if (node?.kind === 'string') slotsOf.set(node, [...(slotsOf.get(node) ?? []), slot]);
  }
  return [...slotsOf].flatMap(([node, [slot, ...others]]): Mention[] => {
    if (!slot) return [];
    const written = writtenValue(node, pathOf(slot), ...others.map(pathOf));
    const found = mention(written, 'template', 'reference');
    return found ? [{ ...found, slot }] : [];
  });
}

function pathOf(slot: Slot): readonly string[] {
  return ['templates', slot];
}

function mention(written: WrittenText, of: DefiningKind, role: Mention['role']): Mention | undefined {
  const name = parseReference(written.value);
  return (
    name && {
      of,
      role,
      name,
      id: partOf(written, 0, name.id.length),
      semver: partOf(written, name.id.length + 1),
    }
  );
}
