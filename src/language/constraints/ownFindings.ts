import * as l10n from '@vscode/l10n';
import { check, type CompiledCache, type ConstraintFinding } from '../../core/constraints/index.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { Finding, TextRange } from '../../core/model/findings.js';
import { constraintPlace, writtenTemplates } from './partConstraints.js';

/** Findings of the templates in a file held to their own constraints, placeholders being one word each. */
export function ownConstraintFindings(file: string, parsed: PromptFile, cache: CompiledCache): Finding[] {
  return writtenTemplates(parsed).flatMap((template, index) => {
    const { content, constraints } = template;
    if (!content) return [];
    return check(content.value, cache.get(`${file}#${index}`, constraints)).map((found) => {
      const place = constraintPlace(template, found);
      return toFinding(found, content.value, content.textMap().rangeToSource(found.start, found.end), {
        message: found.message,
        related: place ? [{ message: l10n.t('The constraint.'), file, range: place }] : [],
      });
    });
  });
}

/** A finding of a constraint at its place in a file. */
export function toFinding(
  { code, severity, start, end }: ConstraintFinding,
  checked: string,
  range: TextRange,
  said: Pick<Finding, 'message' | 'related'>,
): Finding {
  return { code, severity, range, text: checked.slice(start, end), ...said };
}
