import * as l10n from '@vscode/l10n';
import { nodeAt, toJsonValue, visitNodes, type MappingEntry } from '../../../core/documents/valueNode.js';
import type { Finding, TextRange } from '../../../core/model/findings.js';
import { quote } from '../../../core/text/quote.js';
import { changedAt, type Path } from '../../edits/jsonPath.js';
import { doubleQuoted, escaped, styleOf } from '../../edits/scalars.js';
import { changeString, passageOf, stringAt } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { resolves, type Change } from '../../edits/verify.js';

/** “Change to …”: what the finding itself proposes, written as the file writes such a thing. */
export function changeToProposal(subject: FixSubject, finding: Finding): Fix[] {
  const replacement = proposalOf(subject, finding);
  if (replacement === undefined || replacement === '') return [];
  const change = changes(subject, finding, replacement).find((candidate) =>
    resolves(subject, finding, candidate),
  );
  return change ? [{ title: l10n.t('Change to {0}', quote(replacement)), edits: change.edits }] : [];
}

/** What is proposed, without the quotes that it is to stand in. */
function proposalOf({ text }: FixSubject, { range, replacement }: Finding): string | undefined {
  const mark = text[range.start];
  const isQuoted = mark === '"' || mark === "'";
  return isQuoted && replacement?.startsWith(mark) ? replacement.slice(1, -1) : replacement;
}

function changes(subject: FixSubject, finding: Finding, replacement: string): Change[] {
  const { range } = finding;
  const key = keyAt(subject, range);
  if (key) return [renameKey(subject, key, replacement)];
  const string = stringAt(subject, range);
  if (!string) return [{ edits: [{ ...range, text: replacement }] }];
  if (!isSame(string.node.range, range)) {
    const passage = passageOf(subject, finding);
    return present(passage && changeString(subject, passage.string, [{ ...passage, text: replacement }]));
  }
  if (string.style === 'block') return [];
  // Plain where the old text is and the new one can be; the check that follows says whether it can.
  const whole = [written(replacement, styleOf(subject.text[range.start])), doubleQuoted(replacement, true)];
  const { root } = subject.file;
  if (!root) return [];
  const says = changedAt(toJsonValue(root), string.path, () => replacement);
  return whole.map((text) => ({ edits: [{ ...range, text }], says }));
}

function written(text: string, style: ReturnType<typeof styleOf>): string {
  const quote = style === 'double' ? '"' : style === 'single' ? "'" : '';
  return `${quote}${escaped(text, style)}${quote}`;
}

interface FoundKey {
  readonly entry: MappingEntry;
  /** Path of the mapping that it is a key of. */
  readonly path: Path;
}

function keyAt({ file }: FixSubject, range: TextRange): FoundKey | undefined {
  let found: FoundKey | undefined;
  if (!file.root) return undefined;
  visitNodes(file.root, (node, path) => {
    const entry =
      node.kind === 'mapping' ? node.entries.find(({ keyRange }) => isSame(keyRange, range)) : undefined;
    if (entry) found = { entry, path };
  });
  return found;
}

function renameKey(subject: FixSubject, { entry, path }: FoundKey, name: string): Change {
  const { keyRange } = entry;
  const text = written(name, styleOf(subject.text[keyRange.start]));
  const { root } = subject.file;
  const mapping = nodeAt(root, path);
  const entries = mapping?.kind === 'mapping' ? mapping.entries : [];
  const renamed = new Map(
    entries.map(({ key, value }) => [key === entry.key ? name : key, toJsonValue(value)] as const),
  );
  const edits = [{ ...keyRange, text }];
  return root ? { edits, says: changedAt(toJsonValue(root), path, () => renamed) } : { edits };
}

function isSame(a: TextRange, b: TextRange): boolean {
  return a.start === b.start && a.end === b.end;
}

function present<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
