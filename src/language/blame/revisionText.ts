import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { parsePromptFile } from '../../core/documents/promptFile.js';
import { PLACEHOLDERS } from '../../core/model/placeholders.js';
import { SLOTS } from '../../core/model/slots.js';
import type { FileRevision } from './fileHistory.js';
import { textIn, type TextName } from './sourceText.js';

/** Makes a prompt file of its text. */
export type Parse = typeof parsePromptFile;

/** All texts of a revision by their names, as long as somebody keeps it to ask again. */
const known = new WeakMap<FileRevision, ReadonlyMap<string, string>>();

const NAMES: readonly TextName[] = [
  ...SLOTS.map((slot) => ({ slot, from: 'template' }) as const),
  // A value is the same wherever it is brought in.
  ...PLACEHOLDERS.map((from) => ({ slot: 'task', from }) as const),
];

/** A text as a revision of a file has it; `undefined` where the file is broken there, is no prompt file, or cannot be read. */
export function revisionText(revision: FileRevision, name: TextName, parse: Parse): string | undefined {
  const texts = known.get(revision) ?? textsOf(revision, parse);
  known.set(revision, texts);
  return texts.get(keyOf(name));
}

function textsOf({ name, given }: FileRevision, parse: Parse): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const type = fileTypeOf(name);
  const file = type && given && parse(type, given);
  for (const wanted of NAMES) {
    const text = file && textIn(file, wanted);
    if (text !== undefined) texts.set(keyOf(wanted), text);
  }
  return texts;
}

function keyOf({ slot, from }: TextName): string {
  return from === 'template' ? slot : `{{${from}}}`;
}
