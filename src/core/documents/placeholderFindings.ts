import * as l10n from '@vscode/l10n';
import type { Finding, TextRange } from '../model/findings.js';
import { PLACEHOLDERS } from '../model/placeholders.js';
import { didYouMean } from './didYouMean.js';
import { doubleBraces } from './doubleBraces.js';
import type { StringNode } from './valueNode.js';
import { MAX_QUOTED, quote } from '../text/quote.js';
import { sentences } from '../text/sentences.js';

/** No longer text in double braces is taken for a misspelt placeholder, blanks around it included. */
const MAX_NAME = 200;

/** Double braces of a text that are none of the four placeholders, so that nothing is filled in there; the names unless long. */
export function otherBraces(text: string): (TextRange & { readonly name: string | undefined })[] {
  return doubleBraces(text)
    .map(({ start, end }) => {
      const name = end - start > MAX_NAME ? undefined : text.slice(start + 2, end - 2);
      return { start, end, name };
    })
    .filter(({ name }) => !PLACEHOLDERS.some((known) => known === name));
}

/** Findings for double braces in a template's text that nothing fills in: the service sends them as they stand. */
export function unknownPlaceholderFindings(content: StringNode): Finding[] {
  return otherBraces(content.value).map(({ name, start, end }) => {
    const meant = name === undefined ? undefined : didYouMean(name, PLACEHOLDERS);
    const map = content.textMap();
    const text = content.value.slice(start, end);
    const advice =
      meant === undefined
        ? l10n.t('It is sent as it is. Use one of the four, or reword it.')
        : l10n.t('Did you mean {0}?', quote(`{{${meant}}}`));
    return {
      code: 'unknown-placeholder',
      severity: 'warning',
      message: sentences(l10n.t('{0} is not a placeholder.', quote(onOneRow(text))), advice),
      range: map.rangeToSource(start, end),
      text,
      ...(meant !== undefined && map.standsAlone(start, end) && { replacement: `{{${meant}}}` }),
    };
  });
}

/** The beginning of a text, which is all that is quoted of it, with its line breaks as blanks. */
function onOneRow(text: string): string {
  return text.slice(0, 10 * MAX_QUOTED).replaceAll(/\s+/g, ' ');
}

const LATER_PLACEHOLDERS = /\{\{(?:activity_level|stress|semantic_traits)\}\}/g;

/** Findings for placeholders in an input's task, which the steps after it fill in (spec, section 2, rule 2). */
export function placeholderInTaskFindings(task: StringNode): Finding[] {
  return [...task.value.matchAll(LATER_PLACEHOLDERS)].map((match) => ({
    code: 'placeholder-in-input',
    severity: 'warning',
    message: l10n.t(
      'The service replaces {0} in the task with its value. Reword it if that is not meant.',
      quote(match[0]),
    ),
    range: task.textMap().rangeToSource(match.index, match.index + match[0].length),
  }));
}
