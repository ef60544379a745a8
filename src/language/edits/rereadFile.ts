import { check, constraintsFromJson, type CompiledCache } from '../../core/constraints/index.js';
import type { FileType } from '../../core/documents/fileKinds.js';
import { parsePromptFile } from '../../core/documents/promptFile.js';
import { visitNodes, type StringNode } from '../../core/documents/valueNode.js';
import type { JsonMap } from '../../core/model/jsonValue.js';
import { toFinding } from '../constraints/ownFindings.js';
import { summarise } from '../scopes/fileSummary.js';
import type { Reader } from './subject.js';

/**
 * Reads texts as a certain file: what it says, its own findings, and those of further constraints, which other templates
 * hold it to. That is what fixes are tried on, without the prompts that the file is part of.
 */
export function rereadAs(file: string, type: FileType, further: JsonMap, cache: CompiledCache): Reader {
  const compiled = cache.get(`${file}#further`, constraintsFromJson(further));
  return (text) => {
    const parsed = parsePromptFile(type, { text });
    const texts: StringNode[] = [];
    if (parsed.root)
      visitNodes(parsed.root, (node, path) => {
        const name = path.at(-1);
        const isText =
          parsed.kind === 'input' ? path[0] === 'task' || path[0] === 'semantic_traits' : name === 'content';
        if (node.kind === 'string' && isText) texts.push(node);
      });
    const found = texts.flatMap((node) =>
      check(node.value, compiled).map((one) =>
        toFinding(one, node.value, node.textMap().rangeToSource(one.start, one.end), {
          message: one.message,
        }),
      ),
    );
    return { file: parsed, findings: [...summarise(file, parsed, cache).findings, ...found] };
  };
}
