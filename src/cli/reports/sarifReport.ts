import type { Severity, TextRange } from '../../core/model/findings.js';
import { pageText, summaryOf, type Fix, type RulePage } from '../../language/index.js';
import { fingerprints } from './fingerprints.js';
import { regionOf, type LintReport } from './lintReport.js';

/** The program that found it. */
export interface SarifTool {
  readonly version: string;
  readonly rules: readonly RulePage[];
}

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};
/** Where the program was called: whoever reads the log says where that is. */
const BASE = 'SRCROOT';

/** A log in SARIF 2.1.0 (OASIS, 2020), with one run. */
export function sarifReport(report: LintReport, { version, rules }: SarifTool): object {
  const marks = fingerprints(report);
  const indexes = new Map(rules.map(({ code }, i) => [code, i]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Prompt Bundles',
            semanticVersion: version,
            rules: rules.map(rule),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [BASE]: { description: { text: 'The folder that the program was called in.' } },
        },
        results: report.found.map((one, i) => {
          const { file, finding } = one;
          const { code, severity, message, range, related = [] } = finding;
          const fixes = report.fixesOf(one);
          return {
            ruleId: code,
            ruleIndex: indexes.get(code),
            level: LEVELS[severity],
            message: { text: message },
            locations: [location(report, file, range)],
            ...(related.length > 0 && {
              relatedLocations: related.map((place, id) => ({
                id,
                message: { text: place.message },
                ...location(report, place.file, place.range),
              })),
            }),
            partialFingerprints: { 'promptBundles/v1': marks[i] },
            ...(fixes.length > 0 && { fixes: fixes.map((fix) => toFix(report, file, fix)) }),
          };
        }),
      },
    ],
  };
}

function rule(page: RulePage): object {
  const { code, title, text, severities } = page;
  return {
    id: code,
    name: code.replace(/(?:^|-)(.)/g, (_all, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: summaryOf(page) },
    help: { text, markdown: pageText(page) },
    defaultConfiguration: { level: LEVELS[severities[0]] },
  };
}

function location(report: LintReport, file: string, range: TextRange): object {
  return {
    physicalLocation: {
      artifactLocation: artifact(report, file),
      region: regionOf(report.sourceOf(file), range),
    },
  };
}

function artifact(report: LintReport, file: string): object {
  const uri = report.pathOf(file).split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: BASE };
}

function toFix(report: LintReport, file: string, { title, edits }: Fix): object {
  const source = report.sourceOf(file);
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation: artifact(report, file),
        replacements: edits.map(({ text, ...range }) => ({
          deletedRegion: regionOf(source, range),
          ...(text !== '' && { insertedContent: { text } }),
        })),
      },
    ],
  };
}
