import * as validators from 'prompt-bundles:validators';
import type { ShapeError } from 'prompt-bundles:validators';
import type { Finding, FindingCode, TextRange } from '../model/findings.js';
import { didYouMean } from './didYouMean.js';
import type { FileKind } from './fileKinds.js';
import { entryOf, nodeAt, type MappingNode, type ValueNode } from './valueNode.js';
import { quoteMarkAt, spell } from './spelling.js';
import { quote } from '../text/quote.js';

/** Findings for what a file's values break of its JSON Schema; `text` is the file's, for suggestions. */
export function validateShape(kind: FileKind, root: ValueNode, text: string): Finding[] {
  const validate = validators[kind];
  if (validate(toPlainValue(root))) return [];
  const findings = (validate.errors ?? []).map((error) => toFinding(kind, root, text, error));
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

const KNOWN_KEYS: Readonly<Record<FileKind, readonly string[]>> = {
  template: ['template_id', 'semver', 'role', 'content', 'constraints', 'adapter_version', 'suppress'],
  bundle: ['bundle_id', 'semver', 'templates', 'tags', 'description', 'suppress'],
  input: [
    'semantic_traits',
    'activity_level',
    'stress',
    'task',
    'model_type',
    'engine_version',
    'expect',
    'suppress',
  ],
};
const SLOT_KEYS = ['system', 'personality', 'activity', 'task'];
const INLINE_KEYS = ['content', 'role', 'constraints', 'adapter_version'];
const SUPPRESS_KEYS = ['code', 'text', 'reason'];
const EXPECT_KEYS = ['prompt_hash', 'contains', 'excludes', 'max_characters', 'max_tokens', 'max_findings'];

function knownKeysAt(kind: FileKind, path: readonly string[]): readonly string[] {
  if (path.length === 0) return KNOWN_KEYS[kind];
  if (path[0] === 'suppress') return SUPPRESS_KEYS;
  if (kind === 'input') return EXPECT_KEYS;
  return path.length === 1 ? SLOT_KEYS : INLINE_KEYS;
}

function toFinding(
  kind: FileKind,
  root: ValueNode,
  text: string,
  { instancePath, keyword, params }: ShapeError,
): Finding | undefined {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const node = nodeAt(root, path) ?? root;
  if (isToldAlready(node, keyword)) return undefined;
  const name = path.length > 0 ? quote(path.join('.')) : `${kind === 'input' ? 'An' : 'A'} ${kind} file`;
  const key = path.length === 1 ? path[0] : undefined;
  const spelled = (word: string | undefined, range: TextRange): string | undefined =>
    word === undefined ? undefined : spell(word, quoteMarkAt(text, range));
  const report: Report = (code, message, range, advice) => ({
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
        `${path.length > 0 ? `${name} needs` : 'Add'} the key ${quote(missing)}.`,
        ownerRange(root, path),
        { missing: [...path, missing] },
      );
    }
    case 'additionalProperties': {
      const added = String(params['additionalProperty']);
      // A raw vector has a finding of its own.
      if (kind === 'input' && added === 'vector_32') return undefined;
      const range = entryOf(node, added)?.keyRange ?? node.range;
      const meant = didYouMean(
        added,
        knownKeysAt(kind, path).filter((known) => !entryOf(node, known)),
      );
      const advice =
        meant === undefined ? 'Remove it, or check its spelling.' : `Did you mean ${quote(meant)}?`;
      return report('unknown-key', `Unknown key ${quote(added)}. ${advice}`, range, spelled(meant, range));
    }
    case 'type':
      return typeFinding(kind, path, name, node, text, params['type'], report);
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly string[]).map(quote).join(', ');
      return report(
        'schema',
        `${name} must be one of ${allowed}.`,
        node.range,
        spelled(didYouMean(stringIn(node), params['allowedValues'] as string[]), node.range),
      );
    }
    case 'pattern':
      return key === 'semver'
        ? report(
            'invalid-semver',
            `${quote(stringIn(node))} is not an exact version. Write one such as \`1.4.0\`.`,
            node.range,
          )
        : report(
            'schema',
            `${name} must be a \`prompt_hash\`: 64 lower-case hex digits.`,
            node.range,
            spelled(lowerCaseHash(stringIn(node)), node.range),
          );
    case 'minLength':
      return report('schema', `${name} must not be empty.`, node.range);
    case 'maxLength': {
      const limit = Number(params['limit']).toLocaleString('en-US');
      const code =
        key === 'semver'
          ? 'invalid-semver'
          : kind === 'input' && key === 'task'
            ? 'input-too-long'
            : 'schema';
      return report(code, `${name} may have ${limit} characters at most.`, node.range);
    }
    case 'minimum':
    case 'maximum': {
      if (kind === 'input' && path[0] === 'expect')
        return report('schema', `${name} must be at least 0.`, node.range);
      const [low, high] = BOUNDS[path.at(-1) ?? ''] ?? [0, 1];
      return report('schema', `${name} must be from ${low} to ${high}.`, node.range);
    }
    default:
      // `if` only says that one of the rules above is broken.
      return undefined;
  }
}

const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  MAX_SENTENCE_LENGTH: [1, 1000],
  MAX_PARAGRAPHS: [1, 100],
};

/** What a file of each kind may begin with. */
const FIRST_KEYS: Readonly<Record<FileKind, string>> = {
  template: 'template_id: my-template',
  bundle: 'bundle_id: my-bundle',
  input: 'task: Your question',
};

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a mapping',
  array: 'a list',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
};

type Report = (
  code: FindingCode,
  message: string,
  range: TextRange,
  /** What to write in the range, or the key that has no value yet. */
  advice?: string | Pick<Finding, 'missing'>,
) => Finding;

function typeFinding(
  kind: FileKind,
  path: readonly string[],
  name: string,
  node: ValueNode,
  text: string,
  type: unknown,
  report: Report,
): Finding {
  const missing = node.kind === 'null' ? { missing: path } : undefined;
  if (Array.isArray(type)) {
    const wanted =
      kind === 'input'
        ? 'a `prompt_hash`: 64 lower-case hex digits, in quotes where they could be a number; or a mapping'
        : 'a reference `template_id@semver` or an inline template';
    return report('schema', `${name} must be ${wanted}.`, node.range, missing);
  }
  if (node.kind === 'float' && !Number.isFinite(node.value))
    return report('schema', `${name} must be a finite number.`, node.range);
  const hasText = node.kind === 'integer' || node.kind === 'float' || node.kind === 'boolean';
  const quoted =
    type === 'string' && hasText ? JSON.stringify(text.slice(node.range.start, node.range.end)) : undefined;
  const advice = quoted === undefined ? '' : ' Put it in quotes.';
  if (path.length === 0)
    return report(
      'schema',
      `${name} must be a mapping. Begin with a key, such as \`${FIRST_KEYS[kind]}\`.`,
      node.range,
      missing,
    );
  return report(
    'schema',
    `${name} must be ${TYPE_NAMES[String(type)] ?? 'of another type'}.${advice}`,
    node.range,
    quoted ?? missing,
  );
}

/** The hash that a text is but for its letters' case. */
function lowerCaseHash(text: string): string | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined;
}

function stringIn(node: ValueNode): string {
  return node.kind === 'string' ? node.value : '';
}

/** Where to show that a mapping lacks a key: at the key it stands under, or at the first key of the file. */
function ownerRange(root: ValueNode, path: readonly string[]): TextRange {
  const owner = path.length > 0 ? entryOf(nodeAt(root, path.slice(0, -1)), path.at(-1) ?? '') : undefined;
  if (owner) return owner.keyRange;
  const mapping = nodeAt(root, path) ?? root;
  return mapping.kind === 'mapping' ? (mapping.entries[0]?.keyRange ?? mapping.range) : mapping.range;
}
