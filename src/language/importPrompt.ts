import * as l10n from '@vscode/l10n';
import type { GivenRecord } from '../core/documents/recordFile.js';
import { unreadableFinding } from '../core/documents/unreadableFile.js';
import type { PromptBundle } from '../core/model/bundle.js';
import type { JsonMap, JsonValue } from '../core/model/jsonValue.js';
import type { Placeholder } from '../core/model/placeholders.js';
import type { Reference } from '../core/model/reference.js';
import type { RenderInput } from '../core/model/renderInput.js';
import { isSemver } from '../core/model/semver.js';
import { bySlot, SLOTS } from '../core/model/slots.js';
import { addAll } from '../core/text/addAll.js';
import { lastName } from '../core/text/lastName.js';
import { quote } from '../core/text/quote.js';
import { SourceText } from '../core/text/sourceText.js';
import { arrange, type ReadMessage } from './exchange/foreign/arrange.js';
import type { ForeignPrompt, ImportFormat, ImportNote } from './exchange/foreign/foreignPrompt.js';
import { readForeign } from './exchange/foreign/readForeign.js';
import { sampleInput } from './exchange/foreign/sampleInput.js';
import { fillVariables, type ReadVariables } from './exchange/foreign/variables.js';
import { FIRST_VERSION, MAX_ID, starterText } from './fixes/documents/starter.js';

export { IMPORT_FORMATS, type ImportFormat, type ImportNote } from './exchange/foreign/foreignPrompt.js';

/** A file of another tool, and what is to be made of it. */
export interface ImportRequest extends ImportManner {
  /** Its path; the last name tells the format, and the bundle's id where the file does not. */
  readonly file: string;
  readonly text: string;
}

/** How a file is imported. */
export interface ImportManner {
  readonly format?: ImportFormat | undefined;
  /** What variables stand for, by their names, beside those that are called like a placeholder. */
  readonly mapped: ReadonlyMap<string, Placeholder>;
  /** The id and version to give to it, in place of what the file says. */
  readonly as?: Partial<Reference>;
}

/** A note with its place in the file; both count from 1. */
export interface PlacedNote {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A prompt of the file as a bundle, with its templates in it. */
export interface ImportedBundle {
  readonly bundle: PromptBundle;
  /** What else the file says, under one key that no render reads; empty where it says no more. */
  readonly extra: JsonMap;
  /** The values the file has to try the prompt with. */
  readonly input: RenderInput | undefined;
  readonly variables: ReadVariables;
  /** Everything that is not as it was, in order of place. */
  readonly notes: readonly ImportNote[];
}

export interface Imported {
  readonly format: ImportFormat;
  readonly source: SourceText;
  /** None where the file cannot be read. */
  readonly bundles: readonly ImportedBundle[];
  /** Why it cannot be read. */
  readonly mistakes: readonly ImportNote[];
}

/** Reads prompts of another tool as bundles. What is not taken over word by word is told at its place. Never throws. */
export function importPrompt(request: ImportRequest): Imported {
  const source = new SourceText(request.text);
  const { format, read } = readForeign(request.file, source, request.format);
  if ('mistakes' in read) return { format, source, bundles: [], mistakes: read.mistakes };
  const bundles = read.prompts.map((prompt) => importOne(prompt, format, request));
  const mistakes = bundles.flatMap((one) => ('message' in one ? one : []));
  return { format, source, mistakes, bundles: bundles.flatMap((one) => ('bundle' in one ? one : [])) };
}

/** The same of what is known of the file: its text, what `decodeUtf8` gave for its bytes, or why it cannot be read. */
export function importGiven(file: string, given: GivenRecord, manner: ImportManner): Imported {
  const text = typeof given === 'string' ? given : 'text' in given ? given.text : '';
  const imported = importPrompt({ ...manner, file, text });
  const message = whyUnread(given);
  return message === undefined
    ? imported
    : { ...imported, bundles: [], mistakes: [{ message, range: START }] };
}

function whyUnread(given: GivenRecord): string | undefined {
  if (typeof given === 'string') return undefined;
  if ('kind' in given) return unreadableFinding(given).message;
  return given.invalidAt === undefined ? undefined : l10n.t('The file is not UTF-8. Save it as UTF-8.');
}

/** Notes with their places, as people count them: from 1. */
export function placedNotes(source: SourceText, notes: readonly ImportNote[]): readonly PlacedNote[] {
  return notes.map(({ message, range }) => {
    const { line, column } = source.positionAt(range.start);
    return { line: line + 1, column: column + 1, message };
  });
}

function importOne(
  prompt: ForeignPrompt,
  format: ImportFormat,
  { file, mapped, as = {} }: ImportRequest,
): ImportedBundle | ImportNote {
  const notes: ImportNote[] = [...prompt.notes];
  const variables = new Map<string, Placeholder | undefined>();
  const messages = prompt.messages.map((message): ReadMessage => {
    const filled = fillVariables(message, prompt.syntax, mapped);
    addAll(notes, filled.notes);
    for (const [name, placeholder] of filled.variables) variables.set(name, placeholder);
    return {
      role: message.role,
      text: filled.text,
      range: message.map.rangeToSource(0, message.text.length),
    };
  });
  const { parts, left, notes: arranged } = arrange(messages);
  if (parts.size === 0)
    return { message: l10n.t('There is no text for a prompt in this file.'), range: START };
  const version = versionOf(prompt.version);
  const tags = [...new Set(prompt.models.filter(isTag))];
  const missing = SLOTS.filter((slot) => !parts.has(slot));
  addAll(notes, [
    ...arranged,
    ...missing.map((slot) => ({
      message: l10n.t(
        'The file has nothing for the {0} part. It begins with {1}.',
        slot,
        quote(starterText(slot)),
      ),
      range: START,
    })),
    ...(prompt.version !== undefined && prompt.version !== version && as.semver === undefined
      ? [
          {
            message: l10n.t('The version {0} is {1} here.', quote(prompt.version), version),
            range: START,
          },
        ]
      : []),
    ...prompt.models
      .filter((model) => !isTag(model))
      .map((model) => ({
        message: l10n.t('{0} is too long for a tag. It is left out.', quote(model)),
        range: START,
      })),
  ]);
  return {
    bundle: {
      bundle_id: as.id ?? idOf(prompt.name ?? '', file),
      semver: as.semver ?? version,
      tags,
      templates: bySlot((slot) => {
        const { content, role } = parts.get(slot) ?? { content: starterText(slot), role: null };
        return { kind: 'inline', template: { content, role, constraints: null, adapter_version: null } };
      }),
      ...(prompt.description?.trim() ? { description: prompt.description.trim() } : {}),
    },
    extra: extraOf(format, prompt.rest, left),
    input: sampleInput(prompt.samples, mapped),
    variables,
    notes: notes.sort((a, b) => a.range.start - b.range.start),
  };
}

const START = { start: 0, end: 0 };

/** The most characters of a tag (spec, section 1.2). */
const MAX_TAG = 64;

function isTag(model: string): boolean {
  return Array.from(model).length <= MAX_TAG;
}

/** The version that a file says: as it is, a whole number as a major version, and the first one for anything else. */
function versionOf(said: string | undefined): string {
  if (said === undefined) return FIRST_VERSION;
  if (isSemver(said)) return said;
  const [, major = '1', minor = '0'] = /^v?(\d{1,9})(?:\.(\d{1,9}))?$/.exec(said) ?? [];
  const semver = `${Number(major)}.${Number(minor)}.0`;
  return isSemver(semver) ? semver : FIRST_VERSION;
}

/** An id of what the file calls its prompt, or of its own name. */
function idOf(name: string, file: string): string {
  const stem = lastName(file).replace(/\.(?:prompty|prompt|poml|json|md|markdown|txt|prompt\.ya?ml)$/i, '');
  const words = [name, stem].map((text) => text.toWellFormed().replaceAll(/\p{C}/gu, '').trim());
  return Array.from(words.find((text) => text !== '') ?? 'imported')
    .slice(0, MAX_ID)
    .join('')
    .trim();
}

function extraOf(format: ImportFormat, rest: JsonMap, left: readonly ReadMessage[]): JsonMap {
  const messages = left.map(
    ({ role = '', text }): JsonValue =>
      new Map([
        ['role', role],
        ['content', text],
      ]),
  );
  const all = new Map<string, JsonValue>([
    ...rest,
    ...(messages.length > 0 ? [['messages', messages] as const] : []),
  ]);
  return all.size > 0 ? new Map([[`x-${format}`, all]]) : new Map();
}
