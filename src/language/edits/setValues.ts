import { canonicalJson } from '../../core/canonicalJson.js';
import { toJsonValue } from '../../core/documents/valueNode.js';
import { isJsonMap, type JsonMap, type JsonValue } from '../../core/model/jsonValue.js';
import { countComments } from './comments.js';
import type { FixSubject } from './subject.js';
import { applyEdits, difference, type TextEdit } from './textEdit.js';
import { waysToSay, type NewValue } from './waysToSay.js';
import { isSound } from './verify.js';
import { wholeFile } from './writtenValues.js';

/**
 * The edit by which a file says other values and nothing else changes: where it can be, words in their place and
 * in the style of the file, with its comments. What cannot be edited so is written anew, unless comments would be
 * lost. `undefined` when the file cannot say these values at all.
 */
export function setValues(subject: FixSubject, values: readonly NewValue[]): TextEdit | undefined {
  const says = saidWith(subject, values);
  if (!says) return undefined;
  return editTo(subject, inPlace(subject, values, says) ?? anew(subject, says), says);
}

/** The whole file written anew; `undefined` where comments would be lost. */
function anew({ type, text, file: { root } }: FixSubject, says: JsonMap): string | undefined {
  return root && countComments({ type, text, root }) > 0 ? undefined : wholeFile(type, says);
}

/** As `setValues`, for a fix that is about one value: all else stays as it is written, aliases among it. */
export function setInPlace(subject: FixSubject, value: NewValue): TextEdit | undefined {
  const says = saidWith(subject, [value]);
  return says && editTo(subject, inPlace(subject, [value], says), says);
}

/** What a file says with other values; `undefined` where it is none that has values. */
function saidWith({ file: { root } }: FixSubject, values: readonly NewValue[]): JsonMap | undefined {
  if (root?.kind !== 'mapping' || values.length === 0) return undefined;
  const says = values.reduce((file: JsonValue, value) => withValue(file, value), toJsonValue(root));
  return isJsonMap(says) ? says : new Map();
}

function editTo(subject: FixSubject, text: string | undefined, says: JsonMap): TextEdit | undefined {
  if (text === undefined) return undefined;
  const edit = difference(subject.text, text);
  return isSound(subject, { edits: [edit], says }) ? edit : undefined;
}

/** The value with another one at a path, made where there is none. */
function withValue(file: JsonValue, { path: [key, ...rest], value }: NewValue): JsonValue {
  if (key === undefined) return value ?? null;
  const map: JsonMap = isJsonMap(file) ? file : new Map<string, JsonValue>();
  if (rest.length === 0 && value === undefined) return new Map([...map].filter(([name]) => name !== key));
  return new Map([...map, [key, withValue(map.get(key) ?? new Map(), { path: rest, value })]]);
}

/** One value after the other, each on what the one before left. What an alias repeats is right once all is. */
function inPlace(subject: FixSubject, values: readonly NewValue[], says: JsonValue): string | undefined {
  let current = subject;
  for (const value of values) {
    const { root } = current.file;
    if (!root) return undefined;
    const wanted = [withValue(toJsonValue(root), value), says].map(canonicalJson);
    if (canonicalJson(toJsonValue(root)) === wanted[1]) break;
    const next = waysToSay(current, value)
      .map((edits) => current.with(applyEdits(current.text, edits)))
      .find(({ file }) => file.root && wanted.includes(canonicalJson(toJsonValue(file.root))));
    if (!next) return undefined;
    current = next;
  }
  return current.text;
}
