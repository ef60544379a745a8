import { configuration as validate } from 'prompt-bundles:configuration-validator';
import type { Finding } from '../model/findings.js';
import { shapeFindings, type Shape } from './shapeFindings.js';
import { MAX_FILE_MB } from './unreadableFile.js';
import type { ValueNode } from './valueNode.js';

const TOP_KEYS = ['$schema', 'rules', 'overrides', 'exclude', 'useGitignore', 'maxFileSize'];

const SHAPE: Shape = {
  validate,
  subject: 'A configuration',
  beginning: '"rules": {}',
  knownKeys: ([top]) => (top === undefined ? TOP_KEYS : ['files', 'rules']),
  bounds: () => `more than 0 and at most ${MAX_FILE_MB}`,
};

/** Findings for what a folder's configuration breaks of its JSON Schema; `text` is the file's, for suggestions. */
export function validateConfiguration(root: ValueNode, text: string): Finding[] {
  return shapeFindings(SHAPE, root, text);
}
