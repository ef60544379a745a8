import { markdownText } from '../output/markdownText.js';
import { excerpt } from '../text/quote.js';

// Change notes as they are told in Markdown: the words of whoever published, which are nobody's commands.

/** A note as Markdown: paragraphs and lists stay, and all else that may act is shown as it is written. */
export function noteMarkdown(note: string): string {
  const lines = note.split('\n').map((line) => {
    const [, indent = '', item] = /^( {0,8})[-*] +(\S.*)$/.exec(line) ?? [];
    return item === undefined ? markdownText(line.trim()) : `${indent}- ${markdownText(item)}`;
  });
  return `${lines.join('\n')}\n`;
}

/** Notes by their versions, as blocks of Markdown. */
export function noteSections(notes: ReadonlyMap<string, string>): readonly string[] {
  return Array.from(
    notes,
    ([semver, note]) => `Note of ${markdownText(excerpt(semver))}:\n\n${noteMarkdown(note)}`,
  );
}
