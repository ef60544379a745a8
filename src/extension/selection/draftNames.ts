// Edited inputs go by a name of their own, which no file has.

const PREFIX = 'draft:';

/** What a selection names as its input when that is the edited form of an input (a file's URI, or an empty text for none). */
export function draftOf(input: string): string {
  return isDraft(input) ? input : `${PREFIX}${input}`;
}

/** Whether a selection's input is an edited one. */
export function isDraft(input: string): boolean {
  return input.startsWith(PREFIX);
}

/** The input that a draft was made from. */
export function baseOf(draft: string): string {
  return draft.slice(PREFIX.length);
}
