import * as l10n from '@vscode/l10n';
import { didYouMean } from '../../core/documents/didYouMean.js';
import { invisibleCharacterFindings } from '../../core/documents/invisibleCharacters.js';
import { readRecord, type GivenRecord } from '../../core/documents/recordFile.js';
import type { MappingEntry, ValueNode } from '../../core/documents/valueNode.js';
import {
  compareFindings,
  FINDING_CODES,
  type Finding,
  type FindingCode,
  type TextRange,
} from '../../core/model/findings.js';
import { quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import type { BaselinedFile, BaselineEntry, BaselineFile } from './baseline.js';

/** What a baseline is written as: a later one may count otherwise. */
export const BASELINE_VERSION = 1;

/** More of one code in one file are never counted. */
const MAX_COUNT = 1_000_000;

const KEYS = ['$schema', 'version', 'findings'] as const;

/**
 * Reads the baseline of a root: what is right in it counts. `before` is what was read last, which counts as long as the file
 * cannot be read, or is no JSON. Never throws.
 */
export function readBaseline(file: string, given: GivenRecord, before?: BaselineFile): BaselineFile {
  const { source, root, findings: found } = readRecord(given);
  const unreadable = (findings: readonly Finding[], files: BaselineFile['files']): BaselineFile => ({
    file,
    source,
    schema: undefined,
    files,
    isReadable: false,
    findings,
  });
  if (!root) return unreadable(found, before?.files ?? new Map<string, never>());
  const wrongVersion = versionFinding(root);
  if (wrongVersion) return unreadable([...found, wrongVersion].sort(compareFindings), new Map());
  const read: ReadFiles = { files: new Map(), findings: [] };
  if (root.kind === 'mapping') readTop(read, root);
  const schema = root.kind === 'mapping' ? root.byKey.get('$schema')?.value : undefined;
  const findings = [...found, ...read.findings, ...invisibleCharacterFindings(root, source.text)];
  return {
    file,
    source,
    schema: schema?.kind === 'string' ? schema.value : undefined,
    files: read.files,
    isReadable: true,
    findings: findings.sort(compareFindings),
  };
}

interface ReadFiles {
  readonly files: Map<string, BaselinedFile>;
  readonly findings: Finding[];
}

/** What a later program wrote is not guessed at: nothing of it counts. */
function versionFinding(root: ValueNode): Finding | undefined {
  if (root.kind !== 'mapping')
    return finding(
      'schema',
      l10n.t('A baseline needs a mapping that begins with {0}.', BEGINNING),
      root.range,
    );
  const version = root.byKey.get('version')?.value;
  if (!version)
    return finding(
      'schema',
      l10n.t('A baseline needs its version: add `"version": {0}`.', BASELINE_VERSION),
      { start: root.range.start, end: root.range.start + 1 },
    );
  const number = version.kind === 'integer' ? Number(version.value) : undefined;
  if (number === BASELINE_VERSION) return undefined;
  return finding(
    'schema',
    number !== undefined && number > BASELINE_VERSION
      ? l10n.t('This baseline was written by a newer Prompt Bundles. Update it, or write the baseline anew.')
      : l10n.t('The version of a baseline is {0}.', BASELINE_VERSION),
    version.range,
  );
}

const BEGINNING = `\`{ "version": ${BASELINE_VERSION}, "findings": {} }\``;

// Of a key that stands there twice, what is meant is not known: the syntax finding tells it.
function readTop(read: ReadFiles, root: ValueNode & { readonly kind: 'mapping' }): void {
  for (const { key, keyRange } of root.byKey.values())
    if (!(KEYS as readonly string[]).includes(key))
      read.findings.push(unknownKey(l10n.t('A baseline has no key {0}.', quote(key)), key, keyRange, KEYS));
  const found = root.byKey.get('findings');
  if (!found) {
    const { start } = root.range;
    const message = l10n.t('A baseline needs its findings: add `"findings": {}`.');
    read.findings.push(finding('schema', message, { start, end: start + 1 }));
    return;
  }
  const { value } = found;
  if (value.kind === 'mapping') for (const file of value.byKey.values()) readFile(read, file);
  else if (value.kind !== 'unreadable')
    read.findings.push(
      finding('schema', l10n.t('`findings` needs a mapping of files and their counts.'), value.range),
    );
}

function readFile({ files, findings }: ReadFiles, { key: path, keyRange, value }: MappingEntry): void {
  if (value.kind === 'unreadable') return;
  if (value.kind !== 'mapping') {
    const message = l10n.t('{0} needs a mapping of problem codes and their counts.', quote(path));
    findings.push(finding('schema', message, value.range));
    return;
  }
  const entries = new Map<FindingCode, BaselineEntry>();
  for (const { key, keyRange: codeRange, value: count } of value.byKey.values()) {
    const code = FINDING_CODES.find((known) => known === key);
    if (!code)
      findings.push(
        unknownKey(l10n.t('There is no problem code {0}.', quote(key)), key, codeRange, FINDING_CODES),
      );
    else if (count.kind === 'integer' && isCount(Number(count.value)))
      entries.set(code, { count: Number(count.value), countRange: count.range });
    else if (count.kind !== 'unreadable')
      findings.push(
        finding(
          'schema',
          l10n.t('{0} needs a count, a whole number from 1 to {1}.', quote(code), MAX_COUNT),
          count.range,
        ),
      );
  }
  files.set(path, { range: keyRange, entries });
}

function isCount(value: number): boolean {
  return value >= 1 && value <= MAX_COUNT;
}

function unknownKey(what: string, key: string, range: TextRange, known: readonly string[]): Finding {
  const meant = didYouMean(key, known);
  const advice =
    meant === undefined
      ? l10n.t('Remove it, or check its spelling.')
      : l10n.t('Did you mean {0}?', quote(meant));
  return {
    ...finding('unknown-key', sentences(what, advice), range),
    ...(meant !== undefined && { replacement: JSON.stringify(meant) }),
  };
}

function finding(code: FindingCode, message: string, range: TextRange): Finding {
  return { code, severity: 'error', message, range };
}
