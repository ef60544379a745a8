import type { PromptFile } from '../../core/documents/promptFile.js';
import { nodeAt } from '../../core/documents/valueNode.js';
import { BEGINNING, type TextRange } from '../../core/model/findings.js';

/** Where the text of each kind of file is. */
const TEXTS: Readonly<Record<PromptFile['kind'], readonly (readonly string[])[]>> = {
  template: [['content']],
  bundle: [
    ['templates', 'system', 'content'],
    ['templates', 'system'],
  ],
  input: [['task'], ['semantic_traits']],
};

/** The text of a new file that is there to be replaced, to be selected: what is typed first takes its place. */
export function writingStart({ kind, root }: PromptFile): TextRange {
  const node = TEXTS[kind].map((path) => nodeAt(root, path)).find((one) => one?.kind === 'string');
  return node?.kind === 'string' ? node.textMap().rangeToSource(0, node.value.length) : BEGINNING;
}
