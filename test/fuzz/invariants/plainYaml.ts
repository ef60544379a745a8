import { isDeepStrictEqual } from 'node:util';
import { parseAnyYaml } from '../../../src/core/documents/parseYaml.js';
import { readPlainYaml } from '../../../src/core/documents/plainYaml.js';
import { nodeTree } from '../../unit/documents/nodeTree.js';
import type { Report } from '../fuzzCase.js';

/** What is read without the parser is what the parser says. */
export function checkPlainYaml(text: string, report: Report): void {
  const plain = readPlainYaml(text, 0);
  if (!plain) return;
  const { root, findings } = parseAnyYaml(text, 0);
  if (findings.length > 0) report('plain YAML is read in spite of a finding', String(findings[0]?.message));
  if (!root || !isDeepStrictEqual(nodeTree(plain), nodeTree(root)))
    report('plain YAML is read as something else', '');
}
