import type { PromptFile } from '../../../core/documents/promptFile.js';
import {
  toJsonMap,
  visitNodes,
  type MappingEntry,
  type MappingNode,
} from '../../../core/documents/valueNode.js';
import type { Finding, FindingCode, RelatedPlace, TextRange } from '../../../core/model/findings.js';
import type { JsonMap, JsonValue } from '../../../core/model/jsonValue.js';

/** The constraints whose findings have fixes, and their codes. */
const CONSTRAINTS: ReadonlySet<string> = new Set(['FORBIDDEN_TOKENS', 'MAX_SENTENCE_LENGTH', 'NO_EMOJI']);
const CODES: ReadonlySet<FindingCode> = new Set(['forbidden-token', 'sentence-too-long', 'emoji']);

/** The places in other files where the constraints stand that a file's findings come from. */
export function furtherPlaces(file: string, findings: readonly Finding[]): readonly RelatedPlace[] {
  return findings.flatMap(({ code, related = [] }) =>
    CODES.has(code) ? related.filter((place) => place.file !== file) : [],
  );
}

/**
 * The constraints of other files that a file's findings come from, all of each template's, so that a fix is held to them
 * too. `read` gives the files that the places are in.
 */
export function furtherConstraints(
  file: string,
  findings: readonly Finding[],
  read: (file: string) => PromptFile | undefined,
): JsonMap {
  const mappings = furtherPlaces(file, findings).map((place) => constraintsAt(read(place.file), place.range));
  const all = [...new Set(mappings)]
    .filter((mapping) => mapping !== undefined)
    .map((mapping) => toJsonMap(mapping));
  const valuesOf = (key: string): JsonValue[] => all.flatMap((one) => one.get(key) ?? []);
  const limits = valuesOf('MAX_SENTENCE_LENGTH').filter((limit) => typeof limit === 'bigint');
  const [first, ...others] = limits;
  return new Map<string, JsonValue>([
    ['FORBIDDEN_TOKENS', valuesOf('FORBIDDEN_TOKENS')],
    ['NO_EMOJI', valuesOf('NO_EMOJI').includes(true)],
    ...(first === undefined
      ? []
      : [['MAX_SENTENCE_LENGTH', others.reduce((a, b) => (b < a ? b : a), first)] as const]),
  ]);
}

/** The mapping that holds the constraint at a place. */
function constraintsAt(file: PromptFile | undefined, { start, end }: TextRange): MappingNode | undefined {
  let found: MappingNode | undefined;
  if (file?.root)
    visitNodes(file.root, (node) => {
      if (node.kind !== 'mapping') return;
      const isHere = ({ key, value: { range } }: MappingEntry): boolean =>
        CONSTRAINTS.has(key) && range.start <= start && range.end >= end;
      if (node.entries.some(isHere)) found = node;
    });
  return found;
}
