import { parseYaml } from '../../../core/documents/parseYaml.js';
import type { ValueNode } from '../../../core/documents/valueNode.js';
import type { ImportNote } from './foreignPrompt.js';

/** A text with front matter, cut in two. */
export interface FrontMatter {
  /** `undefined` where there is none, or nothing in it. */
  readonly root: ValueNode | undefined;
  /** The text below, and where it starts in the file. */
  readonly body: string;
  readonly bodyStart: number;
  readonly mistakes: readonly ImportNote[];
}

const OPENING = /^---[ \t]*\n/;
const CLOSING = /^---[ \t]*(?:\n|$)/gm;

/** Cuts a text at its front matter, if it begins with one that is closed. */
export function frontMatter(text: string): FrontMatter {
  const opening = OPENING.exec(text)?.[0] ?? '';
  CLOSING.lastIndex = opening.length;
  const closing = opening === '' ? null : CLOSING.exec(text);
  if (!closing) return { root: undefined, body: text, bodyStart: 0, mistakes: [] };
  const bodyStart = closing.index + closing[0].length;
  const yaml = text.slice(opening.length, closing.index);
  const { root, findings } =
    yaml.trim() === '' ? { root: undefined, findings: [] } : parseYaml(yaml, opening.length);
  return {
    root,
    body: text.slice(bodyStart),
    bodyStart,
    mistakes: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ message, range }) => ({ message, range })),
  };
}
