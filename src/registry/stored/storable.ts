import type { Reference } from '../../core/model/reference.js';

/**
 * False for a name that no row can have, so that nobody needs to ask: PostgreSQL has no texts with U+0000 in them, nor any with
 * half a character, which would be asked for as another.
 */
export function isStorable({ id, semver }: Reference): boolean {
  return [id, semver].every((text) => text.isWellFormed() && !text.includes('\0'));
}
