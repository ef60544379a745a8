/** A text as a snippet that writes it as it is, with the places where the cursor goes, one after the other. */
export function snippetText(text: string, stops: readonly Stop[]): string {
  let written = '';
  let at = 0;
  for (const [index, { start, end }] of stops.entries()) {
    // The last place that nothing stands at ends it: then what is written there is not held to it any more.
    const isLast = stops.length === 1 && start === end;
    const inside = literal(text.slice(start, end));
    written += `${literal(text.slice(at, start))}\${${isLast ? 0 : index + 1}${inside === '' ? '' : `:${inside}`}}`;
    at = end;
  }
  return written + literal(text.slice(at));
}

/** Half-open, in UTF-16 units of the text. */
interface Stop {
  readonly start: number;
  readonly end: number;
}

/** What a snippet would read as a place, a variable or an escape. */
function literal(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}
