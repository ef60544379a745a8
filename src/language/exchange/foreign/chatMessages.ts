import * as l10n from '@vscode/l10n';
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
        else notes.push({ message: l10n.t('This block is no text. It is left out.'), range: block.range });
      }
    } else {
      const name = stringOf(item, 'name')?.value;
      const message =
        name === undefined
          ? l10n.t('This message has no text. It is left out.')
          : l10n.t('{0} stands for messages that are added later. It is left out.', quote(name));
      notes.push({ message, range: item.range });
    }
  }
  return { messages, notes };
}
