import * as l10n from '@vscode/l10n';
import type { Finding } from '../model/findings.js';
import { addAll } from '../text/addAll.js';
import { JsonReader } from './jsonReader.js';
import { jsonMistakes, reportOnce } from './mistakes/index.js';
import { loneSurrogateFindings, MAX_DEPTH, MAX_SYNTAX_ERRORS, syntaxFinding, tooDeep } from './valueRules.js';
import type { ValueNode } from './valueNode.js';

/** What a text gave: its value (absent when it has none that can be used) and what is wrong with it. */
export interface ParsedValue {
  readonly root: ValueNode | undefined;
  readonly findings: readonly Finding[];
}

/** Reads strict JSON (no comments, no trailing commas), keeping integers, floats and places. */
export function parseJson(text: string): ParsedValue {
  const findings = loneSurrogateFindings(text);
  const reader = new JsonReader(text, findings.length === 0);
  const root = reader.read();
  if (root) return { root, findings: [...findings, ...reader.findings] };
  const tooDeepAt = findDeepest(text);
  if (tooDeepAt === undefined) addAll(findings, mistakeFindings(text));
  else findings.push(syntaxFinding(tooDeep(), { start: tooDeepAt, end: tooDeepAt + 1 }));
  return { root: undefined, findings };
}

/** The bracket that opens one level too many, if one does: told before any other mistake. */
function findDeepest(text: string): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // A string that is not closed ends with its line.
    if (inString) {
      if (unit === BACKSLASH) at++;
      else if (unit === QUOTE || unit === LINE_FEED) inString = false;
    } else if (unit === QUOTE) inString = true;
    else if (unit === OPENING_BRACE || unit === OPENING_BRACKET) depth++;
    else if (unit === CLOSING_BRACE || unit === CLOSING_BRACKET) depth--;
    if (depth > MAX_DEPTH + 1) return at;
  }
  return undefined;
}

/** The mistakes in our words. */
function mistakeFindings(text: string): Finding[] {
  const mistakes = jsonMistakes(text, MAX_SYNTAX_ERRORS);
  // No text is known to have one without words. If there is, it is told all the same: what cannot be read has a finding.
  if (mistakes.length === 0)
    mistakes.push({ message: l10n.t('This is not JSON.'), range: { start: 0, end: text.length } });
  return reportOnce(mistakes).map(({ message, range, replacement }) =>
    syntaxFinding(message, range, replacement),
  );
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
