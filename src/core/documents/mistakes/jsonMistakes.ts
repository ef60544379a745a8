import * as l10n from '@vscode/l10n';
import type { TextRange } from '../../model/findings.js';
import { balanceOf, CLOSER, closersMissing, closersMissingAfter, MAX_CLOSERS } from './jsonBrackets.js';
import { curlyEnd, innerQuotes } from './jsonQuotes.js';
import { endsBehind } from './jsonStrings.js';
import { JsonTokens, type JsonToken } from './jsonTokens.js';
import { isForeignValue, isJsonWord, wordMistake } from './jsonWords.js';
import { lastVisible, missingAfter, type Mistake } from './mistake.js';
import { MistakeList } from './mistakeList.js';
import { lineEnd } from '../../text/lines.js';
import { sentences } from '../../text/sentences.js';

/** What is wrong with a text that should be JSON, each mistake once; at most so many, habits aside, which are told once. */
export function jsonMistakes(text: string, most: number): Mistake[] {
  return new JsonReader(text, most).read();
}

type State = 'start' | 'key' | 'colon' | 'value' | 'item' | 'next' | 'done';

interface Open {
  readonly sign: '{' | '[';
  readonly start: number;
  /** Set when it is told that a list holds keys. */
  isTold?: boolean;
}

class JsonReader {
  readonly #mistakes: MistakeList;
  readonly #tokens: JsonTokens;
  readonly #open: Open[] = [];
  #state: State = 'start';
  /** The last token that was taken, the comma or colon before the place that is looked at, and the last key. */
  #last: JsonToken = { type: 'end', start: 0, end: 0, isCut: false, mistakes: [] };
  #comma: JsonToken | undefined;
  #key: JsonToken | undefined;
  /** How many more brackets open than close; counted when it is first asked for. */
  #balance: number | undefined;

  constructor(
    private readonly text: string,
    most: number,
  ) {
    this.#mistakes = new MistakeList(text, most);
    this.#tokens = new JsonTokens(text, (mistake) => {
      this.#mistakes.add(mistake);
    });
  }

  read(): Mistake[] {
    while (this.#state !== 'done' && this.#mistakes.isRoom()) {
      const token = this.#tokens.peek();
      if (token.type === 'end' && this.#state !== 'start') this.#finish();
      else this.#step(token);
    }
    return this.#mistakes.inOrder();
  }

  #countBalance(): number {
    return (this.#balance ??= balanceOf(this.text));
  }

  #step(token: JsonToken): void {
    switch (this.#state) {
      case 'start':
        this.#start(token);
        return;
      case 'key':
        this.#readKey(token);
        return;
      case 'colon':
        this.#readColon(token);
        return;
      case 'value':
      case 'item':
        this.#readValue(token);
        return;
      case 'next':
        this.#readNext(token);
        return;
      case 'done':
    }
  }

  #start(token: JsonToken): void {
    const isKey = this.#tokens.is(this.#tokens.peek(1), ':');
    if (this.#isSign(token, '{[')) this.#readValue(token);
    else if (token.type === 'string' && isKey) {
      this.#mistakes.report(
        l10n.t('An opening brace `{` is missing before this. Add one.'),
        token,
        `{${this.#tokens.textOf(token)}`,
      );
      this.#open.push({ sign: '{', start: token.start });
      this.#state = 'key';
    } else if (token.type === 'end') {
      this.#stop(l10n.t('The file is empty. Write a JSON object, which begins with `{`.'), {
        start: 0,
        end: this.text.length,
      });
    } else if (
      !isKey &&
      (token.type === 'string' || (token.type === 'word' && isJsonWord(this.#tokens.textOf(token))))
    ) {
      this.#readValue(token);
    } else {
      const range = { start: token.start, end: lineEnd(this.text, token.start) };
      this.#stop(l10n.t('This is not JSON. Begin the file with `{`.'), range);
    }
  }

  #readKey(token: JsonToken): void {
    const next = this.#tokens.peek(1);
    if (this.#isSign(token, '}]')) this.#close(token);
    else if (this.#isSign(token, ',')) this.#needless(token);
    else if (this.#isSign(token, ':=;')) {
      this.#mistakes.reportShape(l10n.t('A key is missing before this. Add one in double quotes.'), token);
      this.#take('value');
    } else if (this.#isSign(token, '{[') && this.#countBalance() > 0) {
      this.#removeBracket(token, '{');
    } else if (this.#isSign(token, '{[')) {
      this.#mistakes.reportShape(
        l10n.t('A key in double quotes is expected here. Add one, or remove the bracket.'),
        token,
      );
      this.#state = 'value';
    } else if (token.type === 'string' || this.#isSign(next, ':=')) {
      if (token.type === 'word') this.#reportKey(token);
      this.#key = token;
      this.#take('colon');
    } else {
      this.#readStrayWords(token);
    }
  }

  /** Words where a key should be: those of a key, or ones that belong to nothing. */
  #readStrayWords(token: JsonToken): void {
    const words = this.#wordsFrom(token.start, /[\n,:{}[\]"]/g);
    this.#tokens.moveTo(words.end);
    if (this.#tokens.is(this.#tokens.peek(), ':')) {
      if (!this.#reportOpeningQuote(words)) this.#reportKey(words);
      this.#state = 'colon';
    } else {
      this.#mistakes.reportShape(
        l10n.t('This is neither a key nor a value. Remove it, or write a key in double quotes before it.'),
        words,
      );
      this.#last = words;
      this.#state =
        this.#isSign(this.#tokens.peek(), ',}];') || this.#tokens.peek().type === 'end' ? 'next' : 'key';
    }
  }

  #reportKey(range: JsonToken): void {
    this.#mistakes.add({
      message: l10n.t('JSON keys must be in double quotes. Add them.'),
      range: { start: range.start, end: range.end },
      replacement: JSON.stringify(this.#tokens.textOf(range)),
      habit: 'key quotes',
    });
  }

  #readColon(token: JsonToken): void {
    if (this.#isSign(token, ':=')) {
      if (!this.#tokens.is(token, ':'))
        this.#mistakes.report(l10n.t('Replace this with a colon.'), token, ':');
      this.#take('value');
    } else if (this.#isSign(token, ',}];')) {
      this.#mistakes.reportShape(
        l10n.t('This key has no value. Add a colon and a value.'),
        this.#key ?? token,
      );
      this.#state = 'next';
    } else {
      this.#mistakes.add(
        missingAfter(this.text, this.#last.end, ':', l10n.t('A colon is missing after this key. Add one.')),
      );
      this.#state = 'value';
    }
  }

  /** A value, or an item of a list. */
  #readValue(token: JsonToken): void {
    if (this.#isSign(token, '{[')) {
      const sign = this.#tokens.is(token, '{') ? '{' : '[';
      this.#open.push({ sign, start: token.start });
      this.#take(sign === '{' ? 'key' : 'item');
    } else if (token.type === 'string') {
      this.#take('next');
    } else if (token.type === 'word') {
      this.#readWord(token);
    } else if (this.#state === 'item' && this.#isSign(token, '}]')) {
      this.#close(token);
    } else if (this.#isSign(token, ',') && this.#state === 'item') {
      this.#needless(token);
    } else if (this.#isSign(token, ',}]')) {
      this.#mistakes.reportShape(l10n.t('A value is missing after this. Add one.'), this.#last);
      this.#state = 'next';
    } else {
      this.#mistakes.report(l10n.t('This is not expected here. Remove it.'), token, '');
      this.#take(this.#state);
    }
  }

  /** `true`, a number, or what stands there instead; text without quotes goes on to the next comma, bracket or line. */
  #readWord(token: JsonToken): void {
    const word = this.#tokens.textOf(token);
    if (isJsonWord(word)) {
      this.#take('next');
      return;
    }
    const isText = !isForeignValue(word);
    const words = isText ? this.#wordsFrom(token.start, /[\n,}\]"]/g) : token;
    const { message, replacement } = wordMistake(this.#tokens.textOf(words));
    if (!this.#reportOpeningQuote(words)) this.#mistakes.report(message, words, replacement);
    this.#take('next');
    if (words !== token) this.#tokens.moveTo(words.end);
    this.#last = words;
  }

  /** What comes behind a value. */
  #readNext(token: JsonToken): void {
    const top = this.#open.at(-1);
    if (!top) this.#readRest(token);
    else if (this.#isSign(token, '}]')) this.#close(token);
    else if (this.#isSign(token, ',;')) {
      if (!this.#tokens.is(token, ','))
        this.#mistakes.report(l10n.t('Replace this with a comma.'), token, ',');
      this.#comma = token;
      this.#take(top.sign === '{' ? 'key' : 'item');
    } else if (this.#isSign(token, ':=')) {
      const isList = top.sign === '[';
      const message = isList
        ? l10n.t('A list cannot have keys. Put the key and its value in braces.')
        : l10n.t('This colon does not belong to a key. Add a comma before the key, or remove the colon.');
      // Whoever takes a list for a mapping does so with all that is in it.
      if (!isList || !top.isTold) this.#mistakes.report(message, token);
      top.isTold = true;
      this.#take('value');
    } else if (!this.#readInnerQuotes(token, top)) this.#readWithoutComma(token, top);
  }

  /** One bracket too many: what is in it belongs to the value around it. */
  #removeBracket(token: JsonToken, sign: Open['sign']): void {
    this.#mistakes.reportShape(l10n.t('This bracket is not expected here. Remove it.'), token, '');
    this.#balance = this.#countBalance() - 1;
    this.#take(sign === '[' ? 'item' : 'key');
  }

  #readWithoutComma(token: JsonToken, { sign }: Open): void {
    const word = this.#tokens.textOf(token);
    if (token.type === 'word' && word === '+') {
      this.#mistakes.report(l10n.t('JSON cannot join strings. Write one string.'), token);
      this.#take('value');
      return;
    }
    if (this.#isSign(token, '{[') && this.#countBalance() > 0) {
      this.#removeBracket(token, sign);
      return;
    }
    const isKey = this.#isSign(this.#tokens.peek(1), ':=');
    if (sign === '{' && token.type === 'word' && !isKey) {
      this.#readStrayWords(token);
      return;
    }
    this.#mistakes.add(
      missingAfter(this.text, this.#last.end, ',', l10n.t('A comma is missing after this. Add one.')),
    );
    this.#state = sign === '[' ? 'item' : this.#isSign(token, '{[') ? 'value' : 'key';
  }

  /** A string with quotes in it ends at the last quote of its line that something of JSON follows. */
  #readInnerQuotes(token: JsonToken, { sign }: Open): boolean {
    const { text } = this;
    const last = this.#last;
    if (
      last.type !== 'string' ||
      text[last.start] !== '"' ||
      text.slice(last.end, token.start).includes('\n')
    )
      return false;
    const isKey = this.#tokens.is(this.#tokens.peek(1), ':');
    const isJoined =
      token.type === 'word'
        ? this.#tokens.textOf(token) === '+'
        : token.type !== 'string' || isKey || sign === '[';
    if (isJoined) return false;
    const found = curlyEnd(text, last) ?? innerQuotes(text, last, token.start);
    if (!found) return false;
    this.#mistakes.add(found.mistake);
    this.#tokens.moveTo(found.end);
    this.#last = { type: 'string', start: last.start, end: found.end, isCut: false, mistakes: [] };
    return true;
  }

  /** JSON is one value: whatever follows it is one mistake. */
  #readRest(token: JsonToken): void {
    const rest = { start: token.start, end: lastVisible(this.text, this.text.length).end };
    const isBracket = /^[\s}\],]*$/.test(this.text.slice(rest.start, rest.end));
    if (this.#mistakes.isShapeWrong) this.#state = 'done';
    else if (isBracket) this.#stop(l10n.t('This bracket closes nothing. Remove it.'), rest, '');
    else this.#stop(l10n.t('A JSON file is one value, which ends above. Remove what follows.'), rest);
  }

  #close(token: JsonToken): void {
    const top = this.#open.at(-1);
    if (top && !this.#tokens.is(token, CLOSER[top.sign])) {
      this.#closeOther(token, top);
      return;
    }
    if (this.#comma === this.#last)
      this.#mistakes.report(l10n.t('JSON does not allow trailing commas. Remove it.'), this.#last, '');
    this.#open.pop();
    this.#take('next');
  }

  /** The other bracket: either the right one is missing before it, or it stands in its place. */
  #closeOther(token: JsonToken, top: Open): void {
    const isMissing =
      this.#countBalance() > 0 && this.#open.some(({ sign }) => this.#tokens.is(token, CLOSER[sign]));
    if (!isMissing) {
      this.#mistakes.reportShape(
        l10n.t('Write `{0}` here: it closes `{1}`.', CLOSER[top.sign], top.sign),
        token,
        CLOSER[top.sign],
      );
      this.#open.pop();
      this.#take('next');
      return;
    }
    let missing = '';
    for (
      let one = this.#open.at(-1);
      one && !this.#tokens.is(token, CLOSER[one.sign]);
      one = this.#open.at(-1)
    ) {
      missing += CLOSER[one.sign];
      this.#open.pop();
      this.#balance = this.#countBalance() - 1;
    }
    this.#mistakes.add(missingAfter(this.text, token.start, missing, closersMissingAfter(missing)));
    this.#comma = undefined;
  }

  /** The text ends; whatever is open there is one mistake. */
  #finish(): void {
    this.#state = 'done';
    const closers = this.#open
      .map(({ sign }) => CLOSER[sign])
      .reverse()
      .join('');
    const last = this.#last;
    if (last.isCut) {
      const message = sentences(l10n.t('The file ends in this string.'), closersMissing(`"${closers}`));
      this.#mistakes.report(message, last, `${this.#tokens.textOf(last).replace(/\\$/, '')}"${closers}`);
    } else if (closers !== '' && !this.#mistakes.isShapeWrong) {
      const isAfterComma = this.#comma === last;
      const isWhole = this.#before === 'next' || isAfterComma || this.#isSign(last, '{[');
      const end = lastVisible(this.text, last.end);
      const kept = isAfterComma ? '' : this.text.slice(end.start, end.end);
      const fits = isWhole && closers.length <= MAX_CLOSERS;
      this.#mistakes.report(
        sentences(l10n.t('The file ends too early.'), closersMissing(closers)),
        end,
        fits ? kept + closers : undefined,
      );
    }
    // What is wrong behind the last value is told with the end.
    this.#tokens.take();
  }

  /** What was expected when the last token was taken. */
  #before: State = 'start';

  #needless(comma: JsonToken): void {
    this.#mistakes.report(l10n.t('There is nothing before this comma. Remove it.'), comma, '');
    this.#take(this.#state);
  }

  #take(state: State): void {
    this.#last = this.#tokens.take();
    this.#state = state;
    this.#before = state;
  }

  #isSign({ type, start }: JsonToken, signs: string): boolean {
    return type === 'sign' && signs.includes(this.text[start] ?? ' ');
  }

  /** Words up to what ends them; with a quote behind them that has no other. */
  #wordsFrom(start: number, end: RegExp): JsonToken {
    end.lastIndex = start;
    const found = end.exec(this.text)?.index ?? this.text.length;
    const isQuote = this.text[found] === '"' && endsBehind(this.text, found + 1);
    const limit = isQuote ? found + 1 : found;
    const length = this.text.slice(start, limit).trimEnd().length;
    return { type: 'word', start, end: start + length, isCut: false, mistakes: [] };
  }

  #reportOpeningQuote(words: JsonToken): boolean {
    if (this.text[words.end - 1] !== '"') return false;
    this.#mistakes.report(
      l10n.t('A double quote `"` is missing before this.'),
      words,
      `"${this.#tokens.textOf(words)}`,
    );
    return true;
  }

  #stop(message: string, range: TextRange, replacement?: string): void {
    this.#mistakes.report(message, range, replacement);
    this.#state = 'done';
  }
}
