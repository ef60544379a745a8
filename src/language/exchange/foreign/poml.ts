import * as l10n from '@vscode/l10n';
import { parseXml, XmlElement, XmlError, XmlText, type XmlNode } from '@rgrove/parse-xml';
import type { TextRange } from '../../../core/model/findings.js';
import { quote } from '../../../core/text/quote.js';
import { TextMapBuilder } from '../../../core/text/textMap.js';
import { unusable, type ForeignFile, type ForeignMessage, type ImportNote } from './foreignPrompt.js';

/** Elements that are a message, or the part of one, with who says it. */
const SPEAKERS: Readonly<Record<string, string>> = {
  role: 'system',
  task: 'user',
  'system-msg': 'system',
  'user-msg': 'user',
  'human-msg': 'user',
  'ai-msg': 'assistant',
};
/** Elements of which nothing is left but their text. */
const INLINE: ReadonlySet<string> = new Set(['b', 'i', 'u', 's', 'span', 'text', 'code']);
/** Elements that are a paragraph, or hold some. */
const BLOCKS: ReadonlySet<string> = new Set([
  ...['p', 'section', 'list', 'item', 'h', 'example', 'examples', 'introducer', 'hint', 'cp'],
  ...['output-format', 'stepwise-instructions', 'input', 'output', 'question', 'qa'],
]);
/** Stands around a text without an element of its own, as POML allows it. */
const ROOT = '<poml>';

/** Reads the plain parts of a file of POML: elements that hold text. Whatever computes or fetches something is told and left out. */
export function readPoml(text: string): ForeignFile {
  const isWhole = /<poml[\s>/]/.test(text);
  const offset = isWhole ? 0 : ROOT.length;
  let root: XmlElement | null;
  try {
    root = parseXml(isWhole ? text : `${ROOT}${text}</poml>`, {
      includeOffsets: true,
      ignoreUndefinedEntities: true,
    }).root;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const at = Math.min(Math.max(0, error.pos - offset), text.length);
    const reason = error.message.split('\n', 1)[0]?.replace(/ \(line \d+, column \d+\)/, '') ?? '';
    return unusable(l10n.t('This is not XML: {0}', reason), {
      start: at,
      end: Math.min(at + 1, text.length),
    });
  }
  const reader = new PomlReader(offset);
  reader.readChildren(root?.children ?? [], undefined);
  return {
    prompts: [
      {
        models: [],
        messages: reader.messages(),
        syntax: 'plain',
        samples: new Map(),
        rest: new Map(),
        notes: reader.notes,
      },
    ],
  };
}

/** A message that is being read. */
class PomlText {
  readonly #map = new TextMapBuilder();
  #text = '';
  /** How many line breaks are asked for: before the first line none is written, but its indent goes. */
  #breaks = 1;

  constructor(readonly role: string | undefined) {}

  /** Adds lines that stand at `start`, their indents less. Between them and what came before stands what {@link break} asked for. */
  add(text: string, { start, end }: TextRange): void {
    const isAsWritten = end - start === text.length;
    let at = 0;
    for (const line of text.split(/(?<=\n)/)) {
      const indent = this.#breaks === 0 ? 0 : (/^[^\S\n]*/.exec(line)?.[0].length ?? 0);
      const words = line.slice(indent).replace(/[^\S\n]*\n$/, '');
      if (words !== '') {
        const place = isAsWritten ? start + at + indent : start;
        if (this.#text !== '') this.#put('\n'.repeat(this.#breaks), place, 0);
        this.#breaks = 0;
        this.#put(words, place, isAsWritten ? words.length : end - start);
      }
      if (line.endsWith('\n')) this.break(this.#breaks + 1);
      at += line.length;
    }
  }

  /** Asks for that many line breaks before what comes next. */
  break(count: number): void {
    this.#breaks = Math.min(2, Math.max(this.#breaks, count));
  }

  message(): ForeignMessage | undefined {
    const text = this.#text.trimEnd();
    return text === '' ? undefined : { role: this.role, text, map: this.#map.build() };
  }

  #put(text: string, source: number, width: number): void {
    this.#text += text;
    this.#map.add(source, text.length, width);
  }
}

class PomlReader {
  readonly notes: ImportNote[] = [];
  readonly #texts: PomlText[] = [];

  constructor(private readonly offset: number) {}

  messages(): readonly ForeignMessage[] {
    return this.#texts.map((text) => text.message()).filter((message) => message !== undefined);
  }

  readChildren(children: readonly XmlNode[], role: string | undefined): void {
    for (const child of children) {
      if (child instanceof XmlText) this.#current(role).add(child.text, this.#rangeOf(child));
      else if (child instanceof XmlElement) this.#readElement(child, role);
    }
  }

  #readElement(element: XmlElement, role: string | undefined): void {
    const name = element.name.toLowerCase();
    const speaker = SPEAKERS[name];
    this.#tellAttributes(element);
    if (speaker !== undefined) {
      this.#texts.push(new PomlText(speaker));
      this.readChildren(element.children, speaker);
      // What comes next is nobody's yet.
      this.#texts.push(new PomlText(role ?? 'developer'));
    } else if (name === 'br') this.#current(role).break(1);
    else if (INLINE.has(name)) this.readChildren(element.children, role);
    else if (BLOCKS.has(name)) {
      this.#current(role).break(name === 'item' ? 1 : 2);
      if (name === 'item')
        this.#current(role).add('- ', {
          start: this.#rangeOf(element).start,
          end: this.#rangeOf(element).start,
        });
      this.readChildren(element.children, role);
      this.#current(role).break(name === 'item' ? 1 : 2);
    } else
      this.notes.push({
        message: l10n.t('{0} is no plain text. It is left out.', quote(`<${element.name}>`)),
        range: this.#rangeOf(element),
      });
  }

  #tellAttributes(element: XmlElement): void {
    for (const name of ['for', 'if', 'src'])
      if (element.attributes[name] !== undefined)
        this.notes.push({
          message: l10n.t(
            'The attribute {0} of {1} does nothing here.',
            quote(name),
            quote(`<${element.name}>`),
          ),
          range: this.#rangeOf(element),
        });
  }

  #current(role: string | undefined): PomlText {
    const last = this.#texts.at(-1);
    if (last) return last;
    const text = new PomlText(role);
    this.#texts.push(text);
    return text;
  }

  #rangeOf({ start, end }: XmlNode): TextRange {
    return { start: start - this.offset, end: end - this.offset };
  }
}
