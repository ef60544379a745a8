import {
  FINDING_CODES,
  SEVERITIES,
  type Finding,
  type RelatedPlace,
  type TextRange,
} from '../../core/model/findings.js';
import type { Reference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import type { FileSummary, Mention, Unreadable } from '../scopes/fileSummary.js';
import {
  readChoice,
  readCount,
  readFields,
  readFlag,
  readIfThere,
  readItems,
  readList,
  readText,
} from './readValues.js';

/** A summary as it is kept: there are many, so that nothing is named and what is most often empty is short. */
export function keptSummary(summary: FileSummary): unknown {
  const {
    kind,
    identity,
    unreadable,
    references,
    tags,
    modelType,
    expected,
    forbidden,
    isValid,
    suppresses,
  } = summary;
  return [
    kind,
    identity ? [identity.name.id, identity.name.semver, ...keptPlace(identity)] : 0,
    unreadable ?? 0,
    references.map((one) => [one.name.id, one.name.semver, ...keptPlace(one), one.slot]),
    tags,
    modelType ? [modelType.name, ...keptPlace(modelType)] : 0,
    expected,
    forbidden,
    isValid,
    suppresses,
    summary.findings,
  ];
}

function keptPlace({ range, quoteMark }: Mention<unknown>): readonly unknown[] {
  return [range.start, range.end, quoteMark];
}

/** Reads the summary of a file that was kept, or throws. */
export function readSummary(value: unknown, file: string): FileSummary {
  const [
    kind,
    identity,
    unreadable,
    references,
    tags,
    modelType,
    expected,
    forbidden,
    isValid,
    suppresses,
    findings,
  ] = readItems(value);
  return {
    file,
    kind: readChoice(kind, KINDS),
    identity: identity === 0 ? undefined : readNamed(readItems(identity)),
    unreadable: unreadable === 0 ? undefined : readUnreadable(unreadable),
    references: readSome(references, (one) => {
      const items = readItems(one);
      return { slot: readChoice(items[5], SLOTS), ...readNamed(items) };
    }),
    tags: readSome(tags, readText),
    modelType: modelType === 0 ? undefined : readModel(readItems(modelType)),
    expected: readSome(expected, readText),
    forbidden: readSome(forbidden, readText),
    isValid: readFlag(isValid),
    suppresses: readFlag(suppresses),
    findings: readSome(findings, readFinding),
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

function readSome<Item>(value: unknown, read: (item: unknown) => Item): readonly Item[] {
  const list = readList(value, read);
  return list.length > 0 ? list : NONE;
}

function readNamed([id, semver, ...place]: readonly unknown[]): Mention<Reference> {
  return { name: { id: readText(id), semver: readText(semver) }, ...readMentionPlace(place) };
}

function readModel([name, ...place]: readonly unknown[]): Mention<string> {
  return { name: readText(name), ...readMentionPlace(place) };
}

function readMentionPlace([start, end, quoteMark]: readonly unknown[]): Omit<Mention<unknown>, 'name'> {
  return {
    range: { start: readCount(start), end: readCount(end) },
    quoteMark: readChoice(quoteMark, QUOTE_MARKS),
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
