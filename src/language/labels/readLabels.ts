import { invisibleCharacterFindings } from '../../core/documents/invisibleCharacters.js';
import { readRecord, type GivenRecord } from '../../core/documents/recordFile.js';
import type { MappingEntry, ValueNode } from '../../core/documents/valueNode.js';
import {
  compareFindings,
  type Finding,
  type FindingCode,
  type TextRange,
} from '../../core/model/findings.js';
import { isLabelName, LABEL_RULE } from '../../core/model/labelName.js';
import { isSemver } from '../../core/model/semver.js';
import { quote } from '../../core/text/quote.js';
import { checkLabels } from './checkLabels.js';
import type { LabelEntry, LabelFile, LabelledBundle } from './labels.js';

/**
 * Reads the labels of a root: what is right in them holds. `before` is what was read last, which holds as long as the file
 * cannot be read, or is no JSON. Never throws.
 */
export function readLabels(file: string, given: GivenRecord, before?: LabelFile): LabelFile {
  const { source, root, findings: found } = readRecord(given);
  if (!root)
    return {
      file,
      source,
      bundles: [],
      entries: before?.entries ?? [],
      byName: before?.byName ?? new Map<string, never>(),
      findings: found,
      check: () => [],
    };
  const read = readBundles(root);
  const byName = new Map<string, Map<string, LabelEntry>>();
  for (const entry of read.entries) {
    const labels = byName.get(entry.bundle) ?? new Map<string, LabelEntry>();
    byName.set(entry.bundle, labels.set(entry.label, entry));
  }
  const findings = [...found, ...read.findings, ...invisibleCharacterFindings(root, source.text)];
  const { bundles, entries } = read;
  return {
    file,
    source,
    bundles,
    entries,
    byName,
    findings: findings.sort(compareFindings),
    check: (known) => checkLabels(bundles, entries, known),
  };
}

interface ReadBundles {
  readonly bundles: LabelledBundle[];
  readonly entries: LabelEntry[];
  readonly findings: Finding[];
}

function readBundles(root: ValueNode): ReadBundles {
  const read: ReadBundles = { bundles: [], entries: [], findings: [] };
  if (root.kind !== 'mapping') {
    read.findings.push(wrongType('The file of labels', root));
    return read;
  }
  // Of a bundle or a label that stands there twice, what is meant is not known: the syntax finding tells it.
  for (const { key, keyRange, value } of root.byKey.values()) {
    if (key === '$schema') continue;
    read.bundles.push({ bundle: key, range: keyRange });
    if (value.kind === 'mapping')
      for (const label of value.byKey.values())
        readLabel(read, { bundle: key, bundleRange: keyRange }, label);
    else if (value.kind !== 'unreadable') read.findings.push(wrongType(quote(key), value));
  }
  return read;
}

function readLabel(
  { entries, findings }: ReadBundles,
  bundle: Pick<LabelEntry, 'bundle' | 'bundleRange'>,
  { key: label, keyRange: labelRange, value }: MappingEntry,
): void {
  const isNamed = isLabelName(label);
  if (!isNamed) findings.push(badName(label, labelRange));
  if (value.kind === 'unreadable') return;
  if (value.kind !== 'string') {
    findings.push(
      finding(
        'schema',
        `The label ${quote(label)} needs a version in quotes, such as \`"1.4.0"\`.`,
        value.range,
      ),
    );
    return;
  }
  const { value: version, range: versionRange } = value;
  if (!isSemver(version))
    findings.push(
      finding(
        'invalid-semver',
        `${quote(version)} is not an exact version. A label names one that is published, such as \`1.4.0\`.`,
        versionRange,
      ),
    );
  else if (isNamed) entries.push({ ...bundle, label, labelRange, version, versionRange });
}

function badName(label: string, range: TextRange): Finding {
  const lower = label.toLowerCase();
  const meant = lower !== label && isLabelName(lower) ? lower : undefined;
  return {
    ...finding(
      'schema',
      `${quote(label)} is no label. ${LABEL_RULE}.${meant ? ` Did you mean ${quote(meant)}?` : ''}`,
      range,
    ),
    ...(meant !== undefined && { replacement: JSON.stringify(meant) }),
  };
}

function wrongType(what: string, { range }: ValueNode): Finding {
  const example = what.startsWith('`')
    ? '`{ "production": "1.4.0" }`'
    : '`{ "my-bundle": { "production": "1.4.0" } }`';
  const says = what.startsWith('`') ? 'labels and their versions' : 'bundles and their labels';
  return finding('schema', `${what} needs a mapping of ${says}, such as ${example}.`, range);
}

function finding(code: FindingCode, message: string, range: TextRange): Finding {
  return { code, severity: 'error', message, range };
}
