import { PROMPT_FILES_GLOB } from '../../core/documents/fileKinds.js';
import { PUBLISHED_FOLDER } from '../../core/published/snapshotName.js';
import { BASELINE_FILE, CONFIGURATION_FILE, LABELS_FILE } from '../../language/index.js';

/** The files whose changes may make a difference, as clients watch for them. */
export const WATCHED_GLOBS: readonly string[] = [
  PROMPT_FILES_GLOB,
  ...[CONFIGURATION_FILE, LABELS_FILE, BASELINE_FILE].map((steps) => `**/${steps.join('/')}`),
  `**/${PUBLISHED_FOLDER.join('/')}/*.json`,
  '**/.gitignore',
  '**/.git/info/exclude',
];
