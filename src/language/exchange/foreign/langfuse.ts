import * as l10n from '@vscode/l10n';
import { nodeAt, stringOf, toJsonValue, type ValueNode } from '../../../core/documents/valueNode.js';
import { chatMessages } from './chatMessages.js';
import { restOf, stringAt, strings } from './fields.js';
import { textOfValue, unusable, type ForeignFile, type ForeignPrompt } from './foreignPrompt.js';

/** True for what Langfuse's API gives: a prompt, a list of them, or a page of such a list. */
export function isLangfuse(root: ValueNode): boolean {
  return promptsIn(root).some((node) => nodeAt(node, ['prompt']) !== undefined);
}

/** Reads prompts as Langfuse's API gives them: a text, or messages. */
export function readLangfuse(root: ValueNode): ForeignFile {
  const prompts = promptsIn(root).flatMap(readPrompt);
  return prompts.length > 0
    ? { prompts }
    : unusable(l10n.t('No prompt of Langfuse is in this file.'), root.range);
}

function promptsIn(root: ValueNode): readonly ValueNode[] {
  const list = nodeAt(root, ['data']) ?? root;
  return list.kind === 'list' ? list.items : [list];
}

function readPrompt(node: ValueNode): readonly ForeignPrompt[] {
  const prompt = nodeAt(node, ['prompt']);
  if (!prompt) return [];
  const text = stringOf(node, 'prompt');
  const { messages, notes } = text
    ? { messages: [{ role: undefined, text: text.value, map: text.textMap() }], notes: [] }
    : chatMessages(prompt);
  const version = nodeAt(node, ['version']);
  const others = restOf(node, ['name', 'type', 'prompt', 'version']);
  return [
    {
      name: stringAt(node, ['name']),
      version: version && textOfValue(toJsonValue(version)),
      models: strings(stringAt(node, ['config', 'model'])),
      messages,
      syntax: 'plain',
      samples: new Map(),
      rest: others.rest,
      notes: [...notes, ...others.notes],
    },
  ];
}
