import type { PageMessage } from '../../preview/protocol.js';
import { readPageMessage } from '../../preview/readMessages.js';

/** What the menu of the page can do, by the end of the command's id. */
export type MenuAction = 'copySection' | 'copyPrompt' | 'openSource' | 'sinceWhen';

/**
 * What the page would have said for a choice of its context menu. `context` is what the page gave for the place of the menu
 * (see contextMenu.ts of the page), which is not trusted more than its messages are. `undefined` where the place has no such
 * thing.
 */
export function menuMessage(action: MenuAction, context: unknown): PageMessage | undefined {
  const { slot, offset } = (typeof context === 'object' && context !== null ? context : {}) as {
    readonly slot?: unknown;
    readonly offset?: unknown;
  };
  if (action === 'openSource' && offset !== undefined)
    return readPageMessage({ type: 'openAt', slot, offset }) ?? readPageMessage({ type: action, slot });
  if (action === 'sinceWhen') return readPageMessage({ type: action, slot, offset: offset ?? 0 });
  return readPageMessage({ type: action, slot });
}
