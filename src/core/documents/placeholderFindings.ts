import type { Finding } from '../model/findings.js';
import { PLACEHOLDERS } from '../model/placeholders.js';
import { didYouMean } from './didYouMean.js';
import type { StringNode } from './valueNode.js';
import { quote } from './valueRules.js';

const DOUBLE_BRACES = /\{\{([^{}\n]*)\}\}/g;
const KNOWN: ReadonlySet<string> = new Set(PLACEHOLDERS);

/** Findings for double braces in a template's text that nothing fills in: the service sends them as they stand. */
export function unknownPlaceholderFindings(content: StringNode): Finding[] {
  const findings: Finding[] = [];
  for (const match of content.value.matchAll(DOUBLE_BRACES)) {
    const name = match[1] ?? '';
    if (KNOWN.has(name)) continue;
    const meant = didYouMean(name, PLACEHOLDERS);
    const advice = meant === undefined ? 'It is sent as it stands.' : `Did you mean ${quote(`{{${meant}}}`)}?`;
    findings.push({
      code: 'unknown-placeholder',
      severity: 'warning',
      message: `${quote(match[0])} is no placeholder. ${advice}`,
      range: content.textMap().rangeToSource(match.index, match.index + match[0].length),
      ...(meant !== undefined && { replacement: `{{${meant}}}` }),
    });
  }
  return findings;
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
