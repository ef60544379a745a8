import { restOf, stringAt } from './fields.js';
import type { ForeignFile } from './foreignPrompt.js';
import { frontMatter } from './frontMatter.js';
import { trimmedMessage } from './trimmedMessage.js';

/** Reads plain text or Markdown: all of it is one text, but for front matter that can be read. */
export function readPlainText(text: string): ForeignFile {
  const front = frontMatter(text);
  const { root, body, bodyStart } =
    front.mistakes.length === 0 ? front : { root: undefined, body: text, bodyStart: 0 };
  const message = trimmedMessage(undefined, body, bodyStart);
  const { rest, notes } = restOf(root, ['name', 'description']);
  return {
    prompts: [
      {
        name: stringAt(root, ['name']),
        description: stringAt(root, ['description']),
        models: [],
        messages: message ? [message] : [],
        syntax: 'plain',
        samples: new Map(),
        rest,
        notes,
      },
    ],
  };
}
