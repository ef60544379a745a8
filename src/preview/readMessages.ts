import { isEncoding } from '../core/model/encodings.js';
import { PLACEHOLDERS, type Placeholder } from '../core/model/placeholders.js';
import { parseReference, type Reference } from '../core/model/reference.js';
import { SLOTS, type Slot } from '../core/model/slots.js';
import {
  isChoices,
  isCount,
  isFields,
  isFlag,
  isListOf,
  isText,
  isTextOrNull,
  type Fields,
} from '../webview/fields.js';
import {
  FORM_FIELDS,
  PLAIN_COMMANDS,
  type FormField,
  LISTS,
  type HostMessage,
  type InputEdit,
  type PageMessage,
  type Selection,
} from './protocol.js';

// Whether what arrives is of the protocol. Types say nothing of what others send.

const isSlot = (value: unknown): value is Slot => SLOTS.includes(value as Slot);
const isLevel = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;

const isPiece = (piece: Fields): boolean =>
  isText(piece['text']) &&
  (piece['value'] === undefined || PLACEHOLDERS.includes(piece['value'] as Placeholder));
const isPatch = (value: unknown): boolean =>
  isFields(value) &&
  isCount(value['keepStart']) &&
  isCount(value['keepEnd']) &&
  isListOf(value['insert'], isPiece);
const isSection = (section: Fields): boolean =>
  isSlot(section['slot']) &&
  isText(section['source']) &&
  isText(section['templateHash']) &&
  isFlag(section['changed']) &&
  isPatch(section['text']);
const isProblem = (value: unknown): boolean =>
  value === null ||
  (isFields(value) &&
    isText(value['message']) &&
    [null, 'input', 'model'].includes(value['choice'] as string | null) &&
    isListOf(
      value['details'],
      (d) =>
        isText(d['place']) &&
        isText(d['message']) &&
        (d['field'] === null || FORM_FIELDS.includes(d['field'] as FormField)),
    ));
const TEXTS = ['bundleName', 'inputNote', 'baseline'];
const FLAGS = ['isAlone', 'isPublished', 'isReading', 'isLocked', 'canGoBack', 'canGoForward'];
const isConstraint = (constraint: Fields): boolean =>
  isText(constraint['label']) && isText(constraint['source']);
const isMark = (mark: Fields): boolean =>
  isSlot(mark['slot']) && isCount(mark['start']) && isCount(mark['end']);
const isHash = (hash: Fields): boolean =>
  isText(hash['name']) && isText(hash['value']) && isText(hash['covers']) && isFlag(hash['changed']);
const isLimit = ({ unit, most, by }: Fields): boolean =>
  (unit === 'characters' || (isText(unit) && isEncoding(unit))) &&
  isCount(most) &&
  ['budget', 'input'].includes(by as string);
const isEncodings = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((name) => isText(name) && isEncoding(name));
const isFinding = (finding: Fields): boolean =>
  ['error', 'warning', 'information'].includes(finding['severity'] as string) &&
  isText(finding['code']) &&
  isText(finding['message']) &&
  isText(finding['place']) &&
  isListOf(finding['marks'], isMark);
const isSuppressed = (finding: Fields): boolean => isFinding(finding) && isText(finding['reason']);
const isFix = (fix: Fields): boolean => isText(fix['title']) && isFlag(fix['isPreferred']);
const isForm = (value: unknown): boolean =>
  value === null ||
  (isFields(value) &&
    Number.isFinite(value['activity_level']) &&
    Number.isFinite(value['stress']) &&
    isText(value['task']) &&
    isText(value['traits']) &&
    isTextOrNull(value['traitsProblem']) &&
    isFlag(value['isDraft']));
const isBaseline = ({ texts, problem }: Fields): boolean =>
  isText(problem) && (texts === null || (isFields(texts) && SLOTS.every((slot) => isText(texts[slot]))));
const isRevision = (value: unknown): boolean =>
  isFields(value) &&
  (value['kind'] === 'uncommitted' ||
    (value['kind'] === 'version' && isText(value['semver'])) ||
    (value['kind'] === 'commit' &&
      ['hash', 'author', 'date', 'subject'].every((name) => isText(value[name]))));
const isChange = (change: Fields): boolean =>
  isText(change['origin']) &&
  isText(change['place']) &&
  isRevision(change['revision']) &&
  isTextOrNull(change['before']) &&
  isFlag(change['canOpen']);
const isSince = ({ mark, changes, published, note }: Fields): boolean =>
  isFields(mark) && isMark(mark) && isListOf(changes, isChange) && isText(published) && isText(note);
const isAges = ({ revisions, sentences, note }: Fields): boolean =>
  isListOf(revisions, isRevision) &&
  isListOf(
    sentences,
    (sentence) =>
      isMark(sentence) &&
      isTextOrNull(sentence['firstVersion']) &&
      (sentence['revision'] === null ||
        (isCount(sentence['revision']) && sentence['revision'] in (revisions as object))),
  ) &&
  isText(note);
const isSentChoices = (value: unknown): boolean =>
  isFields(value) && isChoices({ selected: '', options: [], ...value });
/** What is sent is left out as long as it stays. */
const isSent = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value);
const isRender = (message: Fields): boolean =>
  isSent(message['bundleId'], isTextOrNull) &&
  LISTS.every((name) => isSent(message[name], isSentChoices)) &&
  TEXTS.every((name) => isSent(message[name], isText)) &&
  FLAGS.every((name) => isSent(message[name], isFlag)) &&
  isListOf(message['sections'], isSection) &&
  isSent(message['hashes'], (hashes) => isListOf(hashes, isHash)) &&
  isSent(message['constraints'], (constraints) => isListOf(constraints, isConstraint)) &&
  isSent(message['limits'], (limits) => isListOf(limits, isLimit)) &&
  isSent(message['encodings'], isEncodings) &&
  isSent(message['findings'], (findings) => isListOf(findings, isFinding)) &&
  isSent(message['suppressed'], (suppressed) => isListOf(suppressed, isSuppressed)) &&
  isSent(message['mapVersion'], isCount) &&
  isSent(message['input'], isForm) &&
  isSent(message['problem'], isProblem);

/** What the extension said, or `undefined` when it is not of the protocol. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  if (!isFields(message)) return undefined;
  const { type } = message;
  const valid =
    (type === 'notice' && isText(message['text'])) ||
    (type === 'highlight' &&
      isListOf(message['marks'], isMark) &&
      (message['section'] === null || isSlot(message['section']))) ||
    (type === 'fixes' && isCount(message['index']) && isListOf(message['fixes'], isFix)) ||
    (type === 'located' &&
      isFields(message['mark']) &&
      isMark(message['mark']) &&
      isText(message['origin']) &&
      isText(message['place'])) ||
    (type === 'baseline' && isBaseline(message)) ||
    (type === 'since' && isSince(message)) ||
    (type === 'lookingBack' &&
      (message['mark'] === null || (isFields(message['mark']) && isMark(message['mark'])))) ||
    (type === 'ages' && isAges(message)) ||
    type === 'askPlace' ||
    (type === 'render' && isRender(message));
  return valid ? (message as unknown as HostMessage) : undefined;
}

/** What the preview remembers that its bundle was called; for the serializer. */
export function readBundleName(value: unknown): Reference | undefined {
  const name = isFields(value) ? value['bundleName'] : undefined;
  return isText(name) ? parseReference(name) : undefined;
}

/** What the preview remembers of itself, as far as it is of the right form; for the page's state and the serializer. */
export function readSelection(value: unknown): Partial<Selection> {
  if (!isFields(value)) return {};
  const { bundle, input, model } = value;
  return {
    ...(isText(bundle) && { bundle }),
    ...(isText(input) && { input }),
    ...(isText(model) && { model }),
  };
}

function readEdit(value: unknown): InputEdit | undefined {
  if (!isFields(value)) return undefined;
  const { activity_level, stress, task, traits } = value;
  return {
    ...(isLevel(activity_level) && { activity_level }),
    ...(isLevel(stress) && { stress }),
    ...(isText(task) && { task }),
    ...(isText(traits) && { traits }),
  };
}

/** What the page said, or `undefined` when it is not of the protocol. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  if (!isFields(message)) return undefined;
  const { type, slot, index, fix, offset, name, isLocked } = message;
  const plain = PLAIN_COMMANDS.find((command) => command === type);
  if (plain) return { type: plain };
  switch (type) {
    case 'select':
      return { type, selection: readSelection(message['selection']) };
    case 'copyHash':
      return isText(name) ? { type, name } : undefined;
    case 'openSource':
    case 'copySection':
      return isSlot(slot) ? { type, slot } : undefined;
    case 'openProblem':
    case 'openFinding':
    case 'openSuppressed':
    case 'openConstraint':
    case 'listFixes':
      return isCount(index) ? { type, index } : undefined;
    case 'applyFix':
      return isCount(index) && isCount(fix) ? { type, index, fix } : undefined;
    case 'openChange':
    case 'copyCommit':
      return isCount(index) ? { type, index } : undefined;
    case 'locate':
    case 'openAt':
    case 'sinceWhen':
      return isSlot(slot) && isCount(offset) ? { type, slot, offset } : undefined;
    case 'editInput': {
      const edit = readEdit(message['edit']);
      return edit && { type, edit };
    }
    case 'showChanges':
    case 'showAges':
      return isFlag(message['isShown']) ? { type, isShown: message['isShown'] } : undefined;
    case 'chooseBaseline':
      return isText(message['baseline']) ? { type, baseline: message['baseline'] } : undefined;
    case 'setLocked':
      return isFlag(isLocked) ? { type, isLocked } : undefined;
    default:
      return undefined;
  }
}
