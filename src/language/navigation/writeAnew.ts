import { toJsonValue } from '../../core/documents/valueNode.js';
import type { JsonMap, JsonValue } from '../../core/model/jsonValue.js';
import { changedAt } from '../edits/jsonPath.js';
import { doubleQuoted, escaped, styleOf } from '../edits/scalars.js';
import type { FixSubject } from '../edits/subject.js';
import type { TextEdit } from '../edits/textEdit.js';
import { isSound } from '../edits/verify.js';
import { isYaml } from '../edits/writtenValues.js';
import type { WrittenPart, WrittenText } from './writtenText.js';

/** What is to stand in a part of a text. */
export interface NewText {
  readonly at: WrittenPart;
  readonly text: string;
}

/**
 * The edits that put new texts into a file and change nothing else of it; `undefined` where that cannot be done. Each is
 * made in the style that its text is written in; where a plain one cannot hold the new text, it gets quotes.
 */
export function writeAnew(subject: FixSubject, texts: readonly NewText[]): readonly TextEdit[] | undefined {
  const { root } = subject.file;
  if (!root) return undefined;
  const says = texts.reduce(saidWith, toJsonValue(root));
  const ways = [isWrittenInside, isQuoted, isNever].map((isInside) =>
    texts
      .map((text) => (isInside(subject, text) ? editInside(subject, text) : editWhole(subject, text)))
      .sort((a, b) => a.start - b.start),
  );
  return ways.find((edits) => isSound(subject, { edits, says }));
}

/** Where the part stands in the file as it is, not as an escape that stands for more. */
function isWrittenInside(_subject: FixSubject, { at: { within, start, end } }: NewText): boolean {
  return within.map.standsAlone(start, end);
}

function isQuoted(subject: FixSubject, text: NewText): boolean {
  const style = styleIn(subject, text);
  return isWrittenInside(subject, text) && (style === 'double' || style === 'single');
}

function isNever(): boolean {
  return false;
}

function styleIn({ text }: FixSubject, { at: { within } }: NewText): ReturnType<typeof styleOf> {
  return styleOf(text[within.range.start]);
}

function editInside(subject: FixSubject, text: NewText): TextEdit {
  return { ...text.at.range, text: escaped(text.text, styleIn(subject, text)) };
}

function editWhole(subject: FixSubject, { at, text }: NewText): TextEdit {
  return { ...at.within.range, text: doubleQuoted(renewed(at, text), isYaml(subject)) };
}

function renewed({ within: { value }, start, end }: WrittenPart, text: string): string {
  return value.slice(0, start) + text + value.slice(end);
}

/** What a file says with the new text, wherever an alias repeats it. */
function saidWith(says: JsonValue, { at, text }: NewText): JsonValue {
  const { paths, isKey } = at.within;
  const value = renewed(at, text);
  return paths.reduce(
    (said, path) => (isKey ? withKey(said, path, value) : changedAt(said, path, () => value)),
    says,
  );
}

function withKey(says: JsonValue, path: WrittenText['paths'][number], key: string): JsonValue {
  return changedAt(
    says,
    path.slice(0, -1),
    (mapping) =>
      // Only a mapping has keys.
      new Map([...(mapping as JsonMap)].map(([name, item]) => [name === path.at(-1) ? key : name, item])),
  );
}
