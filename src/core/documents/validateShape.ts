import * as l10n from '@vscode/l10n';
import * as validators from 'prompt-bundles:validators';
import type { Finding } from '../model/findings.js';
import { quote } from '../text/quote.js';
import type { FileKind } from './fileKinds.js';
import { levelBounds, shapeFindings, stringIn, type Breach, type Shape } from './shapeFindings.js';
import type { ValueNode } from './valueNode.js';

/** Findings for what a file's values break of its JSON Schema; `text` is the file's, for suggestions. */
export function validateShape(kind: FileKind, root: ValueNode, text: string): Finding[] {
  return shapeFindings(SHAPES[kind], root, text);
}

const SLOT_KEYS = ['system', 'personality', 'activity', 'task'];
const INLINE_KEYS = ['content', 'role', 'constraints', 'adapter_version'];
const SUPPRESS_KEYS = ['code', 'text', 'reason'];
const EXPECT_KEYS = ['prompt_hash', 'contains', 'excludes', 'max_characters', 'max_tokens', 'max_findings'];

/** Keys at the top, and those of the mappings below; entries of `suppress` are the same everywhere. */
function keysOf(
  top: readonly string[],
  below: (path: readonly string[]) => readonly string[],
): Shape['knownKeys'] {
  return (path) => (path.length === 0 ? top : path[0] === 'suppress' ? SUPPRESS_KEYS : below(path));
}

/** The most of what is counted from 1. */
const MOST: ReadonlyMap<string | undefined, number> = new Map([
  ['MAX_SENTENCE_LENGTH', 1000],
  ['MAX_PARAGRAPHS', 100],
]);

function bounds(path: readonly string[], name: string): string {
  const most = MOST.get(path.at(-1));
  return most === undefined ? levelBounds(path, name) : l10n.t('{0} must be from {1} to {2}.', name, 1, most);
}

/** What holds for templates and bundles alike. */
const VERSIONED = {
  types: (name: string) =>
    l10n.t('{0} must be a reference `template_id@semver` or an inline template.', name),
  pattern: ({ node, report }: Breach): Finding =>
    report(
      'invalid-semver',
      l10n.t('{0} is not an exact version. Write one such as `1.4.0`.', quote(stringIn(node))),
    ),
  bounds,
  lengthCode: (path: readonly string[]) => (isTop(path, 'semver') ? 'invalid-semver' : 'schema'),
} satisfies Partial<Shape>;

const SHAPES: Readonly<Record<FileKind, Shape>> = {
  template: {
    ...VERSIONED,
    validate: validators.template,
    subject: () => l10n.t('A template file'),
    beginning: 'template_id: my-template',
    knownKeys: keysOf(
      ['template_id', 'semver', 'role', 'content', 'constraints', 'adapter_version', 'suppress'],
      () => INLINE_KEYS,
    ),
  },
  bundle: {
    ...VERSIONED,
    validate: validators.bundle,
    subject: () => l10n.t('A bundle file'),
    beginning: 'bundle_id: my-bundle',
    knownKeys: keysOf(['bundle_id', 'semver', 'templates', 'tags', 'description', 'suppress'], (path) =>
      path.length === 1 ? SLOT_KEYS : INLINE_KEYS,
    ),
  },
  input: {
    validate: validators.input,
    subject: () => l10n.t('An input file'),
    beginning: 'task: Your question',
    knownKeys: keysOf(
      [
        'semantic_traits',
        'activity_level',
        'stress',
        'task',
        'model_type',
        'engine_version',
        'expect',
        'suppress',
      ],
      () => EXPECT_KEYS,
    ),
    types: (name) =>
      l10n.t(
        '{0} must be a `prompt_hash`: 64 lower-case hex digits, in quotes where they could be a number; or a mapping.',
        name,
      ),
    pattern: ({ name, node, report, spelled }) =>
      report(
        'schema',
        l10n.t('{0} must be a `prompt_hash`: 64 lower-case hex digits.', name),
        node.range,
        spelled(lowerCaseHash(stringIn(node))),
      ),
    bounds: (path, name) =>
      path[0] === 'expect' ? l10n.t('{0} must be at least 0.', name) : levelBounds(path, name),
    lengthCode: (path) => (isTop(path, 'task') ? 'input-too-long' : 'schema'),
    // A raw vector has a finding of its own.
    isTold: (_path, { keyword, params }) =>
      keyword === 'additionalProperties' && params['additionalProperty'] === 'vector_32',
  },
};

function isTop(path: readonly string[], key: string): boolean {
  return path.length === 1 && path[0] === key;
}

/** The hash that a text is but for its letters' case. */
function lowerCaseHash(text: string): string | undefined {
  return /^[0-9a-f]{64}$/i.test(text) ? text.toLowerCase() : undefined;
}
