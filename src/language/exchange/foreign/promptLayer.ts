import * as l10n from '@vscode/l10n';
import { nodeAt, toJsonValue, type ValueNode } from '../../../core/documents/valueNode.js';
import { chatMessages } from './chatMessages.js';
import { restOf, stringAt, strings } from './fields.js';
import { textOfValue, unusable, type ForeignFile, type VariableSyntax } from './foreignPrompt.js';

/** Where a template stands: as it is published, and as it is given back. */
const PLACES = [['prompt_version', 'prompt_template'], ['prompt_template']] as const;

/** True for what PromptLayer's API gives. */
export function isPromptLayer(root: ValueNode): boolean {
  return templateIn(root) !== undefined;
}

/** Reads a template as PromptLayer's API gives it: messages, or the text of a completion. */
export function readPromptLayer(root: ValueNode): ForeignFile {
  const template = templateIn(root);
  if (!template) return unusable(l10n.t('No template of PromptLayer is in this file.'), root.range);
  const list = nodeAt(template, ['messages']);
  const { messages, notes } = chatMessages(list ?? completion(template));
  const version = nodeAt(root, ['version']);
  const others = restOf(root, ['prompt_name', 'prompt_template', 'prompt_version', 'version']);
  const syntax =
    stringAt(template, ['messages', 0, 'template_format']) ?? stringAt(template, ['template_format']);
  return {
    prompts: [
      {
        name: stringAt(root, ['prompt_name']) ?? stringAt(root, ['prompt_template', 'prompt_name']),
        version: version && textOfValue(toJsonValue(version)),
        models: strings(
          stringAt(root, ['metadata', 'model', 'name']),
          stringAt(root, ['prompt_version', 'metadata', 'model', 'name']),
        ),
        messages,
        syntax: SYNTAXES[syntax ?? ''] ?? 'f-string',
        samples: new Map(),
        rest: others.rest,
        notes: [...notes, ...others.notes],
      },
    ],
  };
}

/** What `template_format` may say; a template that says nothing has the fields of Python's f-strings. */
const SYNTAXES: Readonly<Record<string, VariableSyntax>> = { 'f-string': 'f-string', jinja2: 'jinja' };

function templateIn(root: ValueNode): ValueNode | undefined {
  return PLACES.map((path) => nodeAt(root, path)).find(
    (node) => nodeAt(node, ['messages']) ?? nodeAt(node, ['content']),
  );
}

/** The text of a completion as the one message it is. */
function completion(template: ValueNode): ValueNode {
  return { kind: 'list', items: [template], range: template.range };
}
