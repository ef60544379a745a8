// What the protocols of all pages have in common: drop-downs, and the checks of what arrives.

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

/** Words of a passing note, such as "Prompt copied". */
export interface NoticeMessage {
  readonly type: 'notice';
  readonly text: string;
}

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string';
export const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
export const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
export const isListOf = (value: unknown, is: (item: Fields) => boolean): boolean =>
  Array.isArray(value) && value.every((item) => isFields(item) && is(item));
export const isChoices = (value: unknown): boolean =>
  isFields(value) &&
  isText(value['selected']) &&
  isListOf(value['options'], (c) => isText(c['value']) && isText(c['label']));
