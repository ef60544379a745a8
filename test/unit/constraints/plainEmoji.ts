/** The spec's rule, written with the list of all RGI sequences and no thought of speed. */
const ELEMENT = String.raw`(?:\p{RI}\p{RI}|[\p{Emoji}--[0-9#*]](?:\p{EMod}|\ufe0f)?)`;
const PLAIN_RULE = new RegExp(
  String.raw`(?:${ELEMENT}(?:\u200d${ELEMENT})+|\p{RGI_Emoji}|\p{Emoji_Presentation}|\p{EMod}|\p{RI})(?<text>\ufe0e)?`,
  'gv',
);

/** Start and end of each emoji that `NO_EMOJI` objects to. */
export function plainEmoji(text: string): [number, number][] {
  return [...text.matchAll(PLAIN_RULE)]
    .filter((match) => match.groups?.['text'] === undefined)
    .map((match) => [match.index, match.index + match[0].length]);
}
