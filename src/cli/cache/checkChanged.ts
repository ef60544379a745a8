import type { CheckedRoot, KeptFile, ShownFinding } from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import { shownFinding } from '../findingJson.js';
import { folderLanguage } from '../../node/folder/folderLanguage.js';
import { baselinedIn, otherFiles, othersIn } from '../../node/folder/checkFolder.js';
import type { LintedFolder } from './seenFolder.js';
import type { CheckedState } from './checkedState.js';
import { RestoredFolder } from './restoredFolder.js';
import type { Earlier, FolderChanges } from './whatChanged.js';

/**
 * Checks one root where something changed: from what was known of all its files on to what is so now, as an editor does it
 * after each edit. Throws `ChangedMeanwhile`.
 */
export async function checkChanged(
  folder: LintedFolder,
  earlier: Earlier,
  before: CheckedRoot,
  { contents, changed, gone }: FolderChanges,
  host: Pick<CommandLineHost, 'now'>,
): Promise<CheckedState> {
  const { home } = before;
  const known = earlier.state.files.filter((one) => one.home === home);
  const restored = new RestoredFolder(folder, home, known, contents);
  const { scope, index } = restored;
  const language = folderLanguage(restored, host);
  language.restoreAssemblies('', earlier.state.assembled.get(home) ?? []);

  const concerned = new Set<string>();
  const concern = (files: Iterable<string>): void => {
    for (const file of files) concerned.add(file);
  };
  const touched = new Set<string>();
  for (const { file, home: own } of gone) {
    if (own !== home) continue;
    touched.add(file);
    concern(index.remove(file));
  }
  for (const { file, home: own } of changed) {
    const parsed = own === home ? restored.get(file) : undefined;
    if (!parsed) continue;
    touched.add(file);
    // What a file was that cannot be read now is nobody's business: a run without a cache would not know it either.
    if (scope.get(file)) concern(index.remove(file));
    concern(index.update(file, parsed));
  }
  // Whose findings lead to places that may have moved.
  for (const { file, related } of before.found)
    if (related.some((place) => touched.has(place.file))) concerned.add(file);

  // How much there is of what a baseline counts is known of all its files together.
  concern([...scope.files()].filter((file) => scope.baseline.of(file)));

  for (const file of [...concerned]) {
    // Of a bundle that went, the findings go as well.
    if (!scope.get(file) || scope.get(file)?.kind === 'bundle') concern(await language.assemble(file));
  }
  const fresh = [...concerned].filter((file) => scope.get(file));
  for (const file of fresh) if (scope.get(file)?.kind === 'input') await language.compareExpectations(file);
  const found = await language.check([], fresh);
  const shown = groupByFile(before.found.filter(({ file }) => !concerned.has(file)));
  for (const one of found) addTo(shown, shownFinding(restored, one));
  const files = [...scope.files()].sort();
  return {
    root: {
      home,
      found: files.flatMap((file) => shown.get(file) ?? []),
      others: othersIn(restored, language).map((one) => shownFinding(restored, one)),
      otherFiles: otherFiles(restored),
      isTruncated: language.isTruncated(''),
      baselined: baselinedIn(scope, language),
    },
    files: files.map((file): KeptFile => ({
      file,
      home,
      content: contents.get(file) ?? '',
      stamp: '',
      summary: scope.get(file),
    })),
    assembled: language.keptAssemblies(''),
  };
}

function groupByFile(found: readonly ShownFinding[]): Map<string, ShownFinding[]> {
  const byFile = new Map<string, ShownFinding[]>();
  for (const one of found) addTo(byFile, one);
  return byFile;
}

function addTo(byFile: Map<string, ShownFinding[]>, one: ShownFinding): void {
  const findings = byFile.get(one.file);
  if (findings) findings.push(one);
  else byFile.set(one.file, [one]);
}
