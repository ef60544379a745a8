import type { Choice } from '../webview/fields.js';
import { LISTS, type RenderMessage, type SentRenderMessage } from './protocol.js';

// The drop-downs of a preview hold as much as a folder: they are sent when they changed, and kept by the page.

/** Leaves out of messages what was sent already. */
export class SentLists {
  readonly #sent = new Map<string, readonly Choice[]>();

  /** The page starts anew and has nothing. */
  reset(): void {
    this.#sent.clear();
  }

  /** A message as it is to be sent. */
  slim(message: RenderMessage): SentRenderMessage {
    const changed = LISTS.filter((name) => !areSame(this.#sent.get(name), message[name].options));
    for (const name of changed) this.#sent.set(name, message[name].options);
    const lists = LISTS.map((name) => {
      const { selected, options } = message[name];
      return [name, changed.includes(name) ? { options, selected } : { selected }];
    });
    return { ...message, ...(Object.fromEntries(lists) as Pick<SentRenderMessage, (typeof LISTS)[number]>) };
  }
}

/** Puts back into messages what was left out of them. */
export class KeptLists {
  readonly #kept = new Map<string, readonly Choice[]>();

  /** A message as it was meant. */
  fill(message: SentRenderMessage): RenderMessage {
    const lists = LISTS.map((name) => {
      const { selected, options = this.#kept.get(name) ?? [] } = message[name];
      this.#kept.set(name, options);
      return [name, { options, selected }];
    });
    return { ...message, ...(Object.fromEntries(lists) as Pick<RenderMessage, (typeof LISTS)[number]>) };
  }
}

function areSame(before: readonly Choice[] | undefined, now: readonly Choice[]): boolean {
  if (before === now) return true;
  return (
    before?.length === now.length &&
    now.every(({ value, label }, i) => value === before[i]?.value && label === before[i].label)
  );
}
