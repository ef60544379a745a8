import type { Reference } from '../model/reference.js';
import type { PromptFile } from './promptFile.js';
import { stringOf } from './valueNode.js';

/** The identity a template or bundle file claims, even when other things in it are wrong. */
export function identityOf(file: PromptFile): Reference | undefined {
  if (file.kind === 'input') return undefined;
  const id = stringOf(file.root, file.kind === 'template' ? 'template_id' : 'bundle_id')?.value;
  const semver = stringOf(file.root, 'semver')?.value;
  return id === undefined || semver === undefined ? undefined : { id, semver };
}
