import type { Refusal } from '../core/model/refusal.js';
import type { Rewriting } from '../node/rewriteFile.js';

/** Why a file was not written anew, behind a colon. */
const REASONS: Readonly<Record<Exclude<Rewriting, 'written'>, string>> = {
  changed: 'it was changed meanwhile. Run again',
  outside: 'a symbolic link leads out of the folder, or to what is published in it',
  'read-only': 'it is read-only',
};

/** Why a file was not written anew, behind what was not done: `a.prompt-template.yaml was not fixed`. */
export function rewriteRefusal(what: string, why: Exclude<Rewriting, 'written'>): Refusal {
  return {
    code: why === 'changed' ? 'changed_meanwhile' : 'not_writable',
    reason: `${what}: ${REASONS[why]}.`,
  };
}
