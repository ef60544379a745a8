/** The most characters of a label. */
export const MAX_LABEL_LENGTH = 64;

/** What a label has to look like, in words that end a sentence. */
export const LABEL_RULE = `A label begins with a letter, has lower-case letters, digits, \`-\`, \`_\` and \`.\`, at most ${MAX_LABEL_LENGTH}, and looks like no version`;

/** True for what may be the label of a version: never a version itself, and no two that differ in case alone. */
export function isLabelName(text: string): boolean {
  return text.length <= MAX_LABEL_LENGTH && /^(?!v\d)[a-z][a-z0-9._-]*$/.test(text);
}
