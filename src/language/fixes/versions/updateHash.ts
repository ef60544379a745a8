import * as l10n from '@vscode/l10n';
import { toJsonValue } from '../../../core/documents/valueNode.js';
import type { Finding } from '../../../core/model/findings.js';
import { changedAt } from '../../edits/jsonPath.js';
import { changeString, stringAt } from '../../edits/strings.js';
import type { Fix, FixSubject } from '../../edits/subject.js';
import { resolves, type Change } from '../../edits/verify.js';

/** “Update the expected hash”: the one that the render has, in the place of the other and written as that one is. */
export function updateHash(subject: FixSubject, finding: Finding): Fix[] {
  const [hash] = /[0-9a-f]{64}/.exec(finding.replacement ?? '') ?? [];
  const string = hash === undefined ? undefined : stringAt(subject, finding.range);
  const { root } = subject.file;
  if (hash === undefined || !string || !root) return [];
  const { node, path } = string;
  // Without quotes YAML may take some digits for a number; which ones, the reading that follows says.
  const ways: (Change | undefined)[] = [
    changeString(subject, string, [{ start: 0, end: node.value.length, text: hash }]),
    {
      edits: [{ ...node.range, text: `"${hash}"` }],
      says: changedAt(toJsonValue(root), path, () => hash),
    },
  ];
  const change = ways.find((way) => way && resolves(subject, finding, way));
  return change ? [{ title: l10n.t('Update the expected hash'), edits: change.edits }] : [];
}
