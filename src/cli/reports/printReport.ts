import path from 'node:path';
import { fixesFor, RULE_CATALOG, type Fix, type FixSubject, type FoundIn } from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import type { Texts } from '../../node/folder/checkFolder.js';
import { findingsByFile } from '../../node/folder/findingsByFile.js';
import { fixSubject, type ReadRoot } from '../../node/folder/fixSubject.js';
import { printCommands, printJson, printLines } from '../print.js';
import { VERSION } from '../product.js';
import type { ReportFormat } from './formats.js';
import { githubReport } from './githubReport.js';
import { gitlabReport } from './gitlabReport.js';
import { junitReport } from './junitReport.js';
import type { LintReport } from './lintReport.js';
import { sarifReport } from './sarifReport.js';
import { nameFrom } from '../../node/filePaths.js';

/** What was checked, and what was found in it. */
export interface Checked {
  /** Absolute. */
  readonly root: string;
  readonly parts: readonly ReadRoot[];
  readonly texts: Texts;
  /** The names of all files that were checked. */
  readonly files: readonly string[];
  readonly found: readonly FoundIn[];
}

/** Each fix is tried on the whole text of its file: so many characters are read, and further findings are told without any. */
const MAX_READ = 100_000_000;

/** Prints what was found for another program. */
export function printReport(host: CommandLineHost, format: ReportFormat, checked: Checked): void {
  const report = reportOf(host, checked);
  switch (format) {
    case 'sarif':
      printJson(host, sarifReport(report, { version: VERSION, rules: RULE_CATALOG }));
      return;
    case 'gitlab':
      printJson(host, gitlabReport(report));
      return;
    case 'junit':
      printLines(host, junitReport(report));
      return;
    case 'github':
      printCommands(host, githubReport(report));
  }
}

function reportOf({ cwd }: CommandLineHost, { root, parts, texts, files, found }: Checked): LintReport {
  return {
    found,
    files,
    sourceOf: texts.sourceOf,
    pathOf: (file) => nameFrom(cwd, path.join(root, file)),
    idOf: (file) => {
      const summary = parts.map(({ folder }) => folder.scope.get(file)).find((one) => one !== undefined);
      return summary?.identity?.name.id ?? path.posix.basename(file);
    },
    fixesOf: fixesIn(parts, found),
  };
}

function fixesIn(parts: Checked['parts'], found: readonly FoundIn[]): LintReport['fixesOf'] {
  const subjects = new Map<string, FixSubject | undefined>();
  const byFile = findingsByFile(found);
  const subjectOf = (file: string): FixSubject | undefined => {
    const part = parts.find(({ folder }) => folder.get(file));
    return part && fixSubject(part, file, byFile.get(file) ?? []);
  };
  let left = MAX_READ;
  return ({ file, finding }): readonly Fix[] => {
    if (!subjects.has(file)) subjects.set(file, subjectOf(file));
    const subject = subjects.get(file);
    left -= subject?.text.length ?? 0;
    return subject && left > 0 ? fixesFor(subject, finding) : [];
  };
}
