import { invalid } from './protocolError.js';
import type { Listing } from './served.js';

/** The most items of a list in one answer. */
const PAGE = 100;

/** The items from a cursor on, and the cursor to go on at, where there are more. Throws an `ProtocolError` for what is no cursor. */
export async function pageFrom<Item>(
  list: Listing<Item>,
  cursor: string | undefined,
): Promise<{ readonly items: readonly Item[]; readonly nextCursor?: string }> {
  if (cursor !== undefined && !/^\d{1,9}$/.test(cursor))
    throw invalid('This is no cursor of this list. Leave it out to begin anew.');
  const from = Number(cursor ?? 0);
  const to = Math.min(from + PAGE, list.length);
  const items = await list.slice(from, to);
  return { items, ...(to < list.length && { nextCursor: String(to) }) };
}
