import { didYouMean } from '../core/documents/didYouMean.js';
import { countCodePoints } from '../core/text/codePoints.js';
import { counted, excerpt } from '../core/text/quote.js';
import { AgentError } from './agentError.js';
import type { Json, JsonObject } from './agentHost.js';
import { MAX_GIVEN_CHARACTERS } from './limits.js';
import type { ArgumentSchema, ToolDefinition } from './toolDefinitions.js';

/** The arguments of a call, of the types that its tool says. */
export class Arguments {
  constructor(private readonly given: JsonObject) {}

  /** A text; `undefined` where none is given. */
  text(name: string): string | undefined {
    const value = this.given[name];
    return typeof value === 'string' ? value : undefined;
  }

  number(name: string, otherwise: number): number {
    const value = this.given[name];
    return typeof value === 'number' ? value : otherwise;
  }

  /** A value of any type. */
  value(name: string): Json | undefined {
    return this.given[name];
  }
}

/** Reads the arguments of a call. Throws an `AgentError` that says what does not fit the tool, and what would. */
export function readArguments({ name: tool, inputSchema }: ToolDefinition, given: unknown): Arguments {
  const { properties, required } = inputSchema;
  if (given !== undefined && !isObject(given))
    throw new AgentError(`${tool} takes its arguments as an object.`);
  const all = given ?? {};
  const names = Object.keys(properties);
  for (const [name, value] of Object.entries(all)) {
    const argument = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!argument) {
      const meant = didYouMean(name, names);
      const advice = meant === undefined ? `It takes ${names.join(', ')}.` : `Did you mean ${meant}?`;
      throw new AgentError(`${tool} has no argument ${excerpt(name)}. ${advice}`);
    }
    const wrong = value === undefined ? undefined : whatIsWrong(argument, value);
    if (wrong !== undefined) throw new AgentError(`${name} ${wrong}`);
  }
  const missing = required.filter((name) => !Object.hasOwn(all, name) || all[name] === undefined);
  if (missing.length > 0) throw new AgentError(`${tool} needs ${missing.join(' and ')}.`);
  return new Arguments(all);
}

/** Why a value is none of an argument; `undefined` where it is one. */
function whatIsWrong(schema: ArgumentSchema, value: Json): string | undefined {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? wrongText(schema, value) : 'must be a text.';
    case 'number':
    case 'integer':
      return wrongNumber(schema, value);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false.';
    case 'object':
      return isObject(value) ? undefined : 'must be an object.';
  }
}

function wrongText(schema: ArgumentSchema, value: string): string | undefined {
  const { length } = value;
  if (length > MAX_GIVEN_CHARACTERS && countCodePoints(value) > MAX_GIVEN_CHARACTERS)
    return `must have at most ${counted(MAX_GIVEN_CHARACTERS)} characters.`;
  if (!value.isWellFormed()) return 'holds half of a character.';
  if (!schema.enum || schema.enum.includes(value)) return undefined;
  const meant = didYouMean(value, schema.enum);
  return meant === undefined
    ? `must be one of ${schema.enum.join(', ')}.`
    : `is none that there is. Did you mean ${meant}?`;
}

function wrongNumber({ type, minimum, maximum }: ArgumentSchema, value: Json): string | undefined {
  const noun = type === 'integer' ? 'a whole number' : 'a number';
  const [least, most] = [minimum ?? -Infinity, maximum ?? Infinity];
  const fits =
    typeof value === 'number' &&
    (type === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value)) &&
    value >= least &&
    value <= most;
  if (fits) return undefined;
  if (maximum !== undefined) return `must be ${noun} from ${minimum ?? ''} to ${counted(maximum)}.`;
  return `must be ${noun}${minimum === undefined ? '' : ` of at least ${minimum}`}.`;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
