import * as l10n from '@vscode/l10n';
import { invisibleCharacterFindings } from '../../core/documents/invisibleCharacters.js';
import { readRecord, type GivenRecord } from '../../core/documents/recordFile.js';
import type { MappingEntry, ValueNode } from '../../core/documents/valueNode.js';
import {
  compareFindings,
  type Finding,
  type FindingCode,
  type TextRange,
} from '../../core/model/findings.js';
import { isLabelName, labelRule } from '../../core/model/labelName.js';
import { isSemver } from '../../core/model/semver.js';
import { quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
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
    const message = l10n.t(
      'The file of labels needs a mapping of bundles and their labels, such as `{ "my-bundle": { "production": "1.4.0" } }`.',
    );
    read.findings.push(finding('schema', message, root.range));
    return read;
  }
  // Of a bundle or a label that stands there twice, what is meant is not known: the syntax finding tells it.
  for (const { key, keyRange, value } of root.byKey.values()) {
    if (key === '$schema') continue;
    read.bundles.push({ bundle: key, range: keyRange });
    if (value.kind === 'mapping')
      for (const label of value.byKey.values())
        readLabel(read, { bundle: key, bundleRange: keyRange }, label);
    else if (value.kind !== 'unreadable') {
      const message = l10n.t(
        '{0} needs a mapping of labels and their versions, such as `{ "production": "1.4.0" }`.',
        quote(key),
      );
      read.findings.push(finding('schema', message, value.range));
    }
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
        l10n.t('The label {0} needs a version in quotes, such as `"1.4.0"`.', quote(label)),
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
        l10n.t(
          '{0} is not an exact version. A label names one that is published, such as `1.4.0`.',
          quote(version),
        ),
        versionRange,
      ),
    );
  else if (isNamed) entries.push({ ...bundle, label, labelRange, version, versionRange });
}

function badName(label: string, range: TextRange): Finding {
  const lower = label.toLowerCase();
  const meant = isLabelName(lower) ? lower : undefined;
  const message = sentences(
    l10n.t('{0} is no label.', quote(label)),
    labelRule(),
    meant === undefined ? '' : l10n.t('Did you mean {0}?', quote(meant)),
  );
  return {
    ...finding('schema', message, range),
    ...(meant !== undefined && { replacement: JSON.stringify(meant) }),
  };
}

function finding(code: FindingCode, message: string, range: TextRange): Finding {
  return { code, severity: 'error', message, range };
}
