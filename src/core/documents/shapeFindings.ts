import * as l10n from '@vscode/l10n';
import type { ShapeError, Validate } from 'prompt-bundles:validators';
import type { Finding, FindingCode, TextRange } from '../model/findings.js';
import { counted, quote } from '../text/quote.js';
import { sentences } from '../text/sentences.js';
import { didYouMean } from './didYouMean.js';
import { quoteMarkAt, spell } from './spelling.js';
import { entryOf, nodeAt, type MappingNode, type ValueNode } from './valueNode.js';

/** What findings say of files of one JSON Schema. */
export interface Shape {
  readonly validate: Validate;
  /** What a file is called where a sentence begins, such as `A bundle file`. */
  readonly subject: () => string;
  /** What a file may begin with, as it is written. */
  readonly beginning: string;
  /** The keys that a mapping may have. */
  readonly knownKeys: (path: readonly string[]) => readonly string[];
  /** What is said of a value, by its name, that may have several types and has none of them. */
  readonly types?: (name: string) => string;
  /** What a text must be that breaks a pattern. */
  readonly pattern?: (breach: Breach) => Finding;
  /** What is said of a number, by its name, that is beyond its bounds. Default: those of a level. */
  readonly bounds?: (path: readonly string[], name: string) => string;
  /** The code of a text that is too long. */
  readonly lengthCode?: (path: readonly string[]) => FindingCode;
  /** True for a breach that another finding tells. */
  readonly isTold?: (path: readonly string[], error: ShapeError) => boolean;
}

/** A value that breaks the schema. */
export interface Breach {
  readonly path: readonly string[];
  /** What it is called in a message. */
  readonly name: string;
  readonly node: ValueNode;
  readonly report: Report;
  /** How a word is written in place of the value. */
  readonly spelled: (word: string | undefined) => string | undefined;
}

export type Report = (
  code: FindingCode,
  message: string,
  range?: TextRange,
  /** What to write in the range, or the key that has no value yet. */
  advice?: string | Pick<Finding, 'missing'>,
) => Finding;

/** Findings for what a file's values break of its schema; `text` is the file's, for suggestions. */
export function shapeFindings(shape: Shape, root: ValueNode, text: string): Finding[] {
  const { validate } = shape;
  if (validate(toPlainValue(root))) return [];
  const findings = (validate.errors ?? []).map((error) => toFinding(shape, root, text, error));
  return findings.filter((finding) => finding !== undefined);
}

/**
 * The value as plain objects, for the validator: integers as numbers, mappings without a prototype, the first of the
 * entries with one key. What aliases share is shared here too.
 */
function toPlainValue(node: ValueNode, known = new Map<ValueNode, unknown>()): unknown {
  if (node.kind === 'integer') return Number(node.value);
  if (node.kind !== 'list' && node.kind !== 'mapping') return node.value;
  const made =
    known.get(node) ??
    (node.kind === 'list' ? node.items.map((item) => toPlainValue(item, known)) : toPlainObject(node, known));
  known.set(node, made);
  return made;
}

function toPlainObject(node: MappingNode, known: Map<ValueNode, unknown>): Record<string, unknown> {
  const plain = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of node.byKey.values()) plain[key] = toPlainValue(value, known);
  return plain;
}

/** True for what only follows from a value or a key that cannot be read. */
function isToldAlready(node: ValueNode, keyword: string): boolean {
  if (node.kind === 'unreadable') return true;
  return node.kind === 'mapping' && node.hasUnreadableKey && (keyword === 'required' || keyword === 'type');
}

function toFinding(shape: Shape, root: ValueNode, text: string, error: ShapeError): Finding | undefined {
  const { instancePath, keyword, params } = error;
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node = nodeAt(root, path) ?? root;
  if (isToldAlready(node, keyword) || shape.isTold?.(path, error)) return undefined;
  const name = path.length > 0 ? quote(path.join('.')) : shape.subject();
  const spelledAt = (word: string | undefined, range: TextRange): string | undefined =>
    word === undefined ? undefined : spell(word, quoteMarkAt(text, range));
  const report: Report = (code, message, range = node.range, advice) => ({
    code,
    severity: 'error',
    message,
    range,
    ...(typeof advice === 'string' ? { replacement: advice } : advice),
  });
  switch (keyword) {
    case 'required': {
      const missing = String(params['missingProperty']);
      return report(
        'schema',
        path.length > 0
          ? l10n.t('{0} needs the key {1}.', name, quote(missing))
          : l10n.t('Add the key {0}.', quote(missing)),
        ownerRange(root, path),
        { missing: [...path, missing] },
      );
    }
    case 'additionalProperties': {
      const added = String(params['additionalProperty']);
      const range = entryOf(node, added)?.keyRange ?? node.range;
      const meant = didYouMean(
        added,
        shape.knownKeys(path).filter((known) => !entryOf(node, known)),
      );
      const advice =
        meant === undefined
          ? l10n.t('Remove it, or check its spelling.')
          : l10n.t('Did you mean {0}?', quote(meant));
      const message = sentences(l10n.t('Unknown key {0}.', quote(added)), advice);
      return report('unknown-key', message, range, spelledAt(meant, range));
    }
    case 'type':
      return typeFinding(shape, path, name, node, text, params['type'], report);
    case 'enum': {
      const values = params['allowedValues'] as readonly string[];
      return report(
        'schema',
        l10n.t('{0} must be one of {1}.', name, values.map(quote).join(', ')),
        node.range,
        spelledAt(didYouMean(stringIn(node), values), node.range),
      );
    }
    case 'pattern':
      return shape.pattern?.({ path, name, node, report, spelled: (word) => spelledAt(word, node.range) });
    case 'minLength':
      return report('schema', l10n.t('{0} must not be empty.', name));
    case 'maxLength': {
      const limit = counted(Number(params['limit']));
      return report(
        shape.lengthCode?.(path) ?? 'schema',
        l10n.t('{0} may have {1} characters at most.', name, limit),
      );
    }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return report('schema', (shape.bounds ?? levelBounds)(path, name));
    default:
      // `if` only says that one of the rules above is broken.
      return undefined;
  }
}

/** A level is a share. */
export function levelBounds(_path: readonly string[], name: string): string {
  return l10n.t('{0} must be from {1} to {2}.', name, 0, 1);
}

const TYPE_TEXTS: Readonly<Record<string, (name: string) => string>> = {
  string: (name) => l10n.t('{0} must be text.', name),
  object: (name) => l10n.t('{0} must be a mapping.', name),
  array: (name) => l10n.t('{0} must be a list.', name),
  number: (name) => l10n.t('{0} must be a number.', name),
  integer: (name) => l10n.t('{0} must be a whole number.', name),
  boolean: (name) => l10n.t('{0} must be `true` or `false`.', name),
};

/** What is said of a value that has another type than the one it must have. */
function typeText(name: string, type: string): string {
  return TYPE_TEXTS[type]?.(name) ?? l10n.t('{0} must be of another type.', name);
}

function typeFinding(
  shape: Shape,
  path: readonly string[],
  name: string,
  node: ValueNode,
  text: string,
  type: unknown,
  report: Report,
): Finding {
  const missing = node.kind === 'null' ? { missing: path } : undefined;
  if (Array.isArray(type))
    return report('schema', shape.types?.(name) ?? typeText(name, ''), node.range, missing);
  if (node.kind === 'float' && !Number.isFinite(node.value))
    return report('schema', l10n.t('{0} must be a finite number.', name));
  const hasText = node.kind === 'integer' || node.kind === 'float' || node.kind === 'boolean';
  const quoted =
    type === 'string' && hasText ? JSON.stringify(text.slice(node.range.start, node.range.end)) : undefined;
  const advice = quoted === undefined ? '' : l10n.t('Put it in quotes.');
  if (path.length === 0)
    return report(
      'schema',
      sentences(typeText(name, 'object'), l10n.t('Begin with a key, such as {0}.', quote(shape.beginning))),
      node.range,
      missing,
    );
  return report('schema', sentences(typeText(name, String(type)), advice), node.range, quoted ?? missing);
}

/** The text of a value; empty where it is none. */
export function stringIn(node: ValueNode): string {
  return node.kind === 'string' ? node.value : '';
}

/** Where to show that a mapping lacks a key: at the key it stands under, or at the first key of the file. */
function ownerRange(root: ValueNode, path: readonly string[]): TextRange {
  const owner = path.length > 0 ? entryOf(nodeAt(root, path.slice(0, -1)), path.at(-1) ?? '') : undefined;
  if (owner) return owner.keyRange;
  const mapping = nodeAt(root, path) ?? root;
  return mapping.kind === 'mapping' ? (mapping.entries[0]?.keyRange ?? mapping.range) : mapping.range;
}
