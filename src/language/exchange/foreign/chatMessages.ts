import { quote } from '../../../core/text/quote.js';
import { nodeAt, stringOf, type ValueNode } from '../../../core/documents/valueNode.js';
import type { ForeignMessage, ImportNote } from './foreignPrompt.js';

/** The messages of a list as chat APIs have them: `role`, and `content` as a text or as blocks of text. */
export function chatMessages(list: ValueNode | undefined): {
  readonly messages: readonly ForeignMessage[];
  readonly notes: readonly ImportNote[];
} {
  const messages: ForeignMessage[] = [];
  const notes: ImportNote[] = [];
  for (const item of list?.kind === 'list' ? list.items : []) {
    const role = stringOf(item, 'role')?.value;
    const content = nodeAt(item, ['content']);
    if (content?.kind === 'string') messages.push({ role, text: content.value, map: content.textMap() });
    else if (content?.kind === 'list') {
      for (const block of content.items) {
        const text = stringOf(block, 'text');
        if (text) messages.push({ role, text: text.value, map: text.textMap() });
        else notes.push({ message: `This block is no text. ${LEFT_OUT}`, range: block.range });
      }
    } else {
      const name = stringOf(item, 'name')?.value;
      const what =
        name === undefined
          ? 'This message has no text.'
          : `${quote(name)} stands for messages that are added later.`;
      notes.push({ message: `${what} ${LEFT_OUT}`, range: item.range });
    }
  }
  return { messages, notes };
}

const LEFT_OUT = 'It is left out.';
