import { compileTemplate } from '../../core/compileTemplate.js';

/** A template as an engine reads it, so that it gives what the service's plain replacement gives. */
export interface WrittenTemplate {
  readonly text: string;
  /** What the engine cannot be told to leave alone, as it is written; none where all is well. */
  readonly unwritable: readonly string[];
}

/** How an engine is told what is text and what is a placeholder. */
export type TemplateSyntax = (content: string) => WrittenTemplate;

/** Replaces names in double braces and knows nothing else: what GitHub Models and Langfuse do. */
export const plainSyntax: TemplateSyntax = (content) => ({ text: content, unwritable: [] });

/** Jinja, and Nunjucks: a brace that would begin or end something there is written as an expression. */
export const jinjaSyntax: TemplateSyntax = (content) => {
  const { literals, placeholders } = compileTemplate(content);
  const text = literals
    .map((literal, i) => {
      const placeholder = placeholders[i];
      // The brace before a placeholder would be read with it.
      const braces = placeholder === undefined ? /\{(?=[{%#])|(?<=#)\}/g : /\{(?=[{%#]|$)|(?<=#)\}/g;
      const written = literal.replace(braces, '{{ "$&" }}');
      return placeholder === undefined ? written : `${written}{{${placeholder}}}`;
    })
    .join('');
  return { text, unwritable: [] };
};

/**
 * Handlebars, which is told by a back-slash that braces are text. So back-slashes before a placeholder are one more, and before
 * other braces, as a brace before a placeholder, cannot be written.
 */
export const handlebarsSyntax: TemplateSyntax = (content) => {
  const { literals, placeholders } = compileTemplate(content);
  const unwritable: string[] = [];
  const text = literals
    .map((literal, i) => {
      const placeholder = placeholders[i];
      for (const [found] of literal.matchAll(/\\\{\{/g)) unwritable.push(found);
      // The brace behind a placeholder would be read with it: a comment ends it.
      const start = i > 0 && literal.startsWith('}') ? '{{!}}' : '';
      const written = start + literal.replace(/\{\{/g, '\\{{');
      if (placeholder === undefined) return written;
      const placed = `{{${placeholder}}}`;
      // Pairs of braces are told apart by their back-slashes; one that is left over would be read with the placeholder.
      if ((/\{+$/.exec(literal)?.[0].length ?? 0) % 2 === 1) unwritable.push(`{${placed}`);
      return `${written}${literal.endsWith('\\') ? '\\' : ''}${placed}`;
    })
    .join('');
  return { text, unwritable };
};
