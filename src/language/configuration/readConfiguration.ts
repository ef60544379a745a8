import * as l10n from '@vscode/l10n';
import { didYouMean } from '../../core/documents/didYouMean.js';
import { invisibleCharacterFindings } from '../../core/documents/invisibleCharacters.js';
import { readRecord, type GivenRecord } from '../../core/documents/recordFile.js';
import { quoteMarkAt, spell } from '../../core/documents/spelling.js';
import { BYTES_PER_MB, MAX_FILE_MB } from '../../core/documents/fileSizes.js';
import { validateConfiguration } from '../../core/documents/validateConfiguration.js';
import { entryOf, nodeAt, type ValueNode } from '../../core/documents/valueNode.js';
import { AUDIT_MODES } from '../../core/audit/record.js';
import { ENCODINGS, isEncoding } from '../../core/model/encodings.js';
import {
  compareFindings,
  FINDING_CODES,
  RULE_LEVELS,
  type Finding,
  type RuleSeverities,
} from '../../core/model/findings.js';
import { quote } from '../../core/text/quote.js';
import { sentences } from '../../core/text/sentences.js';
import { readAuditFolder } from '../audit/auditFolder.js';
import {
  NO_CONFIGURATION,
  type BundleBudget,
  type Configuration,
  type ConfigurationFile,
  type ConfiguredAudit,
} from './configuration.js';

/** Reads a configuration: what is right in it holds. Never throws. */
export function readConfiguration(given: GivenRecord): ConfigurationFile {
  const { source, root, findings: found } = readRecord(given);
  const { text } = source;
  if (!root) return { source, isReadable: false, configuration: NO_CONFIGURATION, findings: found };
  const findings = [
    ...found,
    ...validateConfiguration(root, text),
    ...rulesIn(root).flatMap((rules) => unknownCodeFindings(rules, text)),
    ...auditFolderFindings(root),
    ...invisibleCharacterFindings(root, text),
  ].sort(compareFindings);
  return { source, isReadable: true, configuration: toConfiguration(root), findings };
}

/** All mappings of codes to severities. */
function rulesIn(root: ValueNode): readonly ValueNode[] {
  const overrides = entryOf(root, 'overrides')?.value;
  const items = overrides?.kind === 'list' ? overrides.items : [];
  return [root, ...items].flatMap((node) => entryOf(node, 'rules')?.value ?? []);
}

/** The schema leaves open which codes there are. */
function unknownCodeFindings(rules: ValueNode, text: string): Finding[] {
  if (rules.kind !== 'mapping') return [];
  return rules.entries.flatMap(({ key, keyRange }): Finding[] => {
    if (isCode(key)) return [];
    const meant = didYouMean(key, FINDING_CODES);
    const advice =
      meant === undefined
        ? l10n.t('Remove it, or check its spelling.')
        : l10n.t('Did you mean {0}?', quote(meant));
    return [
      {
        code: 'unknown-key',
        severity: 'error',
        message: sentences(l10n.t('There is no problem code {0}.', quote(key)), advice),
        range: keyRange,
        ...(meant !== undefined && { replacement: spell(meant, quoteMarkAt(text, keyRange)) }),
      },
    ];
  });
}

/** The schema leaves open where a folder may be. */
function auditFolderFindings(root: ValueNode): Finding[] {
  const node = nodeAt(root, ['audit', 'folder']);
  if (node?.kind !== 'string' || node.value === '') return [];
  const { problem } = readAuditFolder(node.value);
  if (problem === undefined) return [];
  const message = l10n.t(
    '{0} {1}. Name a folder inside of the one that this configuration is of, such as `logs/prompts`.',
    quote(node.value),
    problem,
  );
  return [{ code: 'schema', severity: 'error', message, range: node.range }];
}

/** What is right in it. */
function toConfiguration(root: ValueNode): Configuration {
  const size = nodeAt(root, ['maxFileSize']);
  const bytes = size?.kind === 'integer' || size?.kind === 'float' ? Number(size.value) * BYTES_PER_MB : 0;
  const git = nodeAt(root, ['useGitignore']);
  return {
    rules: readRules(nodeAt(root, ['rules'])),
    overrides: itemsOf(nodeAt(root, ['overrides'])).map((override) => ({
      files: textsOf(nodeAt(override, ['files'])) ?? [],
      rules: readRules(nodeAt(override, ['rules'])),
    })),
    exclude: textsOf(nodeAt(root, ['exclude'])),
    useGitignore: git?.kind === 'boolean' ? git.value === true : undefined,
    ...furtherParts(root),
    maxFileBytes: bytes > 0 && bytes <= MAX_FILE_MB * BYTES_PER_MB ? Math.round(bytes) : undefined,
  };
}

/** What most configurations do not speak of: absent then. */
function furtherParts(root: ValueNode): Pick<Configuration, 'audit' | 'encodings' | 'budgets' | 'registry'> {
  const encodings = textsOf(nodeAt(root, ['encodings']))?.filter(isEncoding) ?? [];
  const budgets = nodeAt(root, ['budgets']);
  return {
    ...(nodeAt(root, ['audit']) && { audit: readAudit(root) }),
    ...(encodings.length > 0 && { encodings: [...new Set(encodings)] }),
    ...(budgets && { budgets: itemsOf(budgets).map(readBudget) }),
    ...(nodeAt(root, ['registry']) && {
      registry: { fallback: nameAt(root, 'fallback'), audit: nameAt(root, 'audit') },
    }),
  };
}

function readAudit(root: ValueNode): ConfiguredAudit {
  const mode = textAt(root, ['audit', 'mode']);
  const folder = textAt(root, ['audit', 'folder']);
  return {
    mode: AUDIT_MODES.find((known) => known === mode),
    folder: folder === undefined ? undefined : readAuditFolder(folder).folder,
  };
}

function readBudget(node: ValueNode): BundleBudget {
  const tokens = ENCODINGS.flatMap((encoding) => {
    const most = limitAt(node, ['maxTokens', encoding]);
    return most === undefined ? [] : [[encoding, most] as const];
  });
  return {
    bundles: textsOf(nodeAt(node, ['bundles'])) ?? [],
    maxCharacters: limitAt(node, ['maxCharacters']),
    maxTokens: Object.fromEntries(tokens),
  };
}

function limitAt(node: ValueNode, path: readonly string[]): number | undefined {
  const limit = nodeAt(node, path);
  const most = limit?.kind === 'integer' || limit?.kind === 'float' ? Number(limit.value) : 0;
  return Number.isInteger(most) && most >= 1 ? most : undefined;
}

/** The name of a registry; what could be an address is none. */
function nameAt(root: ValueNode, key: string): string | undefined {
  const name = textAt(root, ['registry', key]);
  return name === undefined || /:\/\/|[@=]/.test(name) ? undefined : name.trim();
}

function textAt(root: ValueNode, path: readonly string[]): string | undefined {
  const node = nodeAt(root, path);
  return node?.kind === 'string' ? node.value : undefined;
}

function readRules(node: ValueNode | undefined): RuleSeverities {
  if (node?.kind !== 'mapping') return {};
  const entries = [...node.byKey.values()].flatMap(({ key, value }) => {
    const severity = RULE_LEVELS.find((known) => value.kind === 'string' && known === value.value);
    return isCode(key) && severity !== undefined ? [[key, severity] as const] : [];
  });
  return Object.fromEntries(entries);
}

function isCode(key: string): boolean {
  return (FINDING_CODES as readonly string[]).includes(key);
}

function itemsOf(node: ValueNode | undefined): readonly ValueNode[] {
  return node?.kind === 'list' ? node.items : [];
}

/** The texts of a list; `undefined` where there is none. */
function textsOf(node: ValueNode | undefined): readonly string[] | undefined {
  if (node?.kind !== 'list') return undefined;
  return node.items.flatMap((item) => (item.kind === 'string' && item.value !== '' ? [item.value] : []));
}
