import type { TextRange } from '../../../core/model/findings.js';
import type { JsonMap, JsonValue } from '../../../core/model/jsonValue.js';
import type { TextMap } from '../../../core/text/textMap.js';

/** What can be imported. */
export const IMPORT_FORMATS = [
  'prompty',
  'dotprompt',
  'github-models',
  'langfuse',
  'promptlayer',
  'poml',
  'text',
] as const;

export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What there is to say about a place of a file that is imported, in sentences. */
export interface ImportNote {
  readonly message: string;
  readonly range: TextRange;
}

/** A message of a prompt of another tool, as it is written there. */
export interface ForeignMessage {
  /** `undefined` where the format has none. */
  readonly role: string | undefined;
  readonly text: string;
  /** Where each character of the text stands in the file. */
  readonly map: TextMap;
}

/** How variables are written in a text. */
export type VariableSyntax = 'jinja' | 'handlebars' | 'plain' | 'f-string';

/** A prompt of another tool; what is absent, its file does not say. */
export interface ForeignPrompt {
  readonly name?: string | undefined;
  readonly version?: string | undefined;
  readonly description?: string | undefined;
  readonly models: readonly string[];
  readonly messages: readonly ForeignMessage[];
  readonly syntax: VariableSyntax;
  /** Values of variables to try the prompt with. */
  readonly samples: JsonMap;
  /** What else the file says, by the keys it has there. */
  readonly rest: JsonMap;
  readonly notes: readonly ImportNote[];
}

/** The prompts of a file, or why it cannot be read. */
export type ForeignFile =
  { readonly prompts: readonly ForeignPrompt[] } | { readonly mistakes: readonly ImportNote[] };

/** Why a file gives no prompt, in one sentence. */
export function unusable(message: string, range: TextRange = { start: 0, end: 0 }): ForeignFile {
  return { mistakes: [{ message, range }] };
}

/** A text that is a value of JSON as it is, or that stands for one. */
export function textOfValue(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
