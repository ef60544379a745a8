import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { parseReference } from '../model/reference.js';
import type { Expectation } from '../model/renderInput.js';
import { isSemver } from '../model/semver.js';
import { quote } from '../text/quote.js';
import { entryOf, stringOf, type MappingNode, type ValueNode } from './valueNode.js';

// What an input expects of renders with it (spec, section 1.3).

/** The expectations in a mapping whose shape is right; a text alone is the `prompt_hash`. */
export function readExpect(node: MappingNode): ReadonlyMap<string, Expectation> {
  return new Map(node.entries.map(({ key, value }) => [key, expectation(value)]));
}

function expectation(node: ValueNode): Expectation {
  if (node.kind === 'string') return { prompt_hash: node.value };
  const hash = stringOf(node, 'prompt_hash')?.value;
  const [contains, excludes] = ['contains', 'excludes'].map((key) => textsOf(node, key));
  const [characters, findings] = ['max_characters', 'max_findings'].map((key) =>
    numberIn(entryOf(node, key)?.value),
  );
  const tokens = entryOf(node, 'max_tokens')?.value;
  return {
    ...(hash !== undefined && { prompt_hash: hash }),
    ...(contains && { contains }),
    ...(excludes && { excludes }),
    ...(characters !== undefined && { max_characters: characters }),
    ...(tokens?.kind === 'mapping' && {
      max_tokens: new Map(tokens.entries.map(({ key, value }) => [key, numberIn(value) ?? 0])),
    }),
    ...(findings !== undefined && { max_findings: findings }),
  };
}

function textsOf(node: ValueNode, key: string): readonly string[] | undefined {
  const list = entryOf(node, key)?.value;
  if (list?.kind !== 'list') return undefined;
  return list.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

function numberIn(node: ValueNode | undefined): number | undefined {
  return node?.kind === 'integer' || node?.kind === 'float' ? Number(node.value) : undefined;
}

/** Findings in expectations that a schema cannot say: keys that are no bundle version. */
export function expectFindings(root: ValueNode): Finding[] {
  const expect = entryOf(root, 'expect')?.value;
  return (expect?.kind === 'mapping' ? expect.entries : []).flatMap(({ key, keyRange }): Finding[] => {
    const reference = parseReference(key);
    if (reference && isSemver(reference.semver)) return [];
    return [
      {
        code: 'schema',
        severity: 'error',
        message: l10n.t('{0} is not a bundle version. Write `bundle_id@semver`.', quote(key)),
        range: keyRange,
      },
    ];
  });
}
