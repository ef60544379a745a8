import * as l10n from '@vscode/l10n';
import { parseJson } from '../documents/parseJson.js';
import {
  limitNames,
  megabytes,
  unreadableFinding,
  type ReadSizes,
  type UnreadableReason,
} from '../documents/unreadableFile.js';
import {
  entryOf,
  nodeAt,
  stringOf,
  toJsonMap,
  type MappingNode,
  type ValueNode,
} from '../documents/valueNode.js';
import { quote } from '../text/quote.js';
import type { Hashing } from '../hashing.js';
import type { FindingCode, TextRange } from '../model/findings.js';
import { formatReference, type Reference } from '../model/reference.js';
import { isSemver } from '../model/semver.js';
import { bySlot, SLOTS, type BySlot, type Slot } from '../model/slots.js';
import type { Role } from '../model/template.js';
import { countCodePoints } from '../text/codePoints.js';
import { sentences } from '../text/sentences.js';
import { SourceText } from '../text/sourceText.js';
import type { DecodedText } from '../text/utf8.js';
import { createSnapshot, snapshotText, type Snapshot, type SnapshotPart } from './snapshot.js';
import { formerFileName, referenceOfName, snapshotFileName } from './snapshotName.js';

/** What is wrong with the file of a snapshot, and where. */
export interface SnapshotProblem {
  /** Where it is no published version that is damaged, but what holds them all that cannot be read. */
  readonly code?: Extract<FindingCode, 'unreadable-file'>;
  readonly message: string;
  readonly range: TextRange;
  /** False when its content is what was published all the same, so that it is used. */
  readonly damaged: boolean;
}

/** The file of a published version, read. */
export interface SnapshotFile {
  /** Its key in the workspace: a URI or a path. */
  readonly file: string;
  readonly source: SourceText;
  /** The version it says it is, even when it is damaged; where it says none, that of its name. */
  readonly identity: Reference | undefined;
  /** `undefined` when it is damaged. */
  readonly snapshot: Snapshot | undefined;
  readonly problem: SnapshotProblem | undefined;
}

/** A file to read; `name` is what it is called in its folder. */
export interface GivenSnapshot {
  readonly file: string;
  readonly name: string;
  readonly given: DecodedText;
}

/** Reads a snapshot and holds its content against its `content_hash`. Never throws. */
export function readSnapshot(
  { file, name, given }: GivenSnapshot,
  hashing: Pick<Hashing, 'sha256'>,
): SnapshotFile {
  const source = new SourceText(given.text);
  const { root, findings } = parseJson(source.text);
  const [unreadable] = findings;
  const identity = identityOf(root) ?? referenceOfName(name);
  const damaged = (message: string, range: TextRange): SnapshotFile => ({
    file,
    source,
    identity,
    snapshot: undefined,
    problem: damage(message, range),
  });
  if (given.invalidAt !== undefined) return damaged(l10n.t('It is not UTF-8.'), START);
  if (unreadable) return damaged(unreadable.message, unreadable.range);
  const snapshot = root?.kind === 'mapping' ? read(root, hashing) : undefined;
  const stated = stringOf(root, 'content_hash');
  if (!root || !snapshot || !stated)
    return damaged(l10n.t('Its keys and values are not those of a snapshot.'), START);
  if (snapshot.content_hash !== stated.value)
    return damaged(
      l10n.t('Its content_hash does not match its content, which gives {0}.', snapshot.content_hash),
      stated.range,
    );
  const reference: Reference = { id: snapshot.bundle.bundle_id, semver: snapshot.bundle.semver };
  const named = snapshotFileName(reference, hashing);
  if (named !== name && formerFileName(reference, hashing) !== name)
    return damaged(
      l10n.t('The file of {0} is called {1}.', quote(formatReference(reference)), quote(named)),
      START,
    );
  const expected = snapshotText(snapshot);
  const problem =
    expected === source.text
      ? undefined
      : {
          message: sentences(
            l10n.t('This published version was rewritten. Its content is intact.'),
            restoreAdvice(),
          ),
          range: firstDifference(expected, source.text),
          damaged: false,
        };
  return { file, source, identity, snapshot, problem };
}

/** A snapshot of which nothing can be read, such as a link or a folder in its place; the reason is a sentence. */
export function unreadableSnapshot(
  { file, name }: Omit<GivenSnapshot, 'given'>,
  reason: string,
): SnapshotFile {
  return {
    file,
    source: new SourceText(''),
    identity: referenceOfName(name),
    snapshot: undefined,
    problem: damage(reason, START),
  };
}

/** A snapshot that is over the limit of sizes, in bytes: nothing of it is read. */
export function tooLargeSnapshot(given: Omit<GivenSnapshot, 'given'>, sizes: ReadSizes): SnapshotFile {
  return unreadableSnapshot(given, sizeSentence(sizes));
}

/** Stands for all that is published where nobody can tell what that is: the folder is there, and cannot be listed. */
export function unreadablePublished(file: string, reason: UnreadableReason): SnapshotFile {
  const { message, range } = unreadableFinding(reason, 'folder');
  return {
    file,
    source: new SourceText(''),
    identity: undefined,
    snapshot: undefined,
    problem: {
      code: 'unreadable-file',
      message: sentences(message, l10n.t('No published version is used until then.')),
      range,
      damaged: true,
    },
  };
}

function damage(message: string, range: TextRange): SnapshotProblem {
  return {
    message: sentences(l10n.t('This published version is damaged and not used.'), message, restoreAdvice()),
    range,
    damaged: true,
  };
}

function sizeSentence({ size, limit }: ReadSizes): string {
  return size === undefined
    ? l10n.t('It has more than the {0} that are read ({1}).', megabytes(limit), limitNames())
    : l10n.t(
        'It has {0}, more than the {1} that are read ({2}).',
        megabytes(size),
        megabytes(limit),
        limitNames(),
      );
}

function restoreAdvice(): string {
  return l10n.t('Restore the file from version control.');
}

const START: TextRange = { start: 0, end: 1 };

function identityOf(root: ValueNode | undefined): Reference | undefined {
  const id = stringOf(nodeAt(root, ['bundle']), 'bundle_id')?.value;
  const semver = stringOf(nodeAt(root, ['bundle']), 'semver')?.value;
  return id === undefined || semver === undefined ? undefined : { id, semver };
}

/** Where two texts that are not the same differ first. */
function firstDifference(expected: string, text: string): TextRange {
  let start = 0;
  while (text[start] === expected[start]) start++;
  return { start, end: start + 1 };
}

function read(root: MappingNode, hashing: Pick<Hashing, 'sha256'>): Snapshot | undefined {
  const bundle = entryOf(root, 'bundle')?.value;
  const identity = identityOf(root);
  const tags = tagsOf(entryOf(bundle, 'tags')?.value);
  const parts = readParts(entryOf(root, 'templates')?.value);
  const isWhole =
    hasKeys(root, ['bundle', 'content_hash', 'templates']) &&
    hasKeys(bundle, ['bundle_id', 'semver', 'tags']);
  if (!isWhole || !identity || !isIdentity(identity) || !tags || !parts) return undefined;
  return createSnapshot({ bundle_id: identity.id, semver: identity.semver, tags }, parts, hashing);
}

function readParts(
  node: ValueNode | undefined,
): BySlot<Pick<SnapshotPart, 'reference' | 'template'>> | undefined {
  if (!hasKeys(node, SLOTS)) return undefined;
  const parts = SLOTS.map((slot) => readPart(node, slot)).filter((part) => part !== undefined);
  return parts.length < SLOTS.length
    ? undefined
    : bySlot((_slot, index) => parts[index] as (typeof parts)[number]);
}

const PART_KEYS = ['adapter_version', 'constraints', 'content', 'role', 'semver', 'template_id'] as const;

function readPart(
  templates: ValueNode | undefined,
  slot: Slot,
): Pick<SnapshotPart, 'reference' | 'template'> | undefined {
  const node = entryOf(templates, slot)?.value;
  if (!hasKeys(node, PART_KEYS)) return undefined;
  const constraints = entryOf(node, 'constraints')?.value;
  const content = textOrNull(node, 'content');
  const role = textOrNull(node, 'role');
  const adapter_version = textOrNull(node, 'adapter_version');
  const id = textOrNull(node, 'template_id');
  const semver = textOrNull(node, 'semver');
  if (typeof content !== 'string' || content === '' || role === undefined || adapter_version === undefined)
    return undefined;
  if (role !== null && !['system', 'developer', 'user'].includes(role)) return undefined;
  if (constraints?.kind !== 'null' && constraints?.kind !== 'mapping') return undefined;
  const reference = typeof id === 'string' && typeof semver === 'string' ? { id, semver } : null;
  if (reference ? !isIdentity(reference) || role === null : id !== null || semver !== null) return undefined;
  const template = {
    content,
    role: role as Role | null,
    constraints: constraints.kind === 'mapping' ? toJsonMap(constraints) : null,
    adapter_version,
  };
  return { reference, template };
}

function tagsOf(node: ValueNode | undefined): string[] | undefined {
  if (node?.kind !== 'list') return undefined;
  const tags = node.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return tags.length === node.items.length ? tags : undefined;
}

function textOrNull(node: ValueNode | undefined, key: string): string | null | undefined {
  const value = entryOf(node, key)?.value;
  if (value?.kind === 'null') return null;
  return value?.kind === 'string' ? value.value : undefined;
}

function isIdentity({ id, semver }: Reference): boolean {
  return id !== '' && countCodePoints(id) <= 255 && isSemver(semver);
}

/** True for a mapping with exactly these keys. */
function hasKeys(node: ValueNode | undefined, keys: readonly string[]): boolean {
  return (
    node?.kind === 'mapping' &&
    node.entries.length === keys.length &&
    keys.every((key) => node.byKey.has(key))
  );
}
