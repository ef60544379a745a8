import * as l10n from '@vscode/l10n';
import type { CompiledCache } from '../../core/constraints/index.js';
import { claimedVersions, type ClaimedVersions } from '../../core/documents/claimedVersions.js';
import type { FileKind } from '../../core/documents/fileKinds.js';
import { identityOf } from '../../core/documents/fileIdentity.js';
import { otherConflicts } from '../../core/documents/mergeConflicts.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { quoteMarkAt, type QuoteMark } from '../../core/documents/spelling.js';
import { suppressEntries } from '../../core/documents/suppressEntries.js';
import { entryOf, nodeAt, stringOf, type ValueNode } from '../../core/documents/valueNode.js';
import { boundedPlaces, type Finding, type TextRange } from '../../core/model/findings.js';
import { parseReference, type Reference } from '../../core/model/reference.js';
import { isSemver } from '../../core/model/semver.js';
import { SLOTS, type Slot } from '../../core/model/slots.js';
import { cloneString } from '../../core/text/cloneString.js';
import { trimWhiteSpace } from '../../core/text/whiteSpace.js';
import { ownConstraintFindings } from '../constraints/ownFindings.js';
import { KnownNames } from './knownNames.js';

/** A name that stands in a file, and where. */
export interface Mention<Name> {
  readonly name: Name;
  readonly range: TextRange;
  /** What it stands between there. */
  readonly quoteMark: QuoteMark;
}

/** Why a template or a bundle cannot be used by those that refer to it, and what it seems to define. */
export interface Unreadable extends ClaimedVersions {
  /** Where its first mistake is; the line is counted from 1, and there is none in a file that was not read at all. */
  readonly range: TextRange;
  readonly line: number | undefined;
}

/** What the index keeps of a file: all that other files' findings depend on, and the file's own. */
export interface FileSummary {
  readonly file: string;
  readonly kind: FileKind;
  /** What a template or bundle calls itself; shown at its version, or where it cannot be read. */
  readonly identity: Mention<Reference> | undefined;
  /** Set when the file has such mistakes that it does not say itself which version it defines. */
  readonly unreadable: Unreadable | undefined;
  /** The templates a bundle refers to. */
  readonly references: readonly (Mention<Reference> & { readonly slot: Slot })[];
  /** The models a bundle serves. */
  readonly tags: readonly string[];
  /** The model an input asks for. */
  readonly modelType: Mention<string> | undefined;
  /** The bundle versions an input has expectations of. */
  readonly expected: readonly string[];
  /** The tokens that the templates in it forbid. */
  readonly forbidden: readonly string[];
  /** False when an error in it stops every render with it. */
  readonly isValid: boolean;
  /** True when findings in it are suppressed. */
  readonly suppresses: boolean;
  readonly findings: readonly Finding[];
}

/** Of most files, most lists are empty. */
const NONE: readonly never[] = [];

/** How a file is summarised. */
export interface SummaryOptions {
  /** What people call the file, where that is not its key. */
  readonly path?: string;
  /** The names that other files have brought. */
  readonly names?: KnownNames;
}

/** The summary of a file under the key it has in its workspace; its constraints are compiled into the cache. */
export function summarise(
  file: string,
  parsed: PromptFile,
  cache: CompiledCache,
  { path = file, names = new KnownNames() }: SummaryOptions = {},
): FileSummary {
  const { kind, root } = parsed;
  const expect = entryOf(root, 'expect')?.value;
  const unreadable = unreadableIn(parsed, path, names);
  const tags = parsed.kind === 'bundle' ? (parsed.model?.tags ?? writtenTags(root)) : NONE;
  const expected = kind === 'input' && expect?.kind === 'mapping' ? expect.entries : NONE;
  const keepAll = (texts: readonly string[]): readonly string[] =>
    texts.length > 0 ? texts.map((text) => names.keep(text)) : NONE;
  const findings = [
    ...parsed.findings.map((finding) => withOtherConflicts(finding, file, parsed)),
    ...ownConstraintFindings(file, parsed, cache),
  ];
  return {
    file: cloneString(file),
    kind,
    identity: identityMention(parsed, names) ?? claimedIdentity(unreadable),
    unreadable,
    references: kind === 'bundle' ? referencesIn(parsed, names) : NONE,
    tags: keepAll(tags),
    modelType: kind === 'input' ? modelMention(parsed, names) : undefined,
    expected: keepAll(expected.map(({ key }) => key)),
    forbidden: keepAll(forbiddenIn(parsed)),
    isValid: parsed.model !== undefined,
    suppresses: suppressEntries(root).length > 0,
    findings: findings.length > 0 ? findings.map(withoutFile) : NONE,
  };
}

/** A finding that does not keep the text of its file alive, of which its own texts may be parts. */
function withoutFile(finding: Finding): Finding {
  const { message, text, replacement } = finding;
  return {
    ...finding,
    message: cloneString(message),
    ...(text !== undefined && { text: cloneString(text) }),
    ...(replacement !== undefined && { replacement: cloneString(replacement) }),
  };
}

/**
 * What a file that cannot be read while it is being written still stands for, beside what its text says: the models it served, and the
 * version it was when it was read last. Whatever refers to them would be told of faults that are none of its own.
 */
export function withLastKnown(summary: FileSummary, before: FileSummary | undefined): FileSummary {
  const { unreadable } = summary;
  if (!unreadable || !before) return summary;
  const { range } = unreadable;
  const last = unreadable.versions.length === 0 && before.identity;
  const identity = last ? { ...last, range } : summary.identity;
  return { ...summary, identity, tags: summary.tags.length > 0 ? summary.tags : before.tags };
}

function unreadableIn(parsed: PromptFile, path: string, names: KnownNames): Unreadable | undefined {
  const { kind, source } = parsed;
  if (kind === 'input' || parsed.model) return undefined;
  const name = identityOf(parsed);
  if (name && isSemver(name.semver)) return undefined;
  const errors = parsed.findings.filter(({ severity }) => severity === 'error');
  const [first] = [...errors.filter(({ code }) => isUnreadable(code)), ...errors];
  if (!first) return undefined;
  const { versions, ids } = claimedVersions(kind, path, source.text);
  const line = first.code === 'unreadable-file' ? undefined : source.positionAt(first.range.start).line + 1;
  return {
    range: first.range,
    line,
    versions: versions.map((version) => keepReference(version, names)),
    ids: ids.map((id) => names.keep(id)),
  };
}

function isUnreadable(code: Finding['code']): boolean {
  return code === 'syntax' || code === 'merge-conflict' || code === 'unreadable-file';
}

function claimedIdentity(unreadable: Unreadable | undefined): Mention<Reference> | undefined {
  const [name, ...others] = unreadable?.versions ?? [];
  return unreadable && name && others.length === 0
    ? { name, range: unreadable.range, quoteMark: '' }
    : undefined;
}

function withOtherConflicts(finding: Finding, file: string, { source }: PromptFile): Finding {
  if (finding.code !== 'merge-conflict') return finding;
  const others = otherConflicts(source.text).map((range) => ({
    message: l10n.t('This one too.'),
    file,
    range,
  }));
  return { ...finding, related: boundedPlaces(others) };
}

/** The tags of a bundle with errors: its inputs are not to be told of those while it is being written. */
function writtenTags(root: ValueNode | undefined): readonly string[] {
  const list = entryOf(root, 'tags')?.value;
  const texts = (list?.kind === 'list' ? list.items : []).flatMap((tag) =>
    tag.kind === 'string' ? trimWhiteSpace(tag.value) : [],
  );
  return [...new Set(texts)].filter((tag) => tag !== '');
}

function identityMention(parsed: PromptFile, names: KnownNames): Mention<Reference> | undefined {
  const name = identityOf(parsed);
  const semver = stringOf(parsed.root, 'semver');
  return name && semver && mention(parsed, keepReference(name, names), semver.range);
}

function referencesIn(parsed: PromptFile, names: KnownNames): FileSummary['references'] {
  return SLOTS.flatMap((slot) => {
    const node = nodeAt(parsed.root, ['templates', slot]);
    const name = node?.kind === 'string' ? parseReference(node.value) : undefined;
    if (!node || !name) return [];
    // Written out: an object that another is spread into keeps what does not fit in a second one.
    const { range, quoteMark, name: kept } = mention(parsed, keepReference(name, names), node.range);
    return { slot, name: kept, range, quoteMark };
  });
}

function forbiddenIn({ kind, root }: PromptFile): string[] {
  const paths = kind === 'bundle' ? SLOTS.map((slot) => ['templates', slot]) : [[]];
  return paths.flatMap((path) => {
    const list = nodeAt(root, [...path, 'constraints', 'FORBIDDEN_TOKENS']);
    return list?.kind === 'list'
      ? list.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
      : [];
  });
}

function modelMention(parsed: PromptFile, names: KnownNames): Mention<string> | undefined {
  const node = stringOf(parsed.root, 'model_type');
  const name = parsed.kind === 'input' ? parsed.model?.model_type : undefined;
  return node && name !== undefined ? mention(parsed, names.keep(name), node.range) : undefined;
}

function keepReference({ id, semver }: Reference, names: KnownNames): Reference {
  return { id: names.keep(id), semver: names.keep(semver) };
}

function mention<Name>({ source }: PromptFile, name: Name, range: TextRange): Mention<Name> {
  return { name, range, quoteMark: quoteMarkAt(source.text, range) };
}
