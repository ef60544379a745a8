import {
  comparisonMarkdown,
  differenceNames,
  differingHashes,
  HASH_COLUMNS,
  hashesOf,
  sentenceOf,
  SHOWN_DIGITS,
} from '../core/compare/comparisonMarkdown.js';
import type { ComparedVersion, Comparison, VersionDifference } from '../core/compare/comparison.js';
import { differenceJson } from '../core/compare/comparisonJson.js';
import { compareVersions } from '../core/compare/compareVersions.js';
import { renderVersions, type VersionPlace } from '../core/compare/renderVersions.js';
import { excerpt } from '../core/text/quote.js';
import { oneLine } from '../core/text/oneLine.js';
import type { PromptLanguage } from '../language/index.js';
import { folderLanguage } from '../node/folder/folderLanguage.js';
import { openAudit } from './auditLog.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { readValidInput } from './inputFile.js';
import { PromptFolder } from '../node/folder/promptFolder.js';
import { printDamage } from './printErrors.js';
import { registryRows, type RegistryRows } from './registry/registryRows.js';
import { noteLines } from './notes/noteLines.js';
import { readNotes } from './notes/noteFiles.js';
import { withRegistry } from './registry/withRegistry.js';
import { whereBelow } from './rootsBelow.js';
import { rootFolder } from './rootFolder.js';
import type { LabelsCall } from './labels/compareLabels.js';
import { namedVersion } from './labels/labelledVersion.js';
import { parseCommand } from './options/parseCommand.js';
import { chooseFormat, fileOptions, onlyOne, UsageError, type FileValues } from './usage.js';
import { printError, printJson, printLines, printRefusal, printText } from './print.js';

/** `compare <bundle_id> [A B]`: the hashes of a bundle's versions side by side, a registry's too where one is named, and why their prompts differ. */
export async function compareCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('compare', args);
  const [bundleId = '', a, b, ...others] = positionals;
  if ((bundleId === '' && !values.labels) || others.length > 0 || (a !== undefined && b === undefined))
    throw new UsageError('Name one bundle_id, and then no version or two.');
  const named = a !== undefined && b !== undefined ? ([a, b] as const) : undefined;
  const format = chooseFormat(values.format, ['text', 'json', 'markdown']);
  const root = rootFolder(values.root, host.cwd);
  if (values.labels) {
    const call = { bundleId: positionals[0], between: named, against: values.against, format };
    return compareTheirLabels(call, values, root, host);
  }
  if (values.against !== undefined) throw new UsageError('Give --against together with --labels.');
  const audit = await openAudit(values, root, host);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const place = { root, cwd: host.cwd, maxFileBytes: folder.maxFileBytes };
  const read = readValidInput(onlyOne(values.input, 'input'), place, 'compare with it', host);
  if (!read) return 1;
  const { input } = read;
  printDamage(folder, host);
  const between = named && versionsOf(folder, bundleId, named, host);
  if (between === 'unknown') return 1;
  // One act has one time in the log.
  const began = host.now();
  const language = folderLanguage(folder, { now: () => began }, { audit });
  const generator = await language.generatorOf('');
  const request = {
    bundle_id: bundleId,
    hashing: await language.hashing(),
    ...(input?.parsed.model && { input: input.parsed.model }),
  };
  const here = await renderVersions({ ...request, places: await placesOf(language, folder, bundleId) });
  const registry =
    values.registry === undefined
      ? NO_REGISTRY
      : await withRegistry(values.registry, host, root, (opened) =>
          registryRows(opened, { ...request, elsewhere: here, generator }, between, host),
        );
  if (!registry) return 1;
  const rendered = [...here, ...registry.rendered];
  const missing = between?.find((wanted) => !rendered.some(({ semver }) => semver === wanted));
  if (rendered.length === 0 || missing !== undefined) {
    const version = missing === undefined ? 'version' : `version ${excerpt(missing)}`;
    const where = whereBelow(folder, bundleId, missing);
    printRefusal(host, {
      code: 'unknown_bundle',
      reason: `There is no ${version} of ${excerpt(bundleId)}.${where}`,
    });
    return 1;
  }
  const chosen = between ? rendered.filter(({ semver }) => between.includes(semver)) : rendered;
  const comparison = compareVersions(bundleId, chosen, between);
  const published = comparison.versions.flatMap(({ semver, sources }) =>
    sources.includes('published') ? [semver] : [],
  );
  PRINT[format](host, comparison, {
    ...registry,
    changeNotes: readNotes(root, bundleId, published),
    labelsOf: (semver) => folder.scope.labels.of({ id: bundleId, semver }),
  });
  if (format !== 'json') for (const note of registry.notes) printError(host, note);
  for (const [i, { prompt_hash, rendered: version }] of comparison.versions.entries()) {
    if (version.render && prompt_hash !== null) generator.audit(version.render, 'compare');
    // No sink holds thousands of prompts at once.
    if (i % RECORDED_AT_ONCE === RECORDED_AT_ONCE - 1) await audit.flush();
  }
  await audit.flush();
  return 0;
}

const RECORDED_AT_ONCE = 500;

/** What labels change: what takes an input or a registry has no part in it. */
async function compareTheirLabels(
  call: LabelsCall,
  values: FileValues & { readonly input?: readonly string[]; readonly registry?: string },
  root: string,
  host: CommandLineHost,
): Promise<ExitCode> {
  if (values.input ?? values.registry)
    throw new UsageError('Give --labels without --input and --registry: published versions are compared.');
  if (call.between && call.against !== undefined)
    throw new UsageError('Give --against, or two labels, not both.');
  const { compareLabels } = await import('./labels/compareLabels.js');
  return compareLabels(await PromptFolder.read(root, fileOptions(values)), call, host);
}

/** The two versions that are named, by themselves or by their labels. */
function versionsOf(
  folder: PromptFolder,
  bundleId: string,
  named: readonly [string, string],
  host: CommandLineHost,
): readonly [string, string] | 'unknown' {
  const [from, to] = named.map((name) => namedVersion(folder, bundleId, name, host));
  return from === undefined || to === undefined ? 'unknown' : [from, to];
}

async function placesOf(
  language: PromptLanguage,
  { scope }: PromptFolder,
  bundleId: string,
): Promise<readonly VersionPlace[]> {
  const published = await language.publishedGenerator(scope.published);
  const workspace = await language.generatorOf('');
  return [
    { source: 'published', semvers: scope.published.versions(bundleId), generator: published },
    { source: 'workspace', semvers: scope.versions('bundle', bundleId), generator: workspace },
  ];
}

/** Where no registry is named. */
const NO_REGISTRY: Omit<RegistryRows, 'registry'> & { readonly registry?: string } = {
  rendered: [],
  notes: [],
};

/** What is told beside the comparison. */
interface Aside extends Pick<typeof NO_REGISTRY, 'registry' | 'notes'> {
  /** The change notes of published versions, by the version. */
  readonly changeNotes: ReadonlyMap<string, string>;
  /** The labels of a published version. */
  readonly labelsOf: (semver: string) => readonly string[];
}

type Print = (host: CommandLineHost, comparison: Comparison, aside: Aside) => void;

const PRINT: Readonly<Record<'text' | 'json' | 'markdown', Print>> = {
  text: (host, comparison, { changeNotes }) => {
    printLines(host, [...comparisonLines(comparison), ...noteLines(changeNotes)]);
  },
  json: (host, { bundle_id, versions, differences }, { registry, notes, changeNotes }) => {
    printJson(host, {
      bundle_id,
      ...(registry !== undefined && { registry, notes }),
      versions: versions.map((version) => versionJson(version, changeNotes)),
      differences: differences.map(differenceJson),
    });
  },
  markdown: (host, comparison, { changeNotes, labelsOf }) => {
    printText(host, comparisonMarkdown(comparison, { notes: changeNotes, labelsOf }));
  },
};

/** What the JSON says of a version, in this order. */
const VERSION_FIELDS = [
  'semver',
  'source',
  'sources',
  'bundle_hash',
  'personality_hash',
  'prompt_hash',
  'content_hash',
  'template_hashes',
  'problem',
] as const;

function versionJson(version: ComparedVersion, notes: ReadonlyMap<string, string>): object {
  const note = version.sources.includes('published') ? notes.get(version.semver) : undefined;
  return { ...Object.fromEntries(VERSION_FIELDS.map((field) => [field, version[field]])), note };
}

/** Two states of one version share the hashes of their names: which others they do not share is told. */
function differenceLine(one: VersionDifference): string {
  const hashes = one.from === one.to ? differingHashes(one) : [];
  const other = hashes.length > 0 ? ` Other hashes: ${hashes.join(', ')}.` : '';
  return `${differenceNames(one).join(' → ')}: ${sentenceOf(one)}${other}`;
}

/** A table in columns; a hash that the row above has too is a `=`. */
function comparisonLines({ versions, differences }: Comparison): readonly string[] {
  const rows = versions.map((version, i) => {
    const above = versions[i - 1];
    const before = above ? hashesOf(above) : [];
    const cells = hashesOf(version).map((hash, column) => {
      if (hash === null) return '-';
      return above && before[column] === hash ? '=' : hash.slice(0, SHOWN_DIGITS);
    });
    // Spelled out before the widths are measured.
    return [oneLine(excerpt(version.semver)), version.sources.join('+'), ...cells];
  });
  const table = [['version', 'source', ...HASH_COLUMNS], ...rows];
  const widths =
    table[0]?.map((_cell, column) =>
      table.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 0),
    ) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const sentences = differences.map(differenceLine);
  return [...lines, ...(sentences.length > 0 ? ['', ...sentences] : [])];
}
