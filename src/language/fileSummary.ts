import type { CompiledCache } from '../core/constraints/index.js';
import type { FileKind } from '../core/documents/fileKinds.js';
import { identityOf } from '../core/documents/fileIdentity.js';
import type { PromptFile } from '../core/documents/promptFile.js';
import { quoteMarkAt, type QuoteMark } from '../core/documents/spelling.js';
import { entryOf, nodeAt, stringOf, type ValueNode } from '../core/documents/valueNode.js';
import type { Finding, TextRange } from '../core/model/findings.js';
import { parseReference, type Reference } from '../core/model/reference.js';
import { SLOTS, type Slot } from '../core/model/slots.js';
import { ownCopy } from '../core/text/ownCopy.js';
import { trimWhiteSpace } from '../core/text/whiteSpace.js';
import { ownConstraintFindings } from './constraints/ownFindings.js';

/** A name that stands in a file, and where. */
export interface Mention<Name> {
  readonly name: Name;
  readonly range: TextRange;
  /** What it stands between there. */
  readonly quoteMark: QuoteMark;
}

/** What the index keeps of a file: all that other files' findings depend on, and the file's own. */
export interface FileSummary {
  readonly file: string;
  readonly kind: FileKind;
  /** What a template or bundle calls itself; shown at its version. */
  readonly identity: Mention<Reference> | undefined;
  /** The templates a bundle refers to. */
  readonly references: readonly (Mention<Reference> & { readonly slot: Slot })[];
  /** The models a bundle serves. */
  readonly tags: readonly string[];
  /** The model an input asks for. */
  readonly modelType: Mention<string> | undefined;
  /** The bundle versions an input has expectations of. */
  readonly expected: readonly string[];
  /** False when an error in it stops every render with it. */
  readonly isValid: boolean;
  readonly findings: readonly Finding[];
}

/** The summary of a file under the key it has in its workspace; its constraints are compiled into the cache. */
export function summarise(file: string, parsed: PromptFile, cache: CompiledCache): FileSummary {
  const { kind, root } = parsed;
  const expect = entryOf(root, 'expect')?.value;
  return {
    file,
    kind,
    identity: identityMention(parsed),
    references: kind === 'bundle' ? referencesIn(parsed) : [],
    tags: parsed.kind === 'bundle' ? (parsed.model?.tags ?? writtenTags(root)).map(ownCopy) : [],
    modelType: kind === 'input' ? modelMention(parsed) : undefined,
    expected:
      kind === 'input' && expect?.kind === 'mapping' ? expect.entries.map(({ key }) => ownCopy(key)) : [],
    isValid: parsed.model !== undefined,
    findings: [...parsed.findings, ...ownConstraintFindings(file, parsed, cache)],
  };
}

/** The tags of a bundle with errors: its inputs are not to be told of those while it is being written. */
function writtenTags(root: ValueNode | undefined): readonly string[] {
  const list = entryOf(root, 'tags')?.value;
  const texts = (list?.kind === 'list' ? list.items : []).flatMap((tag) =>
    tag.kind === 'string' ? trimWhiteSpace(tag.value) : [],
  );
  return [...new Set(texts)].filter((tag) => tag !== '');
}

function identityMention(parsed: PromptFile): Mention<Reference> | undefined {
  const name = identityOf(parsed);
  const semver = stringOf(parsed.root, 'semver');
  return name && semver && mention(parsed, ownReference(name), semver.range);
}

function referencesIn(parsed: PromptFile): FileSummary['references'] {
  return SLOTS.flatMap((slot) => {
    const node = nodeAt(parsed.root, ['templates', slot]);
    const name = node?.kind === 'string' ? parseReference(node.value) : undefined;
    return node && name ? [{ slot, ...mention(parsed, ownReference(name), node.range) }] : [];
  });
}

function modelMention(parsed: PromptFile): Mention<string> | undefined {
  const node = stringOf(parsed.root, 'model_type');
  const name = parsed.kind === 'input' ? parsed.model?.model_type : undefined;
  return node && name !== undefined ? mention(parsed, ownCopy(name), node.range) : undefined;
}

function ownReference({ id, semver }: Reference): Reference {
  return { id: ownCopy(id), semver: ownCopy(semver) };
}

function mention<Name>({ source }: PromptFile, name: Name, range: TextRange): Mention<Name> {
  return { name, range, quoteMark: quoteMarkAt(source.text, range) };
}
