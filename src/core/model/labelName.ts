/** The most characters of a label. */
export const MAX_LABEL_LENGTH = 64;

/** What a label has to look like, in words that end a sentence. */
export const LABEL_RULE = `A label begins with a letter and has at most ${MAX_LABEL_LENGTH} characters: lower-case letters, digits, \`-\`, \`_\` and \`.\``;

/** True for what may be the label of a version: it is no version, since it begins with a letter, and no two differ in case alone. */
export function isLabelName(text: string): boolean {
  return text.length <= MAX_LABEL_LENGTH && /^[a-z][a-z0-9._-]*$/.test(text);
}
