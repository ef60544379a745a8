import * as l10n from '@vscode/l10n';
import { parseYaml } from '../../../core/documents/parseYaml.js';
import { nodeAt, toJsonMap } from '../../../core/documents/valueNode.js';
import { chatMessages } from './chatMessages.js';
import { restOf, stringAt, strings } from './fields.js';
import { unusable, type ForeignFile } from './foreignPrompt.js';

/** Reads a prompt of GitHub Models: YAML with a list of messages. */
export function readGithubModels(text: string): ForeignFile {
  const { root, findings } = parseYaml(text);
  const mistakes = findings.filter(({ severity }) => severity === 'error');
  if (mistakes.length > 0) return { mistakes };
  const list = nodeAt(root, ['messages']);
  if (list?.kind !== 'list')
    return unusable(
      l10n.t('A prompt of GitHub Models has a list `messages`. This file has none.'),
      root?.range,
    );
  const { messages, notes } = chatMessages(list);
  const others = restOf(root, ['name', 'description', 'model', 'messages']);
  const sample = nodeAt(root, ['testData', 0]);
  return {
    prompts: [
      {
        name: stringAt(root, ['name']),
        description: stringAt(root, ['description']),
        models: strings(stringAt(root, ['model'])),
        messages,
        syntax: 'plain',
        samples: sample?.kind === 'mapping' ? toJsonMap(sample) : new Map(),
        rest: others.rest,
        notes: [...notes, ...others.notes],
      },
    ],
  };
}
