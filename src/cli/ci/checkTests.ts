import { shownFinding } from '../findingJson.js';
import { textsOf } from '../../node/folder/checkFolder.js';
import type { ReadRoot } from '../../node/folder/fixSubject.js';
import { selectedBy, testRoots } from '../test/runTests.js';
import { count } from '../usage.js';
import type { Check } from './check.js';

/** Compares prompts with what the inputs of roots expect, as `test` does. */
export async function checkTests(roots: readonly ReadRoot[]): Promise<Check> {
  const tested = await testRoots(roots, selectedBy(undefined));
  const cases = tested.flatMap((one) => one.cases);
  const texts = textsOf(roots.map(({ folder }) => folder));
  const problems = cases.flatMap(({ file, failure }) =>
    failure ? [shownFinding(texts, { file, finding: failure })] : [],
  );
  const failed = problems.length === 0 ? 'all hold' : `${problems.length} failed`;
  return {
    name: 'tests',
    isPassed: problems.length === 0,
    summary:
      cases.length === 0 ? 'No input expects anything.' : `${count(cases.length, 'expectation')}, ${failed}.`,
    problems,
  };
}
