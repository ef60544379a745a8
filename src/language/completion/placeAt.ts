import type { FileSyntax } from '../../core/documents/fileKinds.js';
import { jsonPlaces } from './jsonPlace.js';
import { shifted, type CompletionPlace } from './place.js';
import { yamlPlaces, type YamlTokens } from './yamlPlace.js';
import { lineEnd } from '../../core/text/lines.js';

/** What is being written at an offset of a file. */
export function placesAt(
  syntax: FileSyntax,
  text: string,
  offset: number,
  tokensOf: YamlTokens,
): CompletionPlace[] {
  if (syntax === 'json') return jsonPlaces(text, offset);
  if (syntax === 'yaml') return yamlPlaces(text, offset, tokensOf);
  const front = frontMatter(text);
  if (!front || offset < front.start || offset > front.end) return [];
  return yamlPlaces(text.slice(front.start, front.end), offset - front.start, tokensOf).map((place) =>
    shifted(place, front.start),
  );
}

/** The lines of a Markdown template's front matter; to the end of the text where they are not closed yet. */
function frontMatter(text: string): { readonly start: number; readonly end: number } | undefined {
  const start = /^---[ \t]*\n/.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  const closing = /^---[ \t]*$/m.exec(text.slice(start));
  return { start, end: closing ? start + closing.index : text.length };
}

/** Where the body of a Markdown template begins: behind the line that closes its front matter. */
export function bodyStart(text: string): number | undefined {
  const front = frontMatter(text);
  if (!front || front.end === text.length) return undefined;
  return Math.min(text.length, lineEnd(text, front.end) + 1);
}
