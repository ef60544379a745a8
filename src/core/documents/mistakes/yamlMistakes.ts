import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../model/findings.js';
import { explainYamlError, tabsAround, type YamlError, type YamlLexeme } from './yamlErrors.js';
import type { Mistake } from './mistake.js';
import { lineAround, withoutEntryAround } from './yamlLines.js';

/** What the parser says of a text; handed in, since this is read without the parser. */
export interface YamlParser {
  /** The errors in a text, less those that are told already. */
  readonly errorsIn: (text: string) => readonly YamlError[];
  readonly lexemesOf: (text: string) => Iterable<YamlLexeme>;
}

/** More errors of one kind than this are not looked at. */
const MAX_AT_ONCE = 100;
/** How often a text is read again with what is broken taken out, to see what else is; and how long it may be for that. */
const MAX_ROUNDS = 10;
const MAX_REREAD = 500_000;

/**
 * What is wrong with a text that should be YAML, each mistake once. An error makes most of what the parser says of the text
 * behind it worthless. So the first is explained, its entry taken out, and the rest read again: one mistake for each entry
 * of the outermost mapping.
 */
export function yamlMistakes(text: string, parser: YamlParser): Mistake[] {
  const mistakes = new Map<number, Mistake>();
  const report = (mistake: Mistake): void => {
    const { start } = mistake.range;
    if (!mistakes.has(start)) mistakes.set(start, mistake);
  };
  /** The lines whose entries were taken out. */
  const lines = new Set<number>();
  let current = text;
  // Brackets around all have no entries to take out.
  const rounds = /^\s*[{[]/.test(text)
    ? 1
    : Math.min(MAX_ROUNDS, Math.ceil(MAX_REREAD / Math.max(1, text.length)));
  for (let round = 0; round < rounds; round++) {
    const errors = [...parser.errorsIn(current)].sort((a, b) => a.pos[0] - b.pos[0]);
    const escapes = errors.filter(({ code }) => code === 'BAD_DQ_ESCAPE');
    for (const escape of escapes.slice(0, MAX_AT_ONCE))
      report(explainYamlError(current, escape, parser.lexemesOf));
    const [first] = errors.filter(({ code }) => code !== 'BAD_DQ_ESCAPE');
    if (!first) break;
    const broken = first.code === 'TAB_AS_INDENT' ? reportTabs(current, errors, report) : [];
    if (broken.length === 0) {
      const mistake = explainYamlError(current, first, parser.lexemesOf);
      const line = lineAround(text, mistake.range.start).start;
      // Still there with all of its line taken out: it is the whole that is broken.
      if (lines.has(line)) break;
      lines.add(line);
      report(mistake);
      if (mistake.isOutside) break;
      broken.push(mistake.range);
    }
    const left = broken.reduce(withoutEntryAround, current);
    if (left === current || broken.length === MAX_AT_ONCE) break;
    current = left;
  }
  return [...mistakes.values()].sort((a, b) => a.range.start - b.range.start);
}

/** Whoever indents by tabs does so all over. */
function reportTabs(
  text: string,
  errors: readonly YamlError[],
  report: (mistake: Mistake) => void,
): TextRange[] {
  const tabs = errors
    .filter(({ code }) => code === 'TAB_AS_INDENT')
    .slice(0, MAX_AT_ONCE)
    .map(({ pos }) => tabsAround(text, pos[0]));
  for (const range of tabs) {
    const replacement = text.slice(range.start, range.end).replaceAll('\t', '  ');
    report({
      message: l10n.t('YAML is indented by spaces, not by tabs.'),
      range,
      replacement,
      habit: 'tabs',
    });
  }
  return tabs;
}
