import { lastName } from '../../core/text/lastName.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import {
  bundleFile,
  ScopeIndex,
  templateFile,
  type NewFile,
  type PromptLanguage,
} from '../../language/index.js';
import type { RegistryModule, StoredBundle, StoredTemplate } from '../../registry/registry.js';

/** What reads files: it is large, and the language has it. */
type Parse = PromptLanguage['parse'];

/** The files that show a version, by name: of a bundle its own first. */
export type VersionFiles = ReadonlyMap<string, string>;

/** A stored bundle as files to read: its own, and those of its templates. What no file could hold is shown as near as can be. */
export function filesOfBundle(
  stored: StoredBundle,
  { publishableOf, storedReference }: Pick<RegistryModule, 'publishableOf' | 'storedReference'>,
  parse: Parse,
): VersionFiles {
  const given = publishableOf(stored);
  const files = new Map<string, string>();
  add(files, bundleFile({ scope: new ScopeIndex(), parse }, given.bundle, 'nearest'));
  const templates = new Map<string, StoredTemplate>();
  for (const slot of SLOTS)
    if (given.parts[slot].reference)
      templates.set(formatReference(storedReference(stored.parts[slot])), stored.parts[slot]);
  for (const { template } of templates.values())
    add(files, templateFile({ scope: new ScopeIndex(), parse }, template, 'nearest'));
  return files;
}

/** A stored template as a file to read. */
export function filesOfTemplate({ template }: StoredTemplate, parse: Parse): VersionFiles {
  const files = new Map<string, string>();
  add(files, templateFile({ scope: new ScopeIndex(), parse }, template, 'nearest'));
  return files;
}

/** Two names may look the same in a path. */
function add(files: Map<string, string>, file: NewFile | undefined): void {
  if (!file) return;
  const name = lastName(file.names.at(-1) ?? '');
  let free = name;
  for (let number = 2; files.has(free); number++) free = name.replace(/(?=\.prompt-)/, `-${number}`);
  files.set(free, file.text);
}
