import { PLACEHOLDERS, type Placeholder } from './model/placeholders.js';

/** A template's text cut at its placeholders: `literals[0]`, value, `literals[1]`, value, … `literals[n]`. */
export interface CompiledTemplate {
  readonly content: string;
  readonly literals: readonly string[];
  readonly placeholders: readonly Placeholder[];
  /** Where each literal starts in the content. */
  readonly offsets: readonly number[];
  readonly holdsTask: boolean;
  /** A literal before a task ends like the start of a placeholder, so the task may complete one. */
  readonly taskMayComplete: boolean;
}

const WRITTEN = PLACEHOLDERS.map((name) => ({ name, text: `{{${name}}}` }));

/** Cuts a text at its placeholders, once; rendering it then only joins strings. */
export function compileTemplate(content: string): CompiledTemplate {
  const literals: string[] = [];
  const placeholders: Placeholder[] = [];
  const offsets: number[] = [];
  let from = 0;
  for (let at = content.indexOf('{{'); at >= 0;) {
    const written = WRITTEN.find(({ text }) => content.startsWith(text, at));
    if (written) {
      literals.push(content.slice(from, at));
      offsets.push(from);
      placeholders.push(written.name);
      from = at + written.text.length;
    }
    at = content.indexOf('{{', written ? from : at + 1);
  }
  literals.push(content.slice(from));
  offsets.push(from);
  const taskMayComplete = placeholders.some(
    (name, i) => name === 'task' && endsLikePlaceholder(literals[i] ?? ''),
  );
  const holdsTask = placeholders.includes('task');
  return { content, literals, placeholders, offsets, holdsTask, taskMayComplete };
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
