import * as l10n from '@vscode/l10n';
import { SLOTS } from '../model/slots.js';
import { RECORD_FORMAT, type WrittenRecord } from './record.js';

/** What a line of a log says, or why it says nothing. */
export type ReadRecord =
  | { readonly record: WrittenRecord; readonly reason?: undefined }
  | { readonly record?: undefined; readonly reason: string };

/** Reads the text of a line: each field that there must be is there and of its type. Others are left alone here. */
export function readRecord(text: string): ReadRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { reason: text === '' ? l10n.t('The line is empty.') : l10n.t('The line is not JSON.') };
  }
  if (!isObject(value)) return { reason: l10n.t('The line is not a record.') };
  if (value['record'] !== RECORD_FORMAT)
    return { reason: l10n.t('The line is not a record of format {0}.', RECORD_FORMAT) };
  const wrong = Object.entries(FIELDS).find(([field, check]) => !check(value[field]));
  return wrong
    ? { reason: l10n.t('The field {0} is missing or not valid.', wrong[0]) }
    : { record: value as unknown as WrittenRecord };
}

/** The first field of a record that none of this format has. */
export function unknownField(record: WrittenRecord): string | undefined {
  return Object.keys(record).find(
    (name) => !['record', 'checksum'].includes(name) && !Object.hasOwn(FIELDS, name),
  );
}

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const textOrNull: Check = (value) => value === null || text(value);
const digits =
  (count: number): Check =>
  (value) =>
    typeof value === 'string' && value.length === count && /^[0-9a-f]*$/.test(value);
const time: Check = (value) => {
  const read = typeof value === 'string' ? new Date(value) : undefined;
  return read !== undefined && !Number.isNaN(read.getTime()) && read.toISOString() === value;
};
const bySlot =
  (check: Check): Check =>
  (value) =>
    isObject(value) && SLOTS.every((slot) => check(value[slot]));
const template: Check = (value) =>
  isObject(value) &&
  textOrNull(value['id']) &&
  textOrNull(value['semver']) &&
  digits(64)(value['template_hash']);

const FIELDS: Readonly<Record<Exclude<keyof WrittenRecord, 'record' | 'checksum'>, Check>> = {
  created_at: time,
  event: text,
  bundle_id: text,
  semver: text,
  bundle_hash: digits(32),
  personality_hash: digits(32),
  prompt_hash: digits(64),
  content_hash: digits(64),
  engine_version: textOrNull,
  adapter_versions: bySlot(textOrNull),
  renderer_version: text,
  input: textOrNull,
  templates: bySlot(template),
  rendered_prompt: textOrNull,
  previous: (value) => value === null || digits(64)(value),
};

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
