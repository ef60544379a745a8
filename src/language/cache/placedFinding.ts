import { FINDING_CODES, SEVERITIES, type FindingCode, type Severity } from '../../core/model/findings.js';
import { readChoice, readCount, readFields, readFlag, readList, readText, type Field } from './readValues.js';

/** A place that needs no text any more to be shown: line and column from 1, and the offset in the file as it is stored. */
export interface ShownPlace {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Where something is, in which file. */
export interface ShownRange {
  readonly file: string;
  readonly start: ShownPlace;
  readonly end: ShownPlace;
}

/** All of a finding that is printed of it. */
export interface ShownFinding extends ShownRange {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly (ShownRange & { readonly message: string })[];
  /** False where the text of the file was not known, so that the places stand for nothing. */
  readonly isPlaced: boolean;
}

/** Reads a finding that was kept, or throws. */
export function readShownFinding(value: unknown): ShownFinding {
  const field = readFields(value);
  return {
    code: readChoice(field('code'), FINDING_CODES),
    severity: readChoice(field('severity'), SEVERITIES),
    message: readText(field('message')),
    ...readRange(field),
    related: readList(field('related'), (place) => {
      const own = readFields(place);
      return { message: readText(own('message')), ...readRange(own) };
    }),
    isPlaced: readFlag(field('isPlaced')),
  };
}

function readRange(field: Field): ShownRange {
  return {
    file: readText(field('file')),
    start: readPlace(field('start')),
    end: readPlace(field('end')),
  };
}

function readPlace(value: unknown): ShownPlace {
  const field = readFields(value);
  return {
    line: readCount(field('line')),
    column: readCount(field('column')),
    offset: readCount(field('offset')),
  };
}
