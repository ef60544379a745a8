// Readers of values that were kept: each gives what it should be, made anew, or throws; what is beside it is dropped.

/** What was kept is not what it should be. */
class UnfitError extends Error {
  override readonly name = 'UnfitError';
}

/** What a reader gives; `undefined` where a text or a value is not what it should be, whatever it is. */
export function readKept<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    // JSON that is none, or goes deeper than the engine does, is as unfit as a value of another shape.
    return undefined;
  }
}

export function readText(value: unknown): string {
  return typeof value === 'string' ? value : unfit();
}

/** A count, an offset, or a line: none is negative. */
export function readCount(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : unfit();
}

export function readFlag(value: unknown): boolean {
  return typeof value === 'boolean' ? value : unfit();
}

/** One of some texts. */
export function readChoice<Choice extends string>(value: unknown, choices: readonly Choice[]): Choice {
  return choices.find((choice) => choice === value) ?? unfit();
}

export function readList<Item>(value: unknown, read: (item: unknown) => Item): Item[] {
  return Array.isArray(value) ? value.map((item) => read(item)) : unfit();
}

/** A list whose items are of different kinds, by their order. */
export function readItems(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : unfit();
}

/** What was not there when it was kept is not there, or `null`. */
export function readIfThere<Value>(value: unknown, read: (value: unknown) => Value): Value | undefined {
  return value === undefined || value === null ? undefined : read(value);
}

/** The fields of an object by name: its own ones alone. */
export type Field = (name: string) => unknown;

export function readFields(value: unknown): Field {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return unfit();
  return (name) =>
    Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function unfit(): never {
  throw new UnfitError();
}
