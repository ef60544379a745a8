import { FINDING_CODES, type Finding, type RelatedPlace, type TextRange } from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { FileSummary, Mention, Unreadable } from '../scopes/fileSummary.js';
import { SEVERITIES } from './placedFinding.js';
import {
  readChoice,
  readCount,
  readFields,
  readFlag,
  readIfThere,
  readList,
  readText,
  type Field,
} from './readValues.js';

/** Reads the summary of a file that was kept as JSON, or throws. */
export function readSummary(value: unknown, file: string): FileSummary {
  const field = readFields(value);
  return {
    file,
    kind: readChoice(field('kind'), KINDS),
    identity: readIfThere(field('identity'), (one) => readMention(readFields(one), readReference)),
    unreadable: readIfThere(field('unreadable'), readUnreadable),
    references: readList(field('references'), (one) => {
      const own = readFields(one);
      return { slot: readChoice(own('slot'), SLOTS), ...readMention(own, readReference) };
    }),
    tags: readTexts(field('tags')),
    modelType: readIfThere(field('modelType'), (one) => readMention(readFields(one), readText)),
    expected: readTexts(field('expected')),
    forbidden: readTexts(field('forbidden')),
    isValid: readFlag(field('isValid')),
    suppresses: readFlag(field('suppresses')),
    findings: orNone(readList(field('findings'), readFinding)),
  };
}

/** Reads a finding that was kept, or throws. */
export function readFinding(value: unknown): Finding {
  const field = readFields(value);
  const related = readIfThere(field('related'), (places) => readList(places, readRelated));
  const replacement = readIfThere(field('replacement'), readText);
  const text = readIfThere(field('text'), readText);
  const missing = readIfThere(field('missing'), (names) => readList(names, readText));
  const usualSeverity = readIfThere(field('usualSeverity'), (one) => readChoice(one, SEVERITIES));
  return {
    code: readChoice(field('code'), FINDING_CODES),
    severity: readChoice(field('severity'), SEVERITIES),
    message: readText(field('message')),
    range: readRange(field('range')),
    ...(related && { related }),
    ...(replacement !== undefined && { replacement }),
    ...(text !== undefined && { text }),
    ...(missing && { missing }),
    ...(usualSeverity && { usualSeverity }),
  };
}

const KINDS: readonly FileSummary['kind'][] = ['template', 'bundle', 'input'];
const QUOTE_MARKS: readonly Mention<unknown>['quoteMark'][] = ['', '"', "'"];
/** Of most files, most lists are empty. */
const NONE: readonly never[] = [];

function readTexts(value: unknown): readonly string[] {
  return orNone(readList(value, readText));
}

function orNone<Item>(list: readonly Item[]): readonly Item[] {
  return list.length > 0 ? list : NONE;
}

function readMention<Name>(field: Field, readName: (value: unknown) => Name): Mention<Name> {
  return {
    name: readName(field('name')),
    range: readRange(field('range')),
    quoteMark: readChoice(field('quoteMark'), QUOTE_MARKS),
  };
}

function readReference(value: unknown): Reference {
  const field = readFields(value);
  return { id: readText(field('id')), semver: readText(field('semver')) };
}

function readUnreadable(value: unknown): Unreadable {
  const field = readFields(value);
  return {
    range: readRange(field('range')),
    line: readIfThere(field('line'), readCount),
    versions: readList(field('versions'), readReference),
    ids: readList(field('ids'), readText),
  };
}

function readRelated(value: unknown): RelatedPlace {
  const field = readFields(value);
  return {
    message: readText(field('message')),
    file: readText(field('file')),
    range: readRange(field('range')),
  };
}

function readRange(value: unknown): TextRange {
  const field = readFields(value);
  return { start: readCount(field('start')), end: readCount(field('end')) };
}
