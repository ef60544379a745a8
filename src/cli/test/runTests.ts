import type { InputFile } from '../../core/documents/promptFile.js';
import { entryOf } from '../../core/documents/valueNode.js';
import type { Finding, TextRange } from '../../core/model/findings.js';
import { addAll } from '../../core/text/addAll.js';
import { isUpdatable, type ComparedVersion, type ExpectationKind } from '../../language/index.js';
import type { ReadRoot } from '../../node/folder/fixSubject.js';

/** One thing that is expected, and what came of it. */
export interface TestCase {
  /** The input, by its path from the root that was read. */
  readonly file: string;
  /** `bundle_id@semver`; absent where the input itself has errors. */
  readonly version?: string;
  /** In words, such as `max_characters 900`. */
  readonly title: string;
  /** None where it cannot be compared at all. */
  readonly kind?: ExpectationKind;
  readonly range: TextRange;
  readonly actual?: string | number | boolean | undefined;
  readonly failure?: Finding | undefined;
  /** Whether `--update` can have the input expect what there is. */
  readonly isUpdatable: boolean;
}

/** A root, and what its inputs expect. */
export interface TestedRoot extends ReadRoot {
  readonly cases: readonly TestCase[];
  /** The versions that were compared, by input. */
  readonly versions: ReadonlyMap<string, readonly ComparedVersion[]>;
}

/** Whether an input, or a version that it expects something of, is meant. */
export type Selects = (file: string, version?: string) => boolean;

/** What a pattern selects: everything when absent. */
export function selectedBy(pattern: string | undefined): Selects {
  const part = pattern?.replaceAll('\\', '/');
  return (file, version = '') => part === undefined || file.includes(part) || version.includes(part);
}

/** Compares what inputs of roots expect, one root after the other. */
export async function testRoots(
  roots: readonly ReadRoot[],
  selects: Selects,
): Promise<readonly TestedRoot[]> {
  const tested: TestedRoot[] = [];
  for (const root of roots) tested.push(await testRoot(root, selects));
  return tested;
}

async function testRoot({ folder, language }: ReadRoot, selects: Selects): Promise<TestedRoot> {
  const cases: TestCase[] = [];
  const versions = new Map<string, readonly ComparedVersion[]>();
  for (const file of folder.scope.inputs()) {
    const parsed = folder.get(file);
    if (parsed?.kind !== 'input') continue;
    if (!parsed.model) {
      if (selects(file)) addAll(cases, unreadableCases(file, parsed));
      continue;
    }
    // Whoever checked the root has compared them.
    if (!language.expectationResults(file)) await language.compareExpectations(file);
    const meant = (language.expectationResults(file)?.versions ?? []).filter(({ name }) =>
      selects(file, name),
    );
    if (meant.length > 0) versions.set(file, meant);
    for (const version of meant) addAll(cases, casesOf(file, version));
  }
  return { folder, language, cases, versions };
}

function casesOf(file: string, { name: version, range, expectations, problem }: ComparedVersion): TestCase[] {
  if (problem) return [{ file, version, title: 'renders', range, failure: problem, isUpdatable: false }];
  return expectations.map((one) => {
    const { title, kind, range, actual, failure } = one;
    return { file, version, title, kind, range, actual, failure, isUpdatable: isUpdatable(one) };
  });
}

/** What an input with errors expects cannot be compared; nobody knows whether one without values expects anything. */
function unreadableCases(file: string, { root, findings }: InputFile): TestCase[] {
  const failure = findings.find(({ severity }) => severity === 'error');
  if (!failure || (root && !entryOf(root, 'expect'))) return [];
  return [{ file, title: 'has no errors', range: failure.range, failure, isUpdatable: false }];
}
