import { l10n, Uri, window, workspace } from 'vscode';
import { PromptError } from '../../core/model/promptError.js';
import { formatReference } from '../../core/model/reference.js';
import { SLOTS } from '../../core/model/slots.js';
import { excerpt } from '../../core/text/quote.js';
import { writeFiles } from '../create/writeFiles.js';
import {
  bundleFile,
  templateFile,
  type NewFile,
  type PromptLanguage,
  type ScopeIndex,
} from '../../language/index.js';
import type { RegistryModule, StoredBundle, StoredTemplate } from '../../registry/registry.js';
import { showError, showInformation } from '../output/messages.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { SetRegistry } from './connections.js';
import type { Registries } from './registries.js';
import type { VersionFolder } from './registryUri.js';

interface Services {
  readonly files: PromptWorkspace;
  readonly language: PromptLanguage;
  readonly registries: Registries;
}

/** A folder of the workspace that a version is written to. */
interface PullFolder {
  readonly folder: Uri;
  readonly scope: ScopeIndex;
}

/** Writes a bundle version of a registry into the workspace as files, in its manner; never over other content. */
export async function pullVersion(
  services: Services,
  registry: SetRegistry,
  { reference }: VersionFolder,
): Promise<void> {
  const { files, registries } = services;
  const name = excerpt(formatReference(reference));
  const folder = await chooseFolder();
  if (!folder) return;
  const found = await registries.act(
    registry,
    l10n.t('Reading {0} from {1}', name, excerpt(registry.name)),
    async ({ store }) => store?.bundles([reference]),
  );
  if (!found) return;
  const stored = found.get(formatReference(reference));
  if (!stored) {
    void showError(l10n.t('{0} is not in {1}.', name, excerpt(registry.name)));
    return;
  }
  await files.settled();
  const scope = files.scopeOf(Uri.joinPath(folder, 'new').toString());
  const module = await registries.module();
  const planned = await filesToWrite(services, stored, { folder, scope }, module);
  if (typeof planned === 'string') {
    void showError(l10n.t('Nothing was written. {0}', planned));
    return;
  }
  if (planned.length === 0) {
    void showInformation(l10n.t('{0} is here already, with the same content.', name));
    return;
  }
  const written = await writeFiles({ folder, isChosen: false, scope }, planned);
  const last = written.at(-1);
  if (!last) return;
  await files.include(last);
  await window.showTextDocument(last, { preview: false });
}

/** The new files of a version, the bundle's last; none where all of it is here, a sentence where something is in the way. */
async function filesToWrite(
  { files, language }: Services,
  stored: StoredBundle,
  { folder, scope }: PullFolder,
  module: RegistryModule,
): Promise<readonly NewFile[] | string> {
  const given = module.publishableOf(stored);
  const bundle = { id: given.bundle.bundle_id, semver: given.bundle.semver };
  const generator = await language.generatorOf(Uri.joinPath(folder, 'new').toString());
  /** Whether the bundle is here, with the same content. */
  let isHere = false;
  try {
    const render = await generator.renderFromBundle({ bundle, model: '' });
    const { differences } = module.compareStored(stored, render);
    // What is looked up in a registry is in no file yet.
    isHere = SLOTS.some((slot) => files.fallback.at(render.parts[slot].origin));
    if (differences.length > 0 || !isHere)
      return differences.length === 0
        ? []
        : l10n.t(
            'The version is here with other content: {0}. Compare both, and publish the next version.',
            module.differingFields(differences),
          );
  } catch (error) {
    if (!PromptError.is(error)) throw error;
    if (error.code !== 'unknown_bundle') return error.message;
  }
  const all: NewFile[] = [];
  const writing = { scope, parse: language.parse };
  const templates = new Map<string, StoredTemplate>();
  for (const slot of SLOTS) {
    const { reference } = given.parts[slot];
    if (reference) templates.set(formatReference(reference), stored.parts[slot]);
  }
  for (const [name, template] of templates) {
    const known = await definedHere(files, scope, template, module);
    if (typeof known === 'string') return known;
    if (known) continue;
    const file = templateFile(writing, template.template);
    if (!file) return l10n.t('No file can hold {0} as it is stored.', excerpt(name));
    all.push(file);
  }
  if (isHere) return all;
  const file = bundleFile(writing, given.bundle);
  return file ? [...all, file] : l10n.t('No file can hold the bundle as it is stored.');
}

/** True where a template is here with the same content; a sentence where it is with another. */
async function definedHere(
  files: PromptWorkspace,
  scope: ScopeIndex,
  stored: StoredTemplate,
  { storedReference, compareStoredTemplate, differingFields }: RegistryModule,
): Promise<boolean | string> {
  const reference = storedReference(stored);
  const name = excerpt(formatReference(reference));
  let isHere = false;
  for (const file of scope.definitions('template', reference)) {
    const parsed = await files.read(file);
    const model = parsed?.kind === 'template' ? parsed.model : undefined;
    if (!model) return l10n.t('{0} is in {1}, which has errors. Fix them first.', name, scope.nameOf(file));
    const differences = compareStoredTemplate(stored, model);
    if (differences.length > 0)
      return l10n.t(
        '{0} is in {1} with other content: {2}.',
        name,
        scope.nameOf(file),
        differingFields(differences),
      );
    isHere = true;
  }
  for (const { file, template } of scope.published.templates(reference)) {
    const differences = compareStoredTemplate(stored, template);
    if (differences.length > 0)
      return l10n.t(
        '{0} is published in {1} with other content: {2}.',
        name,
        scope.nameOf(file),
        differingFields(differences),
      );
    isHere = true;
  }
  return isHere;
}

async function chooseFolder(): Promise<Uri | undefined> {
  const [first, ...others] = workspace.workspaceFolders ?? [];
  if (!first) void showError(l10n.t('No folder is open. Open the folder that the files belong to.'));
  if (others.length === 0) return first?.uri;
  return (await window.showWorkspaceFolderPick({ placeHolder: l10n.t('Folder of the new files') }))?.uri;
}
