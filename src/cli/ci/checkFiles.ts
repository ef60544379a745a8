import { isLabelsFile, type FoundIn } from '../../language/index.js';
import { shownFinding } from '../findingJson.js';
import { textsOf, type CheckedFolder } from '../../node/folder/checkFolder.js';
import { count } from '../usage.js';
import { foundText, type Check, type Problem } from './check.js';

/** The checks of the files, the published versions and the labels of roots: what `lint` finds, each finding under one of the three. */
export function checkFiles(checked: readonly CheckedFolder[], maxWarnings: number): readonly Check[] {
  const roots = checked.map(({ folder }) => folder);
  const published = new Set(roots.flatMap(({ scope }) => scope.published.files().map(({ file }) => file)));
  const texts = textsOf(roots);
  const problems: Record<FileCheck, Problem[]> = { files: [], published: [], labels: [] };
  for (const one of checked.flatMap(({ inFiles, others }) => [...inFiles, ...others])) {
    // What an input expects is another check.
    if (one.finding.code !== 'expectation-failed')
      problems[checkOf(one, published)].push(shownFinding(texts, one));
  }
  const warnings = Object.values(problems)
    .flat()
    .filter(({ severity }) => severity === 'warning').length;
  const files = checked.reduce((sum, one) => sum + one.files, 0);
  const labels = roots.reduce((sum, { scope }) => sum + (scope.labels.file?.entries.length ?? 0), 0);
  const baselined = checked.flatMap((one) => one.baselined).reduce((sum, one) => sum + one.count, 0);
  const isCut = checked.some(({ isTruncated }) => isTruncated);
  const result = (name: FileCheck, what: string, more = ''): Check => ({
    name,
    isPassed: problems[name].every(({ severity }) => severity !== 'error') && more === '',
    summary: `${what}, ${foundText(problems[name])}.${more}`,
    problems: problems[name],
  });
  const tooMany =
    warnings > maxWarnings
      ? ` --max-warnings allows ${maxWarnings} in all, and ${count(warnings, 'warning')} ${warnings === 1 ? 'is' : 'are'} found.`
      : '';
  return [
    result(
      'files',
      `${count(files, 'file')}${isCut ? ', not with all inputs' : ''}${baselined > 0 ? `, ${baselined} more in the baseline` : ''}`,
      tooMany,
    ),
    result('published', count(published.size, 'published version')),
    result('labels', count(labels, 'label')),
  ];
}

type FileCheck = 'files' | 'published' | 'labels';

function checkOf({ file, finding }: FoundIn, published: ReadonlySet<string>): FileCheck {
  if (isLabelsFile(file)) return 'labels';
  return published.has(file) || finding.code === 'published-version-changed' ? 'published' : 'files';
}
