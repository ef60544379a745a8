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
import type { KnownNames } from '../scopes/knownNames.js';
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

const KINDS: readonly FileSummary['kind'][] = ['template', 'bundle', 'input'];
const QUOTE_MARKS: readonly Mention<unknown>['quoteMark'][] = ['', '"', "'"];

type Fields = Omit<FileSummary, 'file'>;

/** How a value is kept, and read back: what reads it throws where it is none. */
interface Form<Value> {
  readonly keep: (value: Value) => unknown;
  readonly read: (kept: unknown, names: KnownNames) => Value;
}

/** Of most files, most lists are empty. */
const NONE: readonly never[] = [];

const FLAG: Form<boolean> = { keep: (flag) => flag, read: readFlag };
const TEXTS = listForm<string>({ keep: (text) => text, read: (kept, names) => names.keep(readText(kept)) });
const MENTION: Form<Mention<Reference>> = {
  keep: ({ name, ...place }) => [name.id, name.semver, ...keptPlace(place)],
  read: (kept, names) => {
    const [id, semver, ...place] = readItems(kept);
    return {
      name: { id: names.keep(readText(id)), semver: names.keep(readText(semver)) },
      ...readPlace(place),
    };
  },
};

/** The fields of a summary in the order in which they are kept: there are many summaries, so that nothing is named there. */
const FORMS: { readonly [Name in keyof Fields]: Form<Fields[Name]> } = {
  kind: { keep: (kind) => kind, read: (kept) => readChoice(kept, KINDS) },
  identity: optional(MENTION),
  unreadable: optional({ keep: (unreadable) => unreadable, read: readUnreadable }),
  references: listForm({
    keep: ({ slot, ...mention }) => [slot, MENTION.keep(mention)],
    read: (kept, names) => {
      const [slot, mention] = readItems(kept);
      const { name, range, quoteMark } = MENTION.read(mention, names);
      return { slot: readChoice(slot, SLOTS), name, range, quoteMark };
    },
  }),
  tags: TEXTS,
  modelType: optional({
    keep: ({ name, ...place }) => [name, ...keptPlace(place)],
    read: (kept, names) => {
      const [name, ...place] = readItems(kept);
      return { name: names.keep(readText(name)), ...readPlace(place) };
    },
  }),
  expected: TEXTS,
  forbidden: TEXTS,
  isValid: FLAG,
  suppresses: FLAG,
  findings: listForm({ keep: (finding) => finding, read: readFinding }),
};
const NAMES = Object.keys(FORMS) as (keyof Fields)[];
const PLACES = Object.fromEntries(NAMES.map((name, place) => [name, place])) as Record<keyof Fields, number>;

/** A summary as it is kept. */
export function keptSummary(summary: FileSummary): unknown {
  return NAMES.map((name) => keptField(name, summary));
}

function keptField<Name extends keyof Fields>(name: Name, fields: Pick<Fields, Name>): unknown {
  return FORMS[name].keep(fields[name]);
}

/** Reads the summary of a file that was kept, or throws. */
export function readSummary(value: unknown, file: string, names: KnownNames): FileSummary {
  const items = readItems(value);
  const read = <Name extends keyof Fields>(name: Name): Fields[Name] =>
    FORMS[name].read(items[PLACES[name]], names);
  // As a literal, all have the shape that those have which are made of texts.
  return {
    file,
    kind: read('kind'),
    identity: read('identity'),
    unreadable: read('unreadable'),
    references: read('references'),
    tags: read('tags'),
    modelType: read('modelType'),
    expected: read('expected'),
    forbidden: read('forbidden'),
    isValid: read('isValid'),
    suppresses: read('suppresses'),
    findings: read('findings'),
  };
}

/** What may not be there is 0 then, which takes one character. */
function optional<Value>({ keep, read }: Form<Value>): Form<Value | undefined> {
  return {
    keep: (value) => (value === undefined ? 0 : keep(value)),
    read: (kept, names) => (kept === 0 ? undefined : read(kept, names)),
  };
}

function listForm<Item>({ keep, read }: Form<Item>): Form<readonly Item[]> {
  return {
    keep: (items) => items.map(keep),
    read: (kept, names) => {
      const items = readList(kept, (item) => read(item, names));
      return items.length > 0 ? items : NONE;
    },
  };
}

function keptPlace({ range, quoteMark }: Omit<Mention<unknown>, 'name'>): readonly unknown[] {
  return [range.start, range.end, quoteMark];
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

function readPlace([start, end, quoteMark]: readonly unknown[]): Omit<Mention<unknown>, 'name'> {
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
