import type { Finding } from '../model/findings.js';
import { PLACEHOLDERS } from '../model/placeholders.js';
import { didYouMean } from './didYouMean.js';
import type { StringNode } from './valueNode.js';
import { quote } from '../text/quote.js';

const DOUBLE_BRACES = /\{\{([^{}\n]*)\}\}/g;
const KNOWN: ReadonlySet<string> = new Set(PLACEHOLDERS);

/** Double braces of a text that are none of the four placeholders, so that nothing is filled in there. */
export function otherBraces(
  text: string,
): { readonly name: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(DOUBLE_BRACES)]
    .map((match) => ({ name: match[1] ?? '', start: match.index, end: match.index + match[0].length }))
    .filter(({ name }) => !KNOWN.has(name));
}

/** Findings for double braces in a template's text that nothing fills in: the service sends them as they stand. */
export function unknownPlaceholderFindings(content: StringNode): Finding[] {
  return otherBraces(content.value).map(({ name, start, end }) => {
    const meant = didYouMean(name, PLACEHOLDERS);
    const map = content.textMap();
    const advice =
      meant === undefined ? 'It is sent as it stands.' : `Did you mean ${quote(`{{${meant}}}`)}?`;
    return {
      code: 'unknown-placeholder',
      severity: 'warning',
      message: `${quote(`{{${name}}}`)} is no placeholder. ${advice}`,
      range: map.rangeToSource(start, end),
      ...(meant !== undefined && map.standsAlone(start, end) && { replacement: `{{${meant}}}` }),
    };
  });
}

const LATER_PLACEHOLDERS = /\{\{(?:activity_level|stress|semantic_traits)\}\}/g;

/** Findings for placeholders in an input's task, which the steps after it fill in (spec, section 2, rule 2). */
export function placeholderInTaskFindings(task: StringNode): Finding[] {
  return [...task.value.matchAll(LATER_PLACEHOLDERS)].map((match) => ({
    code: 'placeholder-in-input',
    severity: 'warning',
    message: `The service replaces ${quote(match[0])} in the task by its value. Reword it if that is not meant.`,
    range: task.textMap().rangeToSource(match.index, match.index + match[0].length),
  }));
}
