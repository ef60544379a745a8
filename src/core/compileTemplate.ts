import { PLACEHOLDERS, type Placeholder } from './model/placeholders.js';

/** A template's text cut at its placeholders: `literals[0]`, value, `literals[1]`, value, … `literals[n]`. */
export interface CompiledTemplate {
  readonly content: string;
  readonly literals: readonly string[];
  readonly placeholders: readonly Placeholder[];
  /** Where each literal starts in the content. */
  readonly offsets: readonly number[];
  /** A literal before a task ends like the start of a placeholder, so the task may complete one. */
  readonly taskMayComplete: boolean;
}

const ANY_PLACEHOLDER = new RegExp(`\\{\\{(${PLACEHOLDERS.join('|')})\\}\\}`, 'g');

/** Cuts a text at its placeholders, once; rendering it then only joins strings. */
export function compileTemplate(content: string): CompiledTemplate {
  const literals: string[] = [];
  const placeholders: Placeholder[] = [];
  const offsets: number[] = [];
  let from = 0;
  for (const match of content.matchAll(ANY_PLACEHOLDER)) {
    literals.push(content.slice(from, match.index));
    offsets.push(from);
    placeholders.push(match[1] as Placeholder);
    from = match.index + match[0].length;
  }
  literals.push(content.slice(from));
  offsets.push(from);
  const taskMayComplete = placeholders.some(
    (name, i) => name === 'task' && endsLikePlaceholder(literals[i] ?? ''),
  );
  return { content, literals, placeholders, offsets, taskMayComplete };
}

/** Placeholders of the steps after the task's own, which text brought in by a task can form. */
const LATER_PLACEHOLDERS = PLACEHOLDERS.filter((name) => name !== 'task').map((name) => `{{${name}}}`);

function endsLikePlaceholder(literal: string): boolean {
  return LATER_PLACEHOLDERS.some((placeholder) => {
    for (let length = Math.min(placeholder.length - 1, literal.length); length > 0; length--) {
      if (literal.endsWith(placeholder.slice(0, length))) return true;
    }
    return false;
  });
}
