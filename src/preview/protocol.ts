import { PLACEHOLDERS, type Placeholder } from '../core/model/placeholders.js';
import { SLOTS, type Slot } from '../core/model/slots.js';

// What the extension and the preview page say to each other. Both sides read what arrives with the functions
// below and drop anything of another form: the page never trusts content, the extension never trusts the page.

/** An entry of a drop-down. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A drop-down: what can be chosen, and what is. */
export interface Choices {
  readonly options: readonly Choice[];
  readonly selected: string;
}

/** A run of rendered text: written in the template (`value` absent), or brought in for a placeholder. */
export interface Piece {
  readonly text: string;
  readonly value?: Placeholder;
}

/** One of the four parts of the prompt. */
export interface Section {
  readonly slot: Slot;
  /** `template_id@semver`, or `bundle_id@semver#slot` of an inline template. */
  readonly source: string;
  /** First 12 digits suffice to tell versions apart; the whole hash is here. */
  readonly templateHash: string;
  /** Unicode code points of the rendered part. */
  readonly characters: number;
  readonly pieces: readonly Piece[];
}

/** A hash with its name in the spec and what it covers. */
export interface NamedHash {
  readonly name: string;
  readonly value: string;
  readonly covers: string;
}

/** Why the newest text does not render. The page keeps the last good render below it. */
export interface Problem {
  readonly message: string;
  /** `file:line` and what is wrong there, each a link. */
  readonly details: readonly { readonly place: string; readonly message: string }[];
}

/** What the page shows. Sections that did not change since the last message are left out of `sections`. */
export interface RenderMessage {
  readonly type: 'render';
  /** `bundle_id`, or `null` when there is no bundle to show. */
  readonly bundleId: string | null;
  readonly versions: Choices;
  readonly inputs: Choices;
  readonly models: Choices;
  readonly hashes: readonly NamedHash[];
  readonly sections: readonly Section[];
  readonly problem: Problem | null;
}

/** Words of a passing note, such as "Prompt copied". */
export interface NoticeMessage {
  readonly type: 'notice';
  readonly text: string;
}

export type HostMessage = RenderMessage | NoticeMessage;

/** What the preview shows and restores after a reload of the window. */
export interface Selection {
  readonly bundle: string;
  readonly input: string;
  readonly model: string;
}

export type PageMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'select'; readonly selection: Partial<Selection> }
  | { readonly type: 'copyPrompt' }
  | { readonly type: 'copyHash'; readonly name: string }
  | { readonly type: 'openRendered' }
  | { readonly type: 'openSource'; readonly slot: Slot }
  | { readonly type: 'openProblem'; readonly index: number };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isSlot = (value: unknown): value is Slot => SLOTS.includes(value as Slot);
const isListOf = (value: unknown, is: (item: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((item) => isFields(item) && is(item));

const isChoices = (value: unknown): boolean =>
  isFields(value) && isText(value['selected']) && isListOf(value['options'], (c) => isText(c['value']) && isText(c['label']));
const isPiece = (piece: Fields): boolean =>
  isText(piece['text']) && (piece['value'] === undefined || PLACEHOLDERS.includes(piece['value'] as Placeholder));
const isSection = (section: Fields): boolean =>
  isSlot(section['slot']) &&
  isText(section['source']) &&
  isText(section['templateHash']) &&
  isCount(section['characters']) &&
  isListOf(section['pieces'], isPiece);
const isProblem = (value: unknown): boolean =>
  value === null ||
  (isFields(value) && isText(value['message']) && isListOf(value['details'], (d) => isText(d['place']) && isText(d['message'])));

/** What the extension said, or `undefined` when it is not of the protocol. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  if (!isFields(message)) return undefined;
  const { type } = message;
  const valid =
    (type === 'notice' && isText(message['text'])) ||
    (type === 'render' &&
      (message['bundleId'] === null || isText(message['bundleId'])) &&
      isChoices(message['versions']) &&
      isChoices(message['inputs']) &&
      isChoices(message['models']) &&
      isListOf(message['hashes'], (h) => isText(h['name']) && isText(h['value']) && isText(h['covers'])) &&
      isListOf(message['sections'], isSection) &&
      isProblem(message['problem']));
  return valid ? (message as unknown as HostMessage) : undefined;
}

/** What the preview remembers of itself, as far as it is of the right form; for the page's state and the serializer. */
export function readSelection(value: unknown): Partial<Selection> {
  if (!isFields(value)) return {};
  const { bundle, input, model } = value;
  return { ...(isText(bundle) && { bundle }), ...(isText(input) && { input }), ...(isText(model) && { model }) };
}

/** What the page said, or `undefined` when it is not of the protocol. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (!isFields(message)) return undefined;
  switch (message['type']) {
    case 'ready':
    case 'copyPrompt':
    case 'openRendered':
      return { type: message['type'] };
    case 'select':
      return { type: 'select', selection: readSelection(message['selection']) };
    case 'copyHash':
      return isText(message['name']) ? { type: 'copyHash', name: message['name'] } : undefined;
    case 'openSource':
      return isSlot(message['slot']) ? { type: 'openSource', slot: message['slot'] } : undefined;
    case 'openProblem':
      return isCount(message['index']) ? { type: 'openProblem', index: message['index'] } : undefined;
    default:
      return undefined;
  }
}
