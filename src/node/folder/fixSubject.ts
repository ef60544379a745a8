import path from 'node:path';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { Finding } from '../../core/model/findings.js';
import { FixSubject, furtherConstraints, furtherPlaces, type PromptLanguage } from '../../language/index.js';
import type { PromptFolder } from './promptFolder.js';

/** A root that was read, and the language over it. */
export interface ReadRoot {
  readonly folder: PromptFolder;
  readonly language: PromptLanguage;
}

/** A file of a root as its fixes take it, held to what its findings speak of; `undefined` for one that is no prompt file. */
export function fixSubject(
  { folder, language }: { readonly folder: Pick<PromptFolder, 'get'>; readonly language: PromptLanguage },
  file: string,
  findings: readonly Finding[],
): FixSubject | undefined {
  const type = fileTypeOf(file);
  const parsed = folder.get(file);
  if (!type || !parsed) return undefined;
  const others = new Map(furtherPlaces(file, findings).map((place) => [place.file, folder.get(place.file)]));
  const further = furtherConstraints(file, findings, (other) => others.get(other));
  const read = language.rereadAs(file, type, further, language.cache);
  return new FixSubject(type, parsed, read, path.posix.basename(file));
}
