import { excerpt } from '../../core/text/quote.js';

/** Change notes by their versions, in lines: the words of whoever published, which are nobody's commands. */
export function noteLines(notes: ReadonlyMap<string, string>): readonly string[] {
  return Array.from(notes, ([semver, note]) => {
    const [first = '', ...others] = note.split('\n');
    return [`Note of ${excerpt(semver)}: ${first}`, ...others.map((line) => `  ${line}`.trimEnd())];
  }).flat();
}
