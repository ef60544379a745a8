import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { SourceText } from '../text/sourceText.js';
import type { DecodedText } from '../text/utf8.js';
import { syntaxFinding } from './valueRules.js';

/** What is told of a text that is not UTF-8. */
export function encodingFindings({ text, invalidAt }: DecodedText): Finding[] {
  if (invalidAt === undefined) return [];
  const before = new SourceText(text.slice(0, invalidAt)).text.length;
  return [
    syntaxFinding(l10n.t('The file is not UTF-8 from here on. Save it as UTF-8.'), {
      start: before,
      end: before + 1,
    }),
  ];
}
