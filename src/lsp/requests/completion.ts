import {
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
} from 'vscode-languageserver';
import { yamlTokens } from '../../core/documents/composeYaml.js';
import {
  complete,
  RULE_CATALOG,
  summaryOf,
  type Completion,
  type CompletionKind,
} from '../../language/index.js';
import { shownParts, shownText } from '../output.js';
import { snippetText } from '../../core/output/snippetText.js';
import { askedFile, offsetIn, ownRange, type AskedFile, type Services } from './asked.js';
import { inputFor } from './inputFor.js';

/** Signs behind which there may be something to choose. */
export const TRIGGERS = ['{', '"', "'", ' ', '@', ':'];

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  reference: CompletionItemKind.Reference,
  placeholder: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** Completions, of which the last list is kept: what more there is to say of one is found when it is looked at. */
export class CompletionProvider {
  #list = 0;
  #last: readonly Completion[] = [];

  constructor(private readonly services: Services) {}

  /** What can be written at a place of a document. */
  async provide({ textDocument, position, context }: CompletionParams): Promise<CompletionList | null> {
    const asked = await askedFile(this.services, textDocument);
    if (!asked) return null;
    const { language, file } = asked;
    const trigger = context?.triggerCharacter;
    const offset = offsetIn(asked, position);
    if (trigger === ' ' && isInWords(asked, offset)) return null;
    const { items, isIncomplete } = await complete(language, file, offset, {
      parse: language.parse,
      yamlTokens,
      chosenInput: () => Promise.resolve(inputFor(asked)),
      describeCode: (code) => {
        const page = RULE_CATALOG.find((one) => one.code === code);
        return page && summaryOf(page);
      },
      ...(trigger !== undefined && { trigger }),
    });
    const list = ++this.#list;
    this.#last = items;
    const digits = String(items.length).length;
    return {
      isIncomplete,
      items: items.map((item, index) => ({
        ...this.#itemOf(asked, item),
        sortText: String(index).padStart(digits, '0'),
        data: { list, index },
      })),
    };
  }

  /** Adds to a completion what only one at a time is asked for; to one of an earlier list, nothing. */
  async resolve(item: CompletionItem): Promise<CompletionItem> {
    const { list, index } = (item.data ?? {}) as { readonly list?: unknown; readonly index?: unknown };
    const known = list === this.#list && typeof index === 'number' ? this.#last[index] : undefined;
    if (!known?.describe) return item;
    const { detail, documentation } = await known.describe();
    return {
      ...item,
      ...(detail !== undefined && { detail: shownText(detail) }),
      ...(documentation && {
        documentation: shownParts(documentation, this.services.abilities.documentationKind),
      }),
    };
  }

  #itemOf(asked: AskedFile, completion: Completion): CompletionItem {
    const { kind, label, detail, documentation, range, text, filterText, edits = [], commit } = completion;
    const { abilities } = this.services;
    const stops = abilities.hasSnippets ? (completion.stops ?? []) : [];
    return {
      label: shownText(label),
      kind: KINDS[kind],
      filterText,
      textEdit: {
        range: ownRange(asked, range),
        newText: stops.length > 0 ? snippetText(text, stops) : text,
      },
      insertTextFormat: stops.length > 0 ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      // It is indented already.
      insertTextMode: InsertTextMode.asIs,
      ...(detail !== undefined &&
        (abilities.labelDetails
          ? { labelDetails: { description: shownText(detail) } }
          : { detail: shownText(detail) })),
      ...(documentation && { documentation: shownParts(documentation, abilities.documentationKind) }),
      ...(edits.length > 0 && {
        additionalTextEdits: edits.map((edit) => ({ range: ownRange(asked, edit), newText: edit.text })),
      }),
      ...(commit && { commitCharacters: [...commit] }),
    };
  }
}

/** True for a blank that was typed behind a word: most of them are, and nothing is to be chosen there. */
function isInWords({ parsed }: AskedFile, offset: number): boolean {
  const { text } = parsed.source;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return !/[:,[-] +$/.test(line);
}
