import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from './projectFolder.js';

/** A page that people read, by its path from the project's root. */
export interface MarkdownPage {
  readonly file: string;
  readonly text: string;
}

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

/** The pages of the root and of docs/. */
export function markdownPages(): MarkdownPage[] {
  return ['.', 'docs'].flatMap((folder) =>
    readdirSync(path.join(projectFolder, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join(folder, name))
      .map((file) => ({ file, text: readFileSync(path.join(projectFolder, file), 'utf8') })),
  );
}

/** The fenced blocks of a page, in their order. */
export function codeBlocks({ text }: MarkdownPage): CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
}

/** The names by which the headings of a page are linked, as GitHub makes them. */
export function headingNames({ text }: MarkdownPage): ReadonlySet<string> {
  const prose = text.replaceAll(/^```[^]*?^```$/gm, '');
  return new Set(
    [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
