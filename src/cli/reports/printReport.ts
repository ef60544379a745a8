import path from 'node:path';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { Finding } from '../../core/model/findings.js';
import {
  fixesFor,
  FixSubject,
  furtherConstraints,
  furtherPlaces,
  RULE_CATALOG,
  type Fix,
  type FoundIn,
  type PromptLanguage,
} from '../../language/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import type { Texts } from '../findingJson.js';
import { printCommands, printJson, printLines } from '../print.js';
import { VERSION } from '../product.js';
import type { PromptFolder } from '../promptFolder.js';
import type { ReportFormat } from './formats.js';
import { githubReport } from './githubReport.js';
import { gitlabReport } from './gitlabReport.js';
import { junitReport } from './junitReport.js';
import type { LintReport } from './lintReport.js';
import { sarifReport } from './sarifReport.js';

/** What was checked, and what was found in it. */
export interface Checked {
  /** Absolute. */
  readonly root: string;
  readonly parts: readonly { readonly folder: PromptFolder; readonly language: PromptLanguage }[];
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
    pathOf: (file) => path.relative(cwd, path.join(root, file)).replaceAll(path.sep, '/'),
    idOf: (file) => {
      const summary = parts.map(({ folder }) => folder.scope.get(file)).find((one) => one !== undefined);
      return summary?.identity?.name.id ?? path.posix.basename(file);
    },
    fixesOf: fixesIn(parts, found),
  };
}

function fixesIn(parts: Checked['parts'], found: readonly FoundIn[]): LintReport['fixesOf'] {
  const subjects = new Map<string, FixSubject | undefined>();
  const byFile = new Map<string, Finding[]>();
  for (const { file, finding } of found) {
    const known = byFile.get(file);
    if (known) known.push(finding);
    else byFile.set(file, [finding]);
  }
  const subjectOf = (file: string): FixSubject | undefined => {
    const type = fileTypeOf(file);
    const part = parts.find(({ folder }) => folder.get(file));
    const parsed = part?.folder.get(file);
    if (!type || !part || !parsed) return undefined;
    const findings = byFile.get(file) ?? [];
    const others = new Map(
      furtherPlaces(file, findings).map((place) => [place.file, part.folder.get(place.file)]),
    );
    const further = furtherConstraints(file, findings, (other) => others.get(other));
    const read = part.language.rereadAs(file, type, further, part.folder.cache);
    return new FixSubject(type, parsed, read, path.posix.basename(file));
  };
  let left = MAX_READ;
  return ({ file, finding }): readonly Fix[] => {
    if (!subjects.has(file)) subjects.set(file, subjectOf(file));
    const subject = subjects.get(file);
    left -= subject?.text.length ?? 0;
    return subject && left > 0 ? fixesFor(subject, finding) : [];
  };
}
