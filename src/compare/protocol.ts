import { SLOTS, type Slot } from '../core/model/slots.js';
import { ENCODINGS, type EncodingName } from '../webview/encodings.js';
import {
  isChoices,
  isCount,
  isFields,
  isFlag,
  isListOf,
  isText,
  isTextOrNull,
  type Choices,
  type Fields,
  type NoticeMessage,
} from '../webview/fields.js';

// What the extension and the page that compares versions say to each other. Both sides read what arrives with the
// functions below and drop anything of another form.

/** The hashes of a row in the order of the table's columns, the prompt's first, by their names in the spec. */
export const HASH_NAMES = [
  'prompt_hash',
  'content_hash',
  'bundle_hash',
  'personality_hash',
  ...SLOTS.map((slot) => `${slot} template_hash`),
] as const;

/** A commit, for people. */
export interface Revision {
  /** The first digits of its hash. */
  readonly id: string;
  /** The local day; empty where git does not say it. */
  readonly date: string;
  readonly author: string;
  /** The first line of its message. */
  readonly subject: string;
}

/** A place that holds a version, and the revision of it in git. */
export interface Place {
  readonly label: string;
  readonly revision: Revision | null;
}

/** The words of a prompt, and how many were added and removed since the row above; `null` where one of them is none. */
export interface WordCount {
  readonly total: number;
  readonly since: { readonly added: number; readonly removed: number } | null;
}

/** A version, as one place or several with the same content hold it. */
export interface Row {
  /** Tells it from all other rows; stays the same while the version is edited. */
  readonly id: string;
  readonly semver: string;
  readonly places: readonly Place[];
  /** Those of the published version, in order of name. */
  readonly labels: readonly string[];
  /** What the published version changes, in the words of whoever published it, line by line. */
  readonly note: readonly string[];
  /** Whether the workspace's file, or a template of it, holds text that is not saved. */
  readonly isUnsaved: boolean;
  /** In the order of `HASH_NAMES`; `null` for one that takes a prompt where there is none. */
  readonly hashes: readonly (string | null)[];
  /** `null` where there is no prompt. */
  readonly words: WordCount | null;
  /** Why it does not render. */
  readonly problem: string | null;
}

/** Two rows by their ids, and why their prompts differ. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly summary: string;
}

/** The two rows that are chosen. */
export interface ChosenPair extends Pair {
  /** How many words and characters were added and removed, in a sentence; empty where the prompts are the same. */
  readonly size: string;
  /** The sections whose text is another; `null` when one of the two does not render. */
  readonly changed: readonly Slot[] | null;
}

/** What a version of the workspace can be held against beside the rows. */
export const COUNTERPARTS = ['saved', 'commit', 'published', 'registry', 'clipboard'] as const;
export type Counterpart = (typeof COUNTERPARTS)[number];

/** The version of the workspace that is held against other states of itself, and those there are. */
export interface Draft {
  readonly semver: string;
  readonly against: readonly Counterpart[];
}

export const HISTORY_STATES = ['reading', 'whole', 'cut'] as const;
export type HistoryState = (typeof HISTORY_STATES)[number];

export interface VersionsMessage {
  readonly type: 'versions';
  /** What the page keeps for the next time it is opened. */
  readonly state: CompareState;
  readonly inputs: Choices;
  readonly rows: readonly Row[];
  /** Of each two rows that stand below each other. */
  readonly neighbours: readonly Pair[];
  readonly chosen: ChosenPair | null;
  readonly draft: Draft | null;
  /** What is not as asked for, such as an input with errors. */
  readonly warning: string | null;
  /** How much of git is in the rows: it is still being read, all, or the newest revisions alone. */
  readonly history: HistoryState;
}

/** The prompts that the page asked for, to count their tokens. */
export interface PromptsMessage {
  readonly type: 'prompts';
  readonly prompts: readonly { readonly hash: string; readonly text: string }[];
}

export type HostMessage = VersionsMessage | PromptsMessage | NoticeMessage;

/** How the tokens changed between two rows, by their ids. */
export interface PairTokens {
  readonly from: string;
  readonly to: string;
  readonly added: number;
  readonly removed: number;
  readonly before: number;
  readonly after: number;
  readonly isRough: boolean;
}

/** The tokens that the page has counted. */
export interface CountedTokens {
  readonly encoding: EncodingName;
  readonly pairs: readonly PairTokens[];
}

/** What the view shows and restores after a reload of the window. */
export interface CompareState {
  /** URI of the folder whose versions are compared. */
  readonly folder: string;
  readonly bundleId: string;
  /** URI of an input, a draft's name, or an empty text for none. */
  readonly input: string;
  /** Ids of the chosen rows. */
  readonly from: string;
  readonly to: string;
}

export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'selectInput'; readonly input: string }
  | { readonly type: 'choose'; readonly from: string; readonly to: string }
  /** The chosen rows in a diff editor: whole prompts, or one section of them. */
  | { readonly type: 'openDiff'; readonly slot: Slot | null }
  | { readonly type: 'openAgainst'; readonly counterpart: Counterpart }
  | {
      readonly type: 'copyMarkdown';
      readonly onlyChosen: boolean;
      /** What is known of tokens; `null` where none are counted. */
      readonly tokens: CountedTokens | null;
    }
  /** The prompts of rows by their hashes, to count their tokens. */
  | { readonly type: 'readPrompts'; readonly hashes: readonly string[] }
  /** A hash of a row, by its place in `HASH_NAMES`. */
  | { readonly type: 'copyHash'; readonly row: string; readonly column: number };

const isSlot = (value: unknown): value is Slot => SLOTS.includes(value as Slot);
const isCounterpart = (value: unknown): value is Counterpart => COUNTERPARTS.includes(value as Counterpart);
const isRevision = (value: unknown): boolean =>
  value === null ||
  (isFields(value) && ['id', 'date', 'author', 'subject'].every((name) => isText(value[name])));
const isPlace = (place: Fields): boolean => isText(place['label']) && isRevision(place['revision']);
const isWordCount = (value: unknown): boolean =>
  value === null ||
  (isFields(value) &&
    isCount(value['total']) &&
    (value['since'] === null ||
      (isFields(value['since']) && isCount(value['since']['added']) && isCount(value['since']['removed']))));
const isHashes = (value: unknown): boolean =>
  Array.isArray(value) && value.length === HASH_NAMES.length && value.every(isTextOrNull);
const isRow = (row: Fields): boolean =>
  isText(row['id']) &&
  isText(row['semver']) &&
  isListOf(row['places'], isPlace) &&
  Array.isArray(row['labels']) &&
  row['labels'].every(isText) &&
  Array.isArray(row['note']) &&
  row['note'].every(isText) &&
  isFlag(row['isUnsaved']) &&
  isHashes(row['hashes']) &&
  isWordCount(row['words']) &&
  isTextOrNull(row['problem']);
const isPair = (pair: Fields): boolean =>
  isText(pair['from']) && isText(pair['to']) && isText(pair['summary']);
const isChosen = (value: unknown): boolean =>
  value === null ||
  (isFields(value) &&
    isPair(value) &&
    isText(value['size']) &&
    (value['changed'] === null || (Array.isArray(value['changed']) && value['changed'].every(isSlot))));
const isDraftVersion = (value: unknown): boolean =>
  value === null ||
  (isFields(value) &&
    isText(value['semver']) &&
    Array.isArray(value['against']) &&
    value['against'].every(isCounterpart));
const isPairTokens = (pair: Fields): boolean =>
  isText(pair['from']) &&
  isText(pair['to']) &&
  ['added', 'removed', 'before', 'after'].every((name) => isCount(pair[name])) &&
  isFlag(pair['isRough']);
const isCountedTokens = (value: unknown): value is CountedTokens | null =>
  value === null ||
  (isFields(value) &&
    ENCODINGS.includes(value['encoding'] as EncodingName) &&
    isListOf(value['pairs'], isPairTokens));
const isPrompt = (prompt: Fields): boolean => isText(prompt['hash']) && isText(prompt['text']);
const isState = (value: unknown): boolean => Object.keys(readCompareState(value)).length === 5;
const isVersions = (message: Fields): boolean =>
  isState(message['state']) &&
  isChoices(message['inputs']) &&
  isListOf(message['rows'], isRow) &&
  isListOf(message['neighbours'], isPair) &&
  isChosen(message['chosen']) &&
  isDraftVersion(message['draft']) &&
  isTextOrNull(message['warning']) &&
  HISTORY_STATES.includes(message['history'] as HistoryState);

/** What the extension said, or `undefined` when it is not of the protocol. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  if (!isFields(message)) return undefined;
  const { type } = message;
  const valid =
    (type === 'notice' && isText(message['text'])) ||
    (type === 'prompts' && isListOf(message['prompts'], isPrompt)) ||
    (type === 'versions' && isVersions(message));
  return valid ? (message as unknown as HostMessage) : undefined;
}

/** What the view remembers of itself, as far as it is of the right form; for the page's state and the serializer. */
export function readCompareState(value: unknown): Partial<CompareState> {
  if (!isFields(value)) return {};
  const { folder, bundleId, input, from, to } = value;
  return {
    ...(isText(folder) && { folder }),
    ...(isText(bundleId) && { bundleId }),
    ...(isText(input) && { input }),
    ...(isText(from) && { from }),
    ...(isText(to) && { to }),
  };
}

/** What the page said, or `undefined` when it is not of the protocol. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (!isFields(message)) return undefined;
  const { type, input, from, to, slot, counterpart, onlyChosen, tokens, hashes, row, column } = message;
  switch (type) {
    case 'ready':
      return { type };
    case 'selectInput':
      return isText(input) ? { type, input } : undefined;
    case 'choose':
      return isText(from) && isText(to) ? { type, from, to } : undefined;
    case 'openDiff':
      return slot === null || isSlot(slot) ? { type, slot } : undefined;
    case 'openAgainst':
      return isCounterpart(counterpart) ? { type, counterpart } : undefined;
    case 'copyMarkdown':
      return isFlag(onlyChosen) && isCountedTokens(tokens) ? { type, onlyChosen, tokens } : undefined;
    case 'readPrompts':
      return Array.isArray(hashes) && hashes.every(isText) ? { type, hashes } : undefined;
    case 'copyHash':
      return isText(row) && isCount(column) && column < HASH_NAMES.length ? { type, row, column } : undefined;
    default:
      return undefined;
  }
}
