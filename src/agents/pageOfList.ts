import { counted } from '../core/text/quote.js';
import type { JsonObject } from './agentHost.js';
import { MAX_LIST_CHARACTERS, USUAL_ITEMS } from './limits.js';
import type { Arguments } from './readArguments.js';

/** What can be listed: a line for a model, and the same for programs. */
export interface Listed {
  readonly line: string;
  readonly json: JsonObject;
}

/** A piece of a list that fits into a result. */
export interface ListPage {
  readonly lines: readonly string[];
  readonly items: readonly JsonObject[];
  /** `total`, `offset`, and `next_offset` where items were left out behind it. */
  readonly counts: JsonObject;
  /** What was left out and how to get it, in a sentence; empty where it is everything. */
  readonly note: string;
}

/** The items from `offset` on, as many as `limit` and the room allow; one at least, however long. */
export function pageOf(all: readonly Listed[], given: Arguments): ListPage {
  const offset = given.number('offset', 0);
  const limit = given.number('limit', USUAL_ITEMS);
  const shown: Listed[] = [];
  let length = 0;
  for (const item of all.slice(offset, offset + limit)) {
    length += item.line.length;
    if (shown.length > 0 && length > MAX_LIST_CHARACTERS) break;
    shown.push(item);
  }
  const next = offset + shown.length;
  const isLeft = next < all.length;
  return {
    lines: shown.map(({ line }) => line),
    items: shown.map(({ json }) => json),
    counts: { total: all.length, offset, ...(isLeft && { next_offset: next }) },
    note: noteOf({ offset, next, total: all.length }),
  };
}

function noteOf({ offset, next, total }: { offset: number; next: number; total: number }): string {
  if (offset === 0 && next >= total) return '';
  if (offset >= total) return `There are ${counted(total)}, none of them from ${counted(offset)} on.`;
  const which = `Shown are ${counted(offset + 1)} to ${counted(next)} of ${counted(total)}.`;
  return next < total ? `${which} Call again with offset ${next} for the next.` : which;
}
