import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../../core/model/findings.js';
import { SLOTS, type Slot } from '../../../core/model/slots.js';
import type { Role } from '../../../core/model/template.js';
import { quote } from '../../../core/text/quote.js';
import type { ImportNote } from './foreignPrompt.js';

/** A message whose text is as it is to be. */
export interface ReadMessage {
  readonly role: string | undefined;
  readonly text: string;
  /** Where it stands in the file. */
  readonly range: TextRange;
}

/** What fills a part. */
export interface ArrangedPart {
  readonly content: string;
  readonly role: Role | null;
}

export interface Arranged {
  /** The parts there is something for. */
  readonly parts: ReadonlyMap<Slot, ArrangedPart>;
  /** Messages that no part can hold. */
  readonly left: readonly ReadMessage[];
  readonly notes: readonly ImportNote[];
}

const ROLES: ReadonlySet<string> = new Set(['system', 'developer', 'user']);

/**
 * Puts messages into the four parts, in their order. Four are one each. Of any other number, the first is the system part unless the
 * user says it, the last is the task if the user does, and what is between is personality and, joined, activity. Answers of the
 * model have no part.
 */
export function arrange(all: readonly ReadMessage[]): Arranged {
  const isPart = ({ role }: ReadMessage): boolean => role === undefined || ROLES.has(role);
  const messages = all.filter(isPart);
  const left = all.filter((message) => !isPart(message));
  const parts = new Map<Slot, ArrangedPart>();
  const notes: ImportNote[] = left.map(({ role = '', range }) => ({
    message: l10n.t(
      'A message with the role {0} has no part here. It is left out of the prompt, and kept beside the bundle.',
      quote(role),
    ),
    range,
  }));
  const put = (slot: Slot, some: readonly ReadMessage[]): void => {
    const [first] = some;
    if (!first) return;
    const content = some.map(({ text }) => text).join('\n\n');
    parts.set(slot, { content, role: first.role === undefined ? null : (first.role as Role) });
    for (const { range } of some.slice(1))
      notes.push({
        message: l10n.t('This is joined to the message before it, in the {0} part.', slot),
        range,
      });
  };
  if (messages.length === SLOTS.length)
    for (const [i, slot] of SLOTS.entries()) put(slot, messages.slice(i, i + 1));
  else {
    const from = messages[0]?.role === 'user' ? 0 : 1;
    const last = messages.at(-1);
    const to = last?.role === 'user' ? messages.length - 1 : messages.length;
    put('system', messages.slice(0, from));
    put('personality', messages.slice(from, Math.min(from + 1, to)));
    put('activity', messages.slice(from + 1, to));
    put('task', messages.slice(to));
  }
  return { parts, left, notes };
}
