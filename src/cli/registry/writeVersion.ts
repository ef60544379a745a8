import { parsePromptFile } from '../../core/documents/promptFile.js';
import { bundleReference } from '../../core/model/bundle.js';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference, type Reference } from '../../core/model/reference.js';
import type { Refusal } from '../../core/model/refusal.js';
import { SLOTS } from '../../core/model/slots.js';
import type { PromptTemplate } from '../../core/model/template.js';
import type { PromptGenerator } from '../../core/promptGenerator.js';
import type { Publishable } from '../../core/published/planPublication.js';
import { excerpt } from '../../core/text/quote.js';
import { bundleFile, templateFile, type NewFile, type WritingFolder } from '../../language/index.js';
import type { StoredBundle, StoredTemplate } from '../../registry/index.js';
import type { CommandLineHost } from '../commandLineHost.js';
import type { PromptFolder } from '../../node/folder/promptFolder.js';
import { writeNewFile } from '../writeNewFile.js';

/** Where versions are written, and what renders those that are there. */
export interface Writing {
  readonly folder: PromptFolder;
  readonly generator: Pick<PromptGenerator, 'renderFromBundle'>;
  /** How files are called, as it was before the first of them was written. */
  readonly manners: NonNullable<WritingFolder['manners']>;
  readonly host: CommandLineHost;
}

/**
 * Writes a stored version as files: the templates that are not here yet, then the bundle. Gives their paths from the root, or
 * why nothing was written: what is here with other content stays as it is. Rejects where a file cannot be written.
 */
export async function writeVersion(
  stored: StoredBundle,
  given: Publishable,
  { folder, generator, manners, host }: Writing,
): Promise<readonly string[] | Refusal> {
  const { compareStored, differingFields } = await import('../../registry/index.js');
  const here = await renderHere(bundleReference(given.bundle), generator);
  if (here && 'reason' in here) return here;
  if (here) {
    const { differences } = compareStored(stored, here);
    if (differences.length === 0) return [];
    return {
      code: 'different_here',
      reason: `It is here with other content: ${differingFields(differences)}. Compare both, and publish the next version.`,
    };
  }
  const place: WritingFolder = { scope: folder.scope, parse: parsePromptFile, manners };
  const files: NewFile[] = [];
  for (const template of new Map(referencedIn(stored, given)).values()) {
    const file = await fileOfTemplate(template, folder, place);
    if (file && 'reason' in file) return file;
    if (file) files.push(file);
  }
  const bundle = bundleFile(place, given.bundle);
  if (!bundle) return { code: 'not_writable', reason: 'No file can hold the bundle as it is stored.' };
  const written: string[] = [];
  for (const file of [...files, bundle]) written.push(await writeNewFile(file, folder, host));
  return written;
}

/** The version as this folder has it; `undefined` where it has none, and why where it cannot be told. */
async function renderHere(
  bundle: Reference,
  generator: Writing['generator'],
): Promise<Publishable | Refusal | undefined> {
  try {
    return await generator.renderFromBundle({ bundle, model: '' });
  } catch (error) {
    if (!(error instanceof PromptError)) throw error;
    return error.code === 'unknown_bundle' ? undefined : { code: error.code, reason: error.message };
  }
}

/** The templates that a bundle refers to, each once. */
function referencedIn(
  { parts }: StoredBundle,
  given: Publishable,
): readonly (readonly [string, StoredTemplate])[] {
  return SLOTS.flatMap((slot) => {
    const { reference } = given.parts[slot];
    return reference ? [[formatReference(reference), parts[slot]] as const] : [];
  });
}

/** The file to write for a template: none where it is here, and why not where it is here with other content. */
async function fileOfTemplate(
  stored: StoredTemplate,
  folder: PromptFolder,
  place: WritingFolder,
): Promise<NewFile | Refusal | undefined> {
  const { compareStoredTemplate, differingFields } = await import('../../registry/index.js');
  const { template_id: id, semver } = stored.template;
  const name = excerpt(formatReference({ id, semver }));
  const known = templatesHere({ id, semver }, folder);
  for (const [file, template] of known) {
    if (!template)
      return { code: 'has_errors', reason: `${name} is in ${file}, which has errors. Fix them first.` };
    const differences = compareStoredTemplate(stored, template);
    if (differences.length > 0)
      return {
        code: 'different_here',
        reason: `${name} is in ${file} with other content: ${differingFields(differences)}.`,
      };
  }
  if (known.length > 0) return undefined;
  return (
    templateFile(place, stored.template) ?? {
      code: 'not_writable',
      reason: `No file can hold ${name} as it is stored.`,
    }
  );
}

/** The definitions of a template in files and published versions, with the paths of theirs. */
function templatesHere(
  reference: Reference,
  folder: PromptFolder,
): readonly (readonly [file: string, template: PromptTemplate | undefined])[] {
  const { scope } = folder;
  const files = scope.definitions('template', reference).map((file) => {
    const parsed = folder.get(file);
    return [file, parsed?.kind === 'template' ? parsed.model : undefined] as const;
  });
  return [
    ...files,
    ...scope.published.templates(reference).map(({ file, template }) => [file, template] as const),
  ];
}
