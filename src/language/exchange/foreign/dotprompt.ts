import { nodeAt, toJsonMap } from '../../../core/documents/valueNode.js';
import { restOf, stringAt, strings } from './fields.js';
import type { ForeignFile, ForeignMessage } from './foreignPrompt.js';
import { frontMatter } from './frontMatter.js';
import { markedMessages } from './trimmedMessage.js';

/** What begins a message. */
const ROLE_MARK = /\{\{~?[^\S\n]*role[^\S\n]+["']?(\w+)["']?[^\S\n]*~?\}\}/g;

/** Reads a file of Dotprompt: front matter, then Handlebars, in which `{{role "system"}}` begins a message. */
export function readDotprompt(text: string): ForeignFile {
  const { root, body, bodyStart, mistakes } = frontMatter(text);
  if (mistakes.length > 0) return { mistakes };
  const { rest, notes } = restOf(root, ['name', 'description', 'model']);
  const defaults = nodeAt(root, ['input', 'default']);
  return {
    prompts: [
      {
        name: stringAt(root, ['name']),
        description: stringAt(root, ['description']) ?? stringAt(root, ['metadata', 'description']),
        models: strings(stringAt(root, ['model'])),
        messages: messagesIn(body, bodyStart),
        syntax: 'handlebars',
        samples: defaults?.kind === 'mapping' ? toJsonMap(defaults) : new Map(),
        rest,
        notes,
      },
    ],
  };
}

/** What stands before the first mark is said by the user, and what the model says is an answer. */
function messagesIn(body: string, bodyStart: number): readonly ForeignMessage[] {
  const messages = markedMessages(body, bodyStart, { mark: ROLE_MARK, first: 'user' });
  return messages.map((message) => (message.role === 'model' ? { ...message, role: 'assistant' } : message));
}
