import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { formatReference, type Reference } from '../core/model/reference.js';
import type { RefusalCode } from '../core/model/refusal.js';
import { bySlot } from '../core/model/slots.js';
import type { Render } from '../core/promptGenerator.js';
import { disputedTemplate, type PublicationPlan } from '../core/published/planPublication.js';
import { failureText } from '../core/text/failureText.js';
import { preparePublication, type FoundIn, type Publication } from '../language/index.js';
import { folderLanguage } from '../node/folder/folderLanguage.js';
import { openAudit } from './auditLog.js';
import type { CommandLineHost, ExitCode } from './commandLineHost.js';
import { findingsJson } from './findingJson.js';
import { findingText } from './findingText.js';
import { givenNote } from './notes/givenNote.js';
import { keepNote, type KeptNote } from './notes/noteFiles.js';
import { PromptFolder } from '../node/folder/promptFolder.js';
import { createFile } from '../node/createFile.js';
import { publishedPath, readPublished } from '../node/folder/publishedFolder.js';
import { whereBelow } from './rootsBelow.js';
import { rootFolder } from './rootFolder.js';
import { printError, printJson, printLine, printRefusal } from './print.js';
import { publishToRegistry, type AtRegistry } from './registry/publishToRegistry.js';
import { askRegistry } from './registry/withRegistry.js';
import { parseCommand } from './options/parseCommand.js';
import { count, fileOptions, oneBundle, textOrJson } from './usage.js';

/** What became of a version that was to be published. */
type Outcome =
  | {
      readonly status: 'published' | 'unchanged';
      readonly file: string;
      readonly plan: Extract<PublicationPlan, { snapshot: unknown }>;
      /** What is frozen with it. */
      readonly warnings: readonly FoundIn[];
      /** What became of its note, where one was given. */
      readonly note?: KeptNote;
      /** What became of it at the registry that is named. */
      readonly registry?: AtRegistry;
    }
  | {
      readonly status: 'refused';
      readonly code: RefusalCode;
      readonly reason: string;
      readonly errors: readonly FoundIn[];
      readonly registry?: AtRegistry;
    };

/** `publish <bundle_id@semver>`: freezes a version, at a registry too where one is named, or says why not. */
export async function publishCommand(args: readonly string[], host: CommandLineHost): Promise<ExitCode> {
  const { values, positionals } = parseCommand('publish', args);
  const bundle = oneBundle(positionals);
  const format = textOrJson(values.format);
  const root = rootFolder(values.root, host.cwd);
  const note = givenNote(values, { root, cwd: host.cwd });
  const audit = await openAudit(values, root, host);
  const folder = await PromptFolder.read(root, fileOptions(values));
  const published = await publish(folder, bundle, host, values.registry, async (render) => {
    const generator = await folderLanguage(folder, host, { audit }).generatorOf('');
    generator.audit(render, 'publish');
    await audit.flush();
  });
  // After the version: there is no note of one that was refused, and a version without its note is whole.
  const outcome =
    published.status === 'refused' || note === undefined
      ? published
      : { ...published, note: await keepNote(root, bundle, note, host.newId()) };
  if (format === 'json') printJson(host, toJson(folder, bundle, outcome));
  else printOutcome(folder, bundle, outcome, host);
  return outcome.status === 'refused' || outcome.note?.status === 'refused' ? 1 : 0;
}

async function publish(
  folder: PromptFolder,
  bundle: Reference,
  host: CommandLineHost,
  registryUrl: string | undefined,
  record: (render: Render) => Promise<void>,
): Promise<Outcome> {
  const { scope } = folder;
  const prepared = await preparePublication(folderLanguage(folder, host), '', bundle, {
    maxFileBytes: folder.maxFileBytes,
  });
  if (prepared.kind === 'refused') {
    const isUnknown = scope.definitions('bundle', bundle).length === 0;
    const where = isUnknown ? whereBelow(folder, bundle.id, bundle.semver) : '';
    const { code, reason, errors } = prepared;
    return { status: 'refused', code, reason: `${reason}${where}`, errors };
  }
  const { render } = prepared;
  if (registryUrl === undefined) return publishHere(folder, prepared, host, record);
  // There first: what a registry refuses is not frozen here either.
  const asked = await askRegistry(registryUrl, host, folder.root, (opened) =>
    publishToRegistry(opened, render, folder, host),
  );
  // What is in the way may have come while it was stored: nobody can say that nothing is there.
  if ('refusal' in asked)
    return refused(asked.refusal.code, `${asked.refusal.reason} No snapshot was written.`);
  const registry = asked.result;
  if (registry.status === 'refused' || registry.status === 'interrupted')
    return {
      ...refused(
        registry.status === 'refused' ? 'registry_refused' : 'registry_unanswered',
        registry.reason ?? '',
      ),
      registry,
    };
  return { ...(await publishHere(folder, prepared, host, record)), registry };
}

/** Writes the snapshot, where it is not there yet. */
async function publishHere(
  folder: PromptFolder,
  { plan, render, warnings }: Extract<Publication, { readonly kind: 'ready' }>,
  host: CommandLineHost,
  record: (render: Render) => Promise<void>,
): Promise<Outcome> {
  if (plan.kind === 'same') return { status: 'unchanged', file: plan.file, plan, warnings };
  const file = publishedPath(plan.name);
  try {
    const place = path.join(folder.root, file);
    const creation = await createFile(folder.root, place, plan.text, host.newId());
    if (creation === 'same') return { status: 'unchanged', file, plan, warnings };
    if (creation === 'different')
      return refused(
        'published_otherwise',
        `${file} already exists with other content. Publish the next version instead.`,
      );
    // Somebody else may have published meanwhile: two contents of one template version must not both stay.
    for (const snapshot of readPublished(folder.root, folder.maxFileBytes))
      folder.scope.updateSnapshot(snapshot);
    const disputed = disputedTemplate(plan.snapshot, folder.scope.published);
    if (disputed) {
      await unlink(place);
      return refused(
        'published_otherwise',
        `${formatReference(disputed)} was published with other content meanwhile. Give it its next version.`,
      );
    }
  } catch (error) {
    return refused('not_writable', `The snapshot could not be written: ${failureText(error)}`);
  }
  await record(render);
  return { status: 'published', file, plan, warnings };
}

function refused(code: RefusalCode, reason: string): Extract<Outcome, { readonly status: 'refused' }> {
  return { status: 'refused', code, reason, errors: [] };
}

function toJson(folder: PromptFolder, bundle: Reference, outcome: Outcome): object {
  const { status } = outcome;
  if (status === 'refused')
    return {
      bundle: formatReference(bundle),
      status,
      code: outcome.code,
      reason: outcome.reason,
      findings: findingsJson(folder, outcome.errors),
      ...(outcome.registry && { registry: outcome.registry }),
    };
  const { content_hash, parts } = outcome.plan.snapshot;
  const template_hashes = bySlot((slot) => parts[slot].template_hash);
  return {
    bundle: formatReference(bundle),
    status,
    file: outcome.file,
    content_hash,
    template_hashes,
    ...(outcome.note && { note: outcome.note }),
    ...(outcome.warnings.length > 0 && { findings: findingsJson(folder, outcome.warnings) }),
    ...(outcome.registry && { registry: outcome.registry }),
  };
}

function printOutcome(
  folder: PromptFolder,
  bundle: Reference,
  outcome: Outcome,
  host: CommandLineHost,
): void {
  const name = formatReference(bundle);
  if (outcome.status !== 'refused') {
    if (outcome.registry) printLine(host, registryLine(name, outcome.registry));
    const how = outcome.status === 'published' ? 'Published' : 'Already published, with the same content:';
    printLine(host, `${how} ${name} in ${outcome.file} (content ${outcome.plan.snapshot.content_hash}).`);
    if (outcome.status === 'published') showFindings(folder, outcome.warnings, host);
    if (outcome.note) printNote(outcome.note, host);
    return;
  }
  const { registry } = outcome;
  if (registry && (registry.status === 'published' || registry.status === 'unchanged'))
    printLine(host, registryLine(name, registry));
  printRefusal(host, outcome);
  showFindings(folder, outcome.errors, host);
}

function printNote(note: KeptNote, host: CommandLineHost): void {
  const { file } = note;
  if (note.status === 'refused') printRefusal(host, note);
  else
    printLine(host, note.status === 'written' ? `The note is in ${file}.` : `${file} has this note already.`);
}

function registryLine(name: string, { registry, status, new_templates }: AtRegistry): string {
  if (status === 'unchanged') return `Already published, with the same content: ${name} in ${registry}.`;
  return `Published ${name} in ${registry}, with ${count(new_templates.length, 'new template')}.`;
}

function showFindings(folder: PromptFolder, found: readonly FoundIn[], host: CommandLineHost): void {
  for (const { file, finding } of found) {
    const source = folder.sourceOf(file);
    if (source) printError(host, findingText(file, source, finding));
  }
}
