import * as l10n from '@vscode/l10n';
import {
  canBeSilenced,
  compareFindings,
  type Finding,
  type FindingCode,
  type RuleSeverities,
} from '../../core/model/findings.js';
import { counted, quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import { rulesFor } from '../configuration/rulesFor.js';
import { withSeverity } from '../findings/withSeverity.js';
import type { ScopeIndex } from '../scopes/scopeIndex.js';
import type { BaselineFile, FindingCounts } from './baseline.js';

/** What no baseline hides: tests that fail do so whatever `lint` says, and these two say something of the file as a whole. */
const NEVER: readonly FindingCode[] = ['expectation-failed', 'outdated-baseline', 'left-out-file'];

/** What is there in a file that a baseline speaks of. */
interface Noted {
  readonly file: string;
  readonly counts: FindingCounts;
  /** How many of its findings are not told. */
  readonly hidden: number;
  /** True where more may be found once something can be read again. */
  readonly mayFindMore: boolean;
}

/**
 * Hides what a baseline counts, and tells what it counts too much: as long as a file has as many findings of a code as are
 * counted, or fewer, none of them is told; where it has more, all are, since nobody knows which of them is new.
 */
export class BaselineIndex {
  /** By path, as the baseline has it. */
  readonly #noted = new Map<string, Noted>();

  constructor(private readonly scope: ScopeIndex) {}

  /** What is left to tell of a file that the baseline speaks of, of what it does not suppress; severities are not given yet. */
  leave(file: string, found: readonly Finding[], mayFindMore: boolean): readonly Finding[] | undefined {
    const { baseline } = this.scope;
    const known = baseline.of(file);
    if (!known) return undefined;
    const counts = countFindings(this.scope, file, found);
    const hidden = new Map(
      [...counts].filter(([code, count]) => count <= (known.entries.get(code)?.count ?? 0)),
    );
    const left = found.filter((finding) => !hidden.has(finding.code) || !isCounted(finding));
    const total = [...hidden.values()].reduce((sum, count) => sum + count, 0);
    this.#note(baseline.pathOf(file), { file, counts, hidden: total, mayFindMore });
    return left;
  }

  /** How many findings of a file are not told. */
  hiddenIn(file: string): number {
    return this.#notedOf(file)?.hidden ?? 0;
  }

  /** Another value whenever what is there of that which the baseline counts in a file is another. */
  stateOf(file: string): object | undefined {
    return this.#notedOf(file);
  }

  /** What is told of the file of the baseline, in order of place; `rules` are those of whoever asks. */
  findings(file: BaselineFile, rules: RuleSeverities, isWhole: boolean): Finding[] {
    const found = [...file.findings, ...(file.isReadable && isWhole ? this.#surplus(file) : [])];
    const severities = rulesFor(this.scope, file.file, rules);
    return found.flatMap((finding) => withSeverity(finding, severities[finding.code])).sort(compareFindings);
  }

  #surplus({ files }: BaselineFile): Finding[] {
    const isThere = this.#existence();
    return [...files].flatMap(([path, { range, entries }]): Finding[] => {
      if (!isThere(path)) {
        if (!this.scope.surroundings.isWhole()) return [];
        const message = l10n.t('{0} is not among the files any more. Update the baseline.', quote(path));
        return [{ code: 'outdated-baseline', severity: 'error', message, range }];
      }
      const noted = this.#noted.get(path);
      if (!noted || noted.mayFindMore) return [];
      return [...entries].flatMap(([code, { count, countRange }]): Finding[] => {
        const left = noted.counts.get(code) ?? 0;
        if (left >= count) return [];
        const advice = l10n.t('Update the baseline, so that it hides no new one.');
        const message = sentences(surplusText(quote(code), count, left), advice);
        const replacement = left > 0 && { replacement: String(left) };
        return [{ code: 'outdated-baseline', severity: 'error', message, range: countRange, ...replacement }];
      });
    });
  }

  /** Which paths are files of the scope; they are all listed only where one is not known. */
  #existence(): (path: string) => boolean {
    let all: ReadonlySet<string> | undefined;
    return (path) => {
      const noted = this.#noted.get(path);
      if (noted) return this.scope.get(noted.file) !== undefined;
      all ??= new Set([...this.scope.files()].map((file) => this.scope.baseline.pathOf(file)));
      return all.has(path);
    };
  }

  #notedOf(file: string): Noted | undefined {
    const { baseline } = this.scope;
    return baseline.of(file) && this.#noted.get(baseline.pathOf(file));
  }

  #note(path: string, noted: Noted): void {
    const before = this.#noted.get(path);
    if (!before || textOf(before) !== textOf(noted)) this.#noted.set(path, noted);
  }
}

/** The findings of a file that a baseline can count, by code: after suppressions, and none that everybody has switched off. */
export function countFindings(scope: ScopeIndex, file: string, found: readonly Finding[]): FindingCounts {
  const rules = rulesFor(scope, file, {});
  const counts = new Map<FindingCode, number>();
  for (const finding of found)
    if (isCounted(finding) && rules[finding.code] !== 'off')
      counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
  return counts;
}

/** True for a finding that a baseline may hide: no error that stops a render. */
function isCounted(finding: Finding): boolean {
  return canBeSilenced(finding) && !NEVER.includes(finding.code);
}

function surplusText(code: string, count: number, left: number): string {
  if (count === 1)
    return l10n.t('The baseline counts 1 finding of {0} in this file, and none is left.', code);
  const all = counted(count);
  if (left === 0)
    return l10n.t('The baseline counts {0} findings of {1} in this file, and none is left.', all, code);
  return left === 1
    ? l10n.t('The baseline counts {0} findings of {1} in this file, and 1 is left.', all, code)
    : l10n.t(
        'The baseline counts {0} findings of {1} in this file, and {2} are left.',
        all,
        code,
        counted(left),
      );
}

function textOf({ file, counts, hidden, mayFindMore }: Noted): string {
  return JSON.stringify([file, [...counts], hidden, mayFindMore]);
}
