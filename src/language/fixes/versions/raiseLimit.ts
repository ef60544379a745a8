import * as l10n from '@vscode/l10n';
import { nodeAt, type ValueNode } from '../../../core/documents/valueNode.js';
import type { Finding, TextRange } from '../../../core/model/findings.js';
import { setInPlace } from '../../edits/setValues.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { writtenExpectations } from '../../expectations/writtenExpectations.js';

/** “Set max_tokens to 1234”: what the prompt has, in the place of a limit that it is over. */
export function raiseLimit(subject: FixSubject, { range, replacement = '' }: Finding): Fix[] {
  if (!/^\d{1,15}$/.test(replacement)) return [];
  return writtenExpectations(subject.file.root).flatMap(({ name, value }) => {
    const path = limitAt(value, range);
    const edit = path && setInPlace(subject, { path: ['expect', name, ...path], value: BigInt(replacement) });
    const [key = '', encoding] = path ?? [];
    const title =
      encoding === undefined
        ? l10n.t('Set {0} to {1}', key, replacement)
        : l10n.t('Set {0} of {1} to {2}', key, encoding, replacement);
    return edit ? [{ title, edits: [edit] }] : [];
  });
}

/** The keys below a version that lead to the limit in a range. */
function limitAt(expected: ValueNode, range: TextRange): readonly string[] | undefined {
  const tokens = nodeAt(expected, ['max_tokens']);
  const encodings = tokens?.kind === 'mapping' ? [...tokens.byKey.keys()] : [];
  const paths = [
    ['max_characters'],
    ['max_findings'],
    ...encodings.map((encoding) => ['max_tokens', encoding]),
  ];
  return paths.find((path) => {
    const node = nodeAt(expected, path);
    return node?.range.start === range.start && node.range.end === range.end;
  });
}
