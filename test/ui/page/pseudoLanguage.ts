import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { ENCODINGS } from '../../../src/core/model/encodings.js';
import { PLACEHOLDERS } from '../../../src/core/model/placeholders.js';
import { SLOTS } from '../../../src/core/model/slots.js';
import { HASH_NAMES } from '../../../src/compare/protocol.js';
import { textsOf } from '../../harness/l10n.mjs';
import type { Language } from './openPage.js';

// A language whose every text stands in brackets, and messages whose contents of files are in Greek letters, as are the numbers and
// dates of that language: a Latin letter outside of brackets is of a text that no translation reaches.

const NAME = 'el';
/** The message by which texts name their language. */
const LOCALE = 'en-US';
const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const GREEK = 'αβγδεφγηιικλμνοπθρστυβωξψζ';
/** What in the messages to the pages is a code, or a date, which the pages write anew. */
const CODES = new Set(
  'type slot severity kind unit by field choice name encodings history against changed date section'.split(
    ' ',
  ),
);
/** Names of the specification, which no language has words for. */
const NAMES = [...HASH_NAMES, ...ENCODINGS, ...PLACEHOLDERS, ...SLOTS];
/** The same as they are shown in heads of columns and read out; and the sample of a look. */
const WHOLE = new Set([
  ...HASH_NAMES.flatMap((name) => [name.replaceAll('_', ' '), name.replace(/ ?(?:template)?_hash$/, '')]),
  'Aa',
]);

/** Marks of equal hashes. */
const LETTERS = /^[A-Z]{1,2}$/;
/** Characters that are spelled out, since they would not be seen. */
const SPELLED_OUT = /\\u?[\da-f]+/g;

/** Every text of some sources in brackets, and its arguments outside. */
export async function pseudoLanguage(sources: readonly string[]): Promise<Language> {
  const files = await Promise.all(sources.map((file) => readFile(file, 'utf8')));
  const messages = files.flatMap((source) => textsOf(source).messages);
  const texts = messages.map(({ key, message }) => [key, message === LOCALE ? NAME : inBrackets(message)]);
  return { name: NAME, texts: Object.fromEntries(texts) as Record<string, string> };
}

function inBrackets(message: string): string {
  const parts = message.split(/(\{\d+\})/);
  return parts.map((part, i) => (i % 2 === 1 || !/\p{L}/u.test(part) ? part : `⟦${part}⟧`)).join('');
}

/** A message to a page with all that comes from files in Greek letters. */
export function inGreek<Value>(value: Value, name = ''): Value {
  if (CODES.has(name)) return value;
  if (typeof value === 'string')
    return value.replaceAll(/[a-z]/gi, (letter) => {
      const greek = GREEK[LATIN.indexOf(letter.toLowerCase())] ?? letter;
      return letter < 'a' ? greek.toUpperCase() : greek;
    }) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => inGreek(item, name)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  // The placeholder that brought a run of text is a code, too.
  const isRun = 'text' in value && 'value' in value;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => [
    key,
    isRun && key === 'value' ? item : inGreek(item, key),
  ]);
  return Object.fromEntries(entries) as Value;
}

/** Remembers all that a page shows and has read out from now on; `textsSeen` has it. */
export async function watchTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const look = (): void => {
      for (const element of document.querySelectorAll<HTMLElement>('html, body, body *')) {
        if (element instanceof HTMLScriptElement) continue;
        for (const node of element.childNodes) if (node instanceof Text) seen.add(node.data);
        for (const name of element.getAttributeNames())
          if (/^(?:title|placeholder|alt|label|aria-(?:label|description|valuetext|placeholder))$/.test(name))
            seen.add(element.getAttribute(name) ?? '');
        for (const part of ['::before', '::after']) {
          const { content } = getComputedStyle(element, part);
          if (/^"|^attr/.test(content))
            seen.add(content.startsWith('attr') ? (element.dataset['words'] ?? '') : content);
        }
      }
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
    Object.assign(window, { textsSeen: seen });
  });
}

/** What the page has shown since `watchTexts`. */
export async function textsSeen(page: Page): Promise<string[]> {
  return page.evaluate(() => [...(window as unknown as { textsSeen: Set<string> }).textsSeen]);
}

/** The texts that hold words that no translation reaches. */
export function untranslated(texts: readonly string[]): string[] {
  return texts.filter((text) => {
    if (WHOLE.has(text.trim()) || LETTERS.test(text)) return false;
    const rest = NAMES.reduce(
      (left, name) => left.replaceAll(name, ''),
      text.replaceAll(/⟦[^⟧]*⟧/g, '').replaceAll(SPELLED_OUT, ''),
    );
    return /[a-z]/i.test(rest);
  });
}
