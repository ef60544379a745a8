import { compareCodePoints } from '../../core/text/codePointOrder.js';
import type { FindingCode } from '../../core/model/findings.js';
import type { BaselineFile, FindingCounts } from './baseline.js';
import { BASELINE_VERSION } from './readBaseline.js';

/** A file that was checked, for its baseline. */
export interface CheckedCounts {
  readonly counts: FindingCounts;
  /** True where more may be found once something can be read again: what was counted before stays. */
  readonly mayFindMore: boolean;
}

/** What is to become of a baseline. */
export interface BaselineChange {
  /** The files that were checked, by their paths from the root. */
  readonly checked: ReadonlyMap<string, CheckedCounts>;
  /** Whether a path is a file of the root; what is counted in others goes. */
  readonly isThere: (path: string) => boolean;
  /** Whether findings that it does not count are taken in, too; else it only loses what is gone. */
  readonly takesIn: boolean;
}

/** A baseline as it is to be. */
export interface NewBaseline {
  /** Byte for byte the same for the same counts. */
  readonly text: string;
  /** How many findings it counts. */
  readonly findings: number;
  readonly files: number;
  /** How many came. */
  readonly added: number;
  /** What went, with all that is in files that are gone, in order. */
  readonly removed: readonly LessCounted[];
}

/** A code of which fewer findings are counted in a file than before. */
export interface LessCounted {
  readonly path: string;
  readonly code: FindingCode;
  readonly before: number;
  readonly after: number;
}

/** The counts by path, then by code. */
type Counts = ReadonlyMap<string, FindingCounts>;

/** The baseline with what was found. `schema` is where its JSON Schema is, where it does not say that already. */
export function changeBaseline(
  before: BaselineFile | undefined,
  { checked, isThere, takesIn }: BaselineChange,
  schema?: string,
): NewBaseline {
  const old: Counts = new Map(
    [...(before?.files ?? [])].map(([path, { entries }]) => [
      path,
      new Map([...entries].map(([code, { count }]) => [code, count])),
    ]),
  );
  const after = new Map<string, FindingCounts>();
  for (const path of new Set([...old.keys(), ...(takesIn ? checked.keys() : [])])) {
    const known = old.get(path) ?? new Map<FindingCode, number>();
    if (isThere(path)) after.set(path, countsAfter(known, checked.get(path), takesIn));
  }
  const written = inOrder(after);
  const $schema = before?.schema ?? schema;
  const value = { ...($schema !== undefined && { $schema }), version: BASELINE_VERSION, findings: written };
  return {
    text: `${JSON.stringify(value, null, 2)}\n`,
    findings: total(after),
    files: Object.keys(written).length,
    added: lessCounted(after, old).reduce((sum, one) => sum + one.before - one.after, 0),
    removed: lessCounted(old, after),
  };
}

function countsAfter(
  known: FindingCounts,
  checked: CheckedCounts | undefined,
  takesIn: boolean,
): FindingCounts {
  if (!checked) return known;
  const { counts, mayFindMore } = checked;
  const after = new Map<FindingCode, number>();
  for (const code of new Set([...known.keys(), ...(takesIn ? counts.keys() : [])])) {
    const [before, found] = [known.get(code) ?? 0, counts.get(code) ?? 0];
    const kept = takesIn ? found : Math.min(before, found);
    const count = mayFindMore ? Math.max(before, kept) : kept;
    if (count > 0) after.set(code, count);
  }
  return after;
}

function inOrder(counts: Counts): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const sorted = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
    [...map].sort(([a], [b]) => compareCodePoints(a, b));
  return Object.fromEntries(
    sorted(counts).flatMap(([path, codes]) =>
      codes.size === 0 ? [] : [[path, Object.fromEntries(sorted(codes))]],
    ),
  );
}

function total(counts: Counts): number {
  return [...counts.values()].flatMap((codes) => [...codes.values()]).reduce((sum, one) => sum + one, 0);
}

/** Of what `after` counts fewer findings than `before`, in order. */
function lessCounted(before: Counts, after: Counts): LessCounted[] {
  const less = [...before].flatMap(([path, codes]) =>
    [...codes].map(([code, count]) => ({
      path,
      code,
      before: count,
      after: after.get(path)?.get(code) ?? 0,
    })),
  );
  return less
    .filter((one) => one.after < one.before)
    .sort((a, b) => compareCodePoints(a.path, b.path) || compareCodePoints(a.code, b.code));
}
