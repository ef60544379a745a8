import * as l10n from '@vscode/l10n';
import { PLACEHOLDERS } from '../model/placeholders.js';
import { withoutCode } from './outsideCode.js';

/** A placeholder of another system than the service's; offsets are UTF-16 units. */
export interface ForeignPlaceholder {
  /** What it asks for, when that is a name. */
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

export interface ForeignPlaceholders {
  /** What they look like, as a noun in the plural. */
  readonly kind: () => string;
  readonly places: readonly ForeignPlaceholder[];
}

interface System {
  readonly kind: () => string;
  /** Its first group is the name. All of it is bounded, so that looking for it is linear. */
  readonly pattern: RegExp;
  /** Whether a match is one, by its name and by the text around it in its line. */
  readonly accepts?: (name: string, before: string, after: string) => boolean;
}

/** How many there must be: one alone is as likely meant as it stands. */
const FEWEST = 2;
/** How much of a line is looked at before a match. */
const LOOK_BEHIND = 200;
/** How much of the text is looked at after a match: a blank and a letter. */
const LOOK_AHEAD = 3;

/** Shell variables and stock symbols, which look like `$NAME`. */
const SHORT_CAPITALS = /^[A-Z]{2,5}$/;
/** Marks in brackets that models were trained with, or that writers leave for themselves. */
const BRACKET_MARKS: ReadonlySet<string> = new Set(
  'INST SYS SYSTEM USER ASSISTANT BOS EOS PAD MASK SEP CLS UNK TODO FIXME NOTE TBD OK END START'.split(' '),
);

const SYSTEMS: readonly System[] = [
  {
    kind: () => l10n.t("the fields of Python's `str.format` and f-strings"),
    // Not an argument of LaTeX, a repetition of a regular expression, a body in CSS or code.
    pattern:
      /(?<![\w{}$\\^%#@)\]])\{([\p{L}_][\p{L}\p{M}\p{N}_]{1,39}(?:[.-][\p{L}\p{M}\p{N}_]{1,39}){0,3})\}(?!\})/gu,
  },
  {
    kind: () => l10n.t("JavaScript's template literals"),
    pattern: /\$\{([A-Za-z_][\w .-]{0,59})(?::[^{}\n]{0,200})?\}/g,
  },
  {
    kind: () => l10n.t("Python's `string.Template` or shell variables"),
    pattern: /(?<![\w$\\])\$([A-Za-z_]\w{1,39})(?![\w$])/g,
    accepts: (name) => !SHORT_CAPITALS.test(name),
  },
  {
    kind: () => l10n.t('the tags of ERB and EJS'),
    pattern: /<%[-=]?[ \t]{0,9}([A-Za-z_][\w.]{0,59})[ \t]{0,9}-?%>/g,
  },
  {
    kind: () => l10n.t('the tags of Jinja and Liquid'),
    pattern: /\{%-?[ \t]{0,9}[a-z]\w{0,29}[^%{}\n]{0,200}%\}/g,
  },
  {
    kind: () => l10n.t('names in double brackets'),
    pattern: /(?<![[\w])\[\[([A-Za-z_][\w.-]{0,59})\]\](?![\](])/g,
  },
  {
    kind: () => l10n.t('blanks to fill in, in brackets'),
    pattern:
      /(?<![\p{L}\p{N}_[\]!\\])\[(\p{Lu}[\p{Lu}\p{M}\p{N}_]{1,39}(?: [\p{Lu}\p{M}\p{N}_]{1,39}){0,3})\](?![\]([:{])/gu,
    // At the start of a line it is a heading, a label or the mark that a section begins with, unless a sentence goes on.
    accepts: (name, before, after) =>
      (/[\p{L}\p{N}]/u.test(before) || /^ \p{Ll}/u.test(after)) && !BRACKET_MARKS.has(name),
  },
];

/** The placeholders of another system in a text that has none of the service's; `undefined` where there are fewer than two. */
export function foreignPlaceholders(text: string): ForeignPlaceholders | undefined {
  if (PLACEHOLDERS.some((name) => text.includes(`{{${name}}}`))) return undefined;
  const candidates = SYSTEMS.filter((system) => placesOf(system, text).length >= FEWEST);
  if (candidates.length === 0) return undefined;
  const prose = withoutCode(text);
  let most: ForeignPlaceholders | undefined;
  for (const system of candidates) {
    const places = placesOf(system, prose);
    if (places.length > (most?.places.length ?? FEWEST - 1)) most = { kind: system.kind, places };
  }
  return most;
}

function placesOf({ pattern, accepts }: System, text: string): ForeignPlaceholder[] {
  return [...text.matchAll(pattern)]
    .filter(({ 0: written, 1: name = '', index }) => {
      const end = index + written.length;
      return accepts?.(name, lineBefore(text, index), text.slice(end, end + LOOK_AHEAD)) ?? true;
    })
    .map(({ 0: written, 1: name, index }) => ({ name, start: index, end: index + written.length }));
}

/** The nearest of what stands before an index in its line. */
function lineBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - LOOK_BEHIND), index);
  return before.slice(before.lastIndexOf('\n') + 1);
}
