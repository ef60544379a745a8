import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import type { RenderInput } from '../model/renderInput.js';
import { trimWhiteSpace } from '../text/whiteSpace.js';
import { placeholderInTaskFindings } from './placeholderFindings.js';
import { expectFindings, readExpect } from './readExpect.js';
import { entryOf, stringOf, toJsonMap, visitNodes, type MappingNode, type ValueNode } from './valueNode.js';
import { quote } from '../text/quote.js';

/** A raw personality vector has this many numbers; traits are semantic, never the vector itself (spec, section 1.3). */
const VECTOR_LENGTH = 32;

/** The input in a file whose shape is right. */
export function readInput(root: MappingNode): RenderInput {
  const traits = entryOf(root, 'semantic_traits')?.value;
  const modelType = trimWhiteSpace(stringOf(root, 'model_type')?.value ?? '');
  const engineVersion = stringOf(root, 'engine_version')?.value;
  const expect = entryOf(root, 'expect')?.value;
  return {
    semantic_traits: traits?.kind === 'mapping' ? toJsonMap(traits) : new Map(),
    activity_level: levelOf(root, 'activity_level'),
    stress: levelOf(root, 'stress'),
    task: stringOf(root, 'task')?.value ?? '',
    ...(modelType !== '' && { model_type: modelType }),
    ...(engineVersion !== undefined && { engine_version: engineVersion }),
    ...(expect?.kind === 'mapping' && { expect: readExpect(expect) }),
  };
}

function levelOf(root: MappingNode, key: string): number {
  const node = entryOf(root, key)?.value;
  return node?.kind === 'integer' || node?.kind === 'float' ? Number(node.value) : 0;
}

/** Findings in an input that its schema cannot say: raw vectors, expectations of no bundle, placeholders in the task. */
export function inputFindings(root: ValueNode): Finding[] {
  const task = stringOf(root, 'task');
  return [...vectorFindings(root), ...expectFindings(root), ...(task ? placeholderInTaskFindings(task) : [])];
}

function vectorFindings(root: ValueNode): Finding[] {
  const findings: Finding[] = [];
  visitNodes(root, (node) => {
    if (node.kind === 'mapping') {
      for (const { key, keyRange } of node.entries.filter((entry) => entry.key === 'vector_32')) {
        const message = l10n.t(
          '{0} is a raw personality vector, which is never sent. Describe the traits instead.',
          quote(key),
        );
        findings.push({ code: 'raw-personality-vector', severity: 'error', message, range: keyRange });
      }
    }
    const isNumber = (item: ValueNode): boolean => item.kind === 'integer' || item.kind === 'float';
    if (node.kind === 'list' && node.items.length === VECTOR_LENGTH && node.items.every(isNumber)) {
      const message = l10n.t(
        'A list of {0} numbers looks like a raw personality vector, which is never sent. Describe the traits instead.',
        VECTOR_LENGTH,
      );
      findings.push({ code: 'raw-personality-vector', severity: 'warning', message, range: node.range });
    }
  });
  return findings;
}
