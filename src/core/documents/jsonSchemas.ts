import bundle from './schemas/prompt-bundle.schema.json';
import input from './schemas/prompt-input.schema.json';
import template from './schemas/prompt-template.schema.json';
import type { FileKind } from './fileKinds.js';

/** A JSON Schema, as far as the files of ours use it. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: boolean | JsonSchema;
  /** Names that keys may well have. */
  readonly propertyNames?: { readonly examples: readonly string[] };
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** What an absent key means. */
  readonly default?: unknown;
  /** Values to begin with. */
  readonly examples?: readonly (string | number | boolean)[];
  /** Set for texts that people read: they have several lines. */
  readonly contentMediaType?: string;
  /** What holds for a value of the type that `if` asks for. */
  readonly then?: JsonSchema;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** The schemas of the three kinds of file, as they are written; references in them are not followed. */
export const SCHEMAS: Readonly<Record<FileKind, JsonSchema>> = { bundle, input, template };
