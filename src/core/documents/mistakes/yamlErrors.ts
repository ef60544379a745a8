import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../model/findings.js';
import { excerpt, quote } from '../../text/quote.js';
import { lastVisible, missingAfter, type Mistake } from './mistake.js';
import { goesOnBelow, indentAround, lineAround, lineBelow, trimmed, valueAround } from './yamlLines.js';

/** What the parser says of a place. */
export interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** A piece of a text, as the parser's lexer cuts it. */
export interface YamlLexeme {
  readonly start: number;
  readonly source: string;
}

type LexemesOf = (text: string) => Iterable<YamlLexeme>;

/** Keys of our files: a line that begins with one of them lacks its colon, whatever else it may look like. */
const KEYS =
  'template_id|bundle_id|semver|role|content|constraints|adapter_version|suppress|templates|tags|description|system|personality|' +
  'activity|task|semantic_traits|activity_level|stress|model_type|engine_version|expect|code|text|reason|FORBIDDEN_TOKENS|' +
  'MAX_SENTENCE_LENGTH|MAX_PARAGRAPHS|NO_EMOJI|ASSERTIVENESS_LEVEL';
const KEY_WITHOUT_COLON = new RegExp(`^([ \\t]*(?:-[ \\t]+)?)(${KEYS})(?=[ \\t]|$)`);
const COLON_WITHOUT_BLANK = new RegExp(`^([ \\t]*(?:-[ \\t]+)?)((?:${KEYS}):)(?=\\S)`);

/** An error of the parser as the mistake that was made. */
export function explainYamlError(text: string, error: YamlError, lexemesOf: LexemesOf): Mistake {
  const at = Math.min(error.pos[0], Math.max(0, text.length - 1));
  return EXPLANATIONS[error.code]?.(text, at, error, lexemesOf) ?? otherwise(text, at, error);
}

type Explain = (text: string, at: number, error: YamlError, lexemesOf: LexemesOf) => Mistake | undefined;

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  BAD_ALIAS: (text, at) => startOfText(text, at),
  BAD_DQ_ESCAPE: (text, at) => escape(text, at),
  BAD_INDENT: (text, at, { message, pos }, lexemesOf) =>
    message.startsWith('Flow') ? openBracket(text, pos[0], lexemesOf) : indentation(text, at),
  BAD_SCALAR_START: (text, at) => startOfText(text, at),
  BLOCK_AS_IMPLICIT_KEY: (text, at) => colonInText(text, at),
  BLOCK_IN_FLOW: (text, at, { pos }) => commaInBraces(text, at, pos[1]),
  MISSING_CHAR: missing,
  MULTILINE_IMPLICIT_KEY: (text, at) => lineWithoutKey(text, at),
  UNEXPECTED_TOKEN: unexpected,
};

const otherTag = (): string => l10n.t('This tag does not match its value. Remove the tag.');

/** What is said of errors that are explained by their code alone. */
const MESSAGES: Readonly<Record<string, () => string>> = {
  ALIAS_PROPS: () => l10n.t('An alias cannot have an anchor or a tag. Remove it.'),
  BAD_COLLECTION_TYPE: otherTag,
  KEY_OVER_1024_CHARS: () =>
    l10n.t('A key can have at most 1,024 characters, on one line. If this is text, put it in quotes.'),
  MULTIPLE_ANCHORS: () => l10n.t('A value can have only one anchor. Remove one of them.'),
  MULTIPLE_TAGS: () => l10n.t('A value can have only one tag. Remove one of them.'),
  TAG_RESOLVE_FAILED: otherTag,
  UNEXPECTED_TOKEN: () => l10n.t('This is not expected here. If it is text, put it in quotes.'),
};

function otherwise(text: string, at: number, { code, message, pos }: YamlError): Mistake {
  const range = { start: at, end: Math.max(at + 1, Math.min(pos[1], lineAround(text, at).end)) };
  const [line = ''] = message.split('\n', 1);
  const said = excerpt(line.toWellFormed(), 200);
  return { message: MESSAGES[code]?.() ?? l10n.t('This is not YAML: {0}.', said.replace(/\.$/, '')), range };
}

/** The tabs, and blanks, around an offset. */
export function tabsAround(text: string, at: number): TextRange {
  let start = at;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  const width = text.slice(at, lineAround(text, at).end).search(/[^ \t]|$/);
  return { start, end: at + width };
}

function missing(text: string, at: number, error: YamlError, lexemesOf: LexemesOf): Mistake | undefined {
  const { message, pos } = error;
  if (message.startsWith('Missing closing')) return openQuote(text, pos[0], lexemesOf);
  if (message.startsWith('Flow')) return openBracket(text, pos[0], lexemesOf);
  if (message.startsWith('Missing ,'))
    return missingAfter(text, pos[0], ',', l10n.t('A comma is missing after this. Add one.'));
  if (message.startsWith('Comments'))
    return {
      message: l10n.t('A comment needs a space before it. Add one.'),
      range: { start: at, end: at },
      replacement: ' #',
    };
  if (message.startsWith('Missing directives-end'))
    return {
      message: l10n.t('Put a line `---` between the lines with `%` and this one.'),
      range: trimmed(text, lineAround(text, at)),
    };
  if (message.startsWith('Sequence item')) return indentation(text, at);
  if (message.startsWith('Block scalars')) {
    const range = trimmed(text, lineAround(text, at));
    return {
      message: l10n.t('A blank line above this text is indented deeper than the text. Remove its spaces.'),
      range,
    };
  }
  return lineWithoutKey(text, at);
}

/** A quote that opens and does not close stands further up than where the parser misses the other. */
function openQuote(text: string, before: number, lexemesOf: LexemesOf): Mistake | undefined {
  let start: number | undefined;
  for (const lexeme of lexemesOf(text)) {
    if (lexeme.start >= before) break;
    if (/^["']/.test(lexeme.source)) ({ start } = lexeme);
  }
  if (start === undefined) return undefined;
  const sign = text[start] ?? '';
  const range = trimmed(text, { start, end: lineAround(text, start).end });
  const message = l10n.t('This quote is not closed. Add a {0} where the text ends.', quote(sign));
  if (goesOnBelow(text, start)) return { message, range };
  return { message, range, replacement: `${text.slice(range.start, range.end)}${sign}` };
}

/** A bracket that opens and does not close, or what is in it stands too far to the left. */
function openBracket(text: string, before: number, lexemesOf: LexemesOf): Mistake | undefined {
  const open: number[] = [];
  for (const { start, source } of lexemesOf(text)) {
    if (start >= before && /\S/.test(source)) break;
    if (source === '[' || source === '{') open.push(start);
    if (source === ']' || source === '}') open.pop();
  }
  const start = open.at(-1);
  if (start === undefined) return undefined;
  const closer = text[start] === '[' ? ']' : '}';
  if (isClosedFurtherDown(text, before, closer)) {
    const message = l10n.t('What is in brackets must be indented deeper than their key. Indent this line.');
    return { message, range: trimmed(text, lineAround(text, before)) };
  }
  const range = trimmed(text, { start, end: lineAround(text, start).end });
  const message = l10n.t('This bracket is not closed. Write `{0}` where it ends.', closer);
  if (goesOnBelow(text, start)) return { message, range };
  return { message, range, replacement: `${text.slice(range.start, range.end).replace(/,$/, '')}${closer}` };
}

/** True when lines that could stand in brackets lead to one that closes them. */
function isClosedFurtherDown(text: string, from: number, closer: string): boolean {
  for (let line: TextRange | undefined = lineAround(text, from); line; line = lineBelow(text, line.start)) {
    const written = text.slice(line.start, line.end).trim();
    if (written.replace(/,$/, '').endsWith(closer)) return true;
    if (!written.endsWith(',')) return false;
  }
  return false;
}

function indentation(text: string, at: number): Mistake {
  const indent = indentAround(text, at);
  const range = indent.end > indent.start ? indent : trimmed(text, lineAround(text, at));
  return {
    message: l10n.t('The indentation does not match the lines above. Align this line with one of them.'),
    range,
  };
}

/** A colon makes a key of what stands before it; over a line break, the line below is indented too deeply. */
function colonInText(text: string, at: number): Mistake {
  const colon = text.slice(at).search(/:(?:\s|$)/);
  const before = text.slice(at, at + colon);
  if (before.includes('\n')) {
    const range = indentAround(text, at + colon);
    const above = indentAround(text, at);
    const message = l10n.t('This line is indented deeper than the key above it. Align it with that key.');
    return { message, range, replacement: text.slice(above.start, above.end) };
  }
  return inQuotes(
    text,
    at,
    l10n.t('A colon followed by a space makes this text a key. Put the text in quotes.'),
  );
}

/** What is further away than this is looked for by nobody. */
const MAX_LINE = 2000;

function commaInBraces(text: string, start: number, end: number): Mistake | undefined {
  const found = /^[^\n]*?\S(?=\s+["']?[\w$.-]+["']?\s*:(?:\s|$))/.exec(
    text.slice(start, Math.min(end, start + MAX_LINE)),
  );
  return found
    ? missingAfter(text, start + found[0].length, ',', l10n.t('A comma is missing after this. Add one.'))
    : undefined;
}

/** A line that should be an entry and has no key: because of its colon, or because it belongs to a text above. */
function lineWithoutKey(text: string, at: number): Mistake {
  const line = lineAround(text, at);
  const written = text.slice(line.start, line.end);
  const without = KEY_WITHOUT_COLON.exec(written) ?? COLON_WITHOUT_BLANK.exec(written);
  if (without) {
    const [, indent = '', key = ''] = without;
    const start = line.start + indent.length;
    const range = { start, end: start + key.length };
    return key.endsWith(':')
      ? { message: l10n.t('A space is missing after this colon. Add one.'), range, replacement: `${key} ` }
      : { message: l10n.t('A colon is missing after this key. Add one.'), range, replacement: `${key}:` };
  }
  const range = trimmed(text, line);
  const above = lastVisible(text, line.start);
  const header =
    line.start > 0 &&
    /[|>][-+\d]*[ \t]*(?:#.*)?$/.test(text.slice(lineAround(text, above.start).start, above.end));
  const message = /^-\s/.test(written.trimStart())
    ? itemAmongKeys()
    : header
      ? l10n.t('The text of a block must be indented deeper than its key. Indent this line.')
      : l10n.t(
          'This line is neither a key with a colon nor indented text of the key above. Add a colon, or indent it.',
        );
  return { message, range };
}

function itemAmongKeys(): string {
  return l10n.t('A list item cannot be among keys. Indent it below its key, or remove the dash.');
}

/** A value that begins with a sign that means something else in YAML. */
function startOfText(text: string, at: number): Mistake {
  return inQuotes(text, at, cannotBeginWith(text[at] ?? ''));
}

function cannotBeginWith(sign: string): string {
  return sign === '`'
    ? l10n.t('Text without quotes cannot begin with a backtick. Put it in quotes.')
    : l10n.t('Text without quotes cannot begin with {0}. Put it in quotes.', quote(sign));
}

/** The value of a line as it would be in quotes. */
function inQuotes(text: string, at: number, message: string): Mistake {
  const value = valueAround(text, at);
  if (at < value.start || at >= value.end) return { message, range: { start: at, end: at + 1 } };
  const written = text.slice(value.start, value.end);
  return /^["']/.test(written)
    ? { message, range: value }
    : { message, range: value, replacement: JSON.stringify(written) };
}

function unexpected(text: string, at: number, { message }: YamlError): Mistake | undefined {
  if (/^Unexpected flow-(?:seq|map)-end/.test(message))
    return {
      message: l10n.t('This bracket closes nothing. Remove it.'),
      range: { start: at, end: at },
      replacement: '',
    };
  if (message.startsWith('Unexpected , in'))
    return {
      message: l10n.t('There is nothing before this comma. Remove it.'),
      range: { start: at, end: at },
      replacement: '',
    };
  if (message.startsWith('Not a YAML token') || message.startsWith('Block scalar header')) {
    const found = inQuotes(
      text,
      at,
      l10n.t('The text of a block begins on the next line. If this is text, put it in quotes.'),
    );
    return goesOnBelow(text, at) ? { message: found.message, range: found.range } : found;
  }
  const indent = indentAround(text, at);
  if (message.startsWith('Unexpected block-seq-ind')) {
    if (at === indent.end) return { message: itemAmongKeys(), range: trimmed(text, lineAround(text, at)) };
    return inQuotes(
      text,
      at,
      l10n.t('A list begins on the line below its key. If this is text, put it in quotes.'),
    );
  }
  return indentedStart(text, at) ?? afterValue(text, at) ?? outside(text, at);
}

/** The first entry is indented, and a later one is not. */
function indentedStart(text: string, at: number): Mistake | undefined {
  const line = lineAround(text, at);
  const first = firstLine(text);
  const isIndented = first && first.end > first.start && first.end <= line.start;
  if (!isIndented || /\s/.test(text[line.start] ?? '')) return undefined;
  const message = l10n.t(
    'This line is indented, and those below are not. Start all keys of a mapping in the same column.',
  );
  return { message, range: first, replacement: '' };
}

/** The indentation of the first line that holds more than a comment. */
function firstLine(text: string): TextRange | undefined {
  let line: TextRange | undefined = lineAround(text, 0);
  while (line && /^[ \t]*(?:#|$)/.test(text.slice(line.start, line.end))) line = lineBelow(text, line.start);
  return line && indentAround(text, line.start);
}

/** Something at the start of a line, behind a value that is all of the file. */
function outside(text: string, at: number): Mistake | undefined {
  const line = lineAround(text, at);
  if (at > line.start) return undefined;
  const message = l10n.t('The value of the file ends above this line. Indent the line, or remove it.');
  return { message, range: trimmed(text, line), isOutside: true };
}

/** Text behind a value that has ended. */
function afterValue(text: string, at: number): Mistake | undefined {
  const value = valueAround(text, at);
  if (at <= value.start || at >= value.end) return undefined;
  const written = text.slice(value.start, value.end);
  const [sign = ''] = written;
  const replacement = JSON.stringify(written);
  if (sign === '*')
    return {
      message: cannotBeginWith(sign),
      range: value,
      replacement,
    };
  if (sign === '[' || sign === '{')
    return {
      message: l10n.t('A value that begins with a bracket is not text. Put all of it in quotes.'),
      range: value,
      replacement,
    };
  if (sign !== '"' && sign !== "'") return undefined;
  const isKey = /:(?:\s|$)/.test(written) && value.start === indentAround(text, at).end;
  if (isKey)
    return {
      message: l10n.t('There is text after the closing quote of this key. Remove it, or move the quote.'),
      range: value,
    };
  if (!written.endsWith(sign))
    return {
      message: l10n.t('There is text after the closing quote. Put all of it in quotes.'),
      range: value,
      replacement,
    };
  const inside = written.slice(1, -1);
  return sign === "'"
    ? {
        message: l10n.t("Write a single quote within single quotes twice: `''`."),
        range: value,
        replacement: `'${inside.replace(/''|'/g, "''")}'`,
      }
    : {
        message: l10n.t('Write a double quote within double quotes as `\\"`.'),
        range: value,
        replacement: `"${inside.replace(/\\[^]|"/g, (one) => (one === '"' ? '\\"' : one))}"`,
      };
}

function escape(text: string, at: number): Mistake {
  const letter = text[at + 1] ?? '';
  const width = { x: 2, u: 4, U: 8 }[letter];
  if (width !== undefined) {
    const digits = /^[\da-f]*/i.exec(text.slice(at + 2, at + 2 + width))?.[0].length ?? 0;
    return {
      message: l10n.t('This escape must have {0} hex digits.', width),
      range: { start: at, end: at + 2 + digits },
    };
  }
  const sign = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);
  return {
    message: l10n.t(
      '{0} is not an escape in double quotes. Double the backslash: {1}.',
      quote(`\\${sign}`),
      quote(`\\\\${sign}`),
    ),
    range: { start: at, end: at + 1 + sign.length },
    replacement: `\\\\${sign}`,
  };
}
