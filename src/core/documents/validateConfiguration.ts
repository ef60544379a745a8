import * as l10n from '@vscode/l10n';
import { configuration as validate } from 'prompt-bundles:configuration-validator';
import { ENCODINGS } from '../model/encodings.js';
import type { Finding } from '../model/findings.js';
import { shapeFindings, type Shape } from './shapeFindings.js';
import { MAX_FILE_MB } from './fileSizes.js';
import type { ValueNode } from './valueNode.js';

const TOP_KEYS = [
  '$schema',
  'rules',
  'overrides',
  'exclude',
  'useGitignore',
  'maxFileSize',
  'audit',
  'encodings',
  'budgets',
  'registry',
];

/** The keys of what stands under a key at the top. */
const KEYS_BELOW: Readonly<Record<string, readonly string[]>> = {
  overrides: ['files', 'rules'],
  audit: ['mode', 'folder'],
  budgets: ['bundles', 'maxCharacters', 'maxTokens'],
  registry: ['fallback', 'audit'],
};

const SHAPE: Shape = {
  validate,
  subject: () => l10n.t('A configuration'),
  beginning: '"rules": {}',
  knownKeys: (path) => {
    const [top] = path;
    if (top === undefined) return TOP_KEYS;
    return path.at(-1) === 'maxTokens' ? ENCODINGS : (KEYS_BELOW[top] ?? []);
  },
  bounds: ([top], name) =>
    top === 'maxFileSize'
      ? l10n.t('{0} must be more than 0 and at most {1}.', name, MAX_FILE_MB)
      : l10n.t('{0} must be 1 or more.', name),
  // What is written instead may be a secret: no message repeats it.
  pattern: ({ name, report }) =>
    report(
      'schema',
      l10n.t(
        '{0} must be the name of a connection, and no address: where a registry is, and its secrets, are in the settings of each person. Remove them from this file.',
        name,
      ),
    ),
};

/** Findings for what a folder's configuration breaks of its JSON Schema; `text` is the file's, for suggestions. */
export function validateConfiguration(root: ValueNode, text: string): Finding[] {
  return shapeFindings(SHAPE, root, text);
}
