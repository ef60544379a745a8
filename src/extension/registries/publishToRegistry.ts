import { commands, Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { excerpt } from '../../core/text/quote.js';
import type { PromptLanguage } from '../../language/index.js';
import { askInDialog, showError, showInformation } from '../output/messages.js';
import { findingLines, showProblems } from '../publish/findingLines.js';
import { warningsOf } from '../publish/question.js';
import { prepareVersion, type PreparedVersion } from '../publish/prepareVersion.js';
import { fileName } from '../workspace/fileName.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { SetRegistry } from './connections.js';
import type { Registries } from './registries.js';

const PUBLISH = 'Publish';
const SHOW_PROBLEMS = 'Show Problems';
const PUBLISH_HERE = 'Publish Here Too';
const COMPARE = 'Compare with Registry';
/** How many warnings are listed; the rest is counted. */
const LISTED = 3;

interface Services {
  readonly files: PromptWorkspace;
  readonly language: PromptLanguage;
  readonly registries: Registries;
}

/** Publishes the version of a bundle file to a registry, as the editors show it, after the author has seen what is stored. */
export async function publishToRegistry(
  services: Services,
  registry: SetRegistry,
  bundle: Uri,
): Promise<void> {
  const { files, registries } = services;
  // What was agreed to; planned anew after the question, since the author may go on typing meanwhile.
  let agreed: string | undefined;
  for (;;) {
    const prepared = await prepareVersion(services, bundle);
    if (!prepared) return;
    const { reference, publication } = prepared;
    const name = excerpt(formatReference(reference));
    const { planRegistryPublication } = await registries.module();
    const plan = planRegistryPublication(publication.render);
    if (plan.kind === 'refused') {
      void askInDialog('error', {
        message: `${name} cannot be stored in a registry.`,
        detail: plan.reasons,
        answers: [],
      });
      return;
    }
    const { notes, slots, tagsText } = plan.publication;
    const text = JSON.stringify([tagsText, slots]);
    if (text !== agreed) {
      if (!(await askToPublish(prepared, registry, notes))) return;
      agreed = text;
      continue;
    }
    const root = Uri.parse(files.scopeKey(bundle));
    const outcome = await registries.act(
      registry,
      `Publishing ${name} to ${excerpt(registry.name)}`,
      (open) => open.publish(plan.publication),
      root,
    );
    if (!outcome) return;
    registries.changed();
    if (outcome.kind === 'refused' || outcome.kind === 'interrupted') {
      const compare = registry.connection.kind === 'postgresql' ? [COMPARE] : [];
      void showError(`Not published. ${outcome.reason}`, ...compare).then((answer) => {
        if (answer)
          void commands.executeCommand('promptBundles.registryCompare', {
            registry: registry.name,
            file: bundle,
          });
      });
      return;
    }
    const where = excerpt(registry.name);
    const done =
      outcome.kind === 'unchanged'
        ? `${name} is in ${where} already, with the same content.`
        : `Published ${name} to ${where}.`;
    // No snapshot of it holds here what is stored there.
    const here = publication.plan.kind === 'new' ? [PUBLISH_HERE] : [];
    void showInformation(done, ...here).then((answer) => {
      if (answer) void commands.executeCommand('promptBundles.publish', bundle);
    });
    return;
  }
}

/** Says what is stored and where. True when the author wants it stored so. */
async function askToPublish(
  { reference, unsaved, warnings, publication }: PreparedVersion,
  { name, text }: SetRegistry,
  notes: readonly string[],
): Promise<boolean> {
  const names = unsaved.map(({ uri }) => fileName(uri)).join(', ');
  const answer = await askInDialog('information', {
    message: `Publish ${excerpt(formatReference(reference))} to ${excerpt(name)}?`,
    detail: [
      `It is stored with its templates in ${text}. A published version never changes.`,
      ...(notes.length > 0 ? ['', ...notes] : []),
      ...(publication.plan.kind === 'new' ? ['', 'It is not published in this folder yet.'] : []),
      ...(warnings.length > 0
        ? ['', `${warningsOf(warnings.length)} stored with it:`, ...findingLines(warnings, LISTED)]
        : []),
      ...(names === '' ? [] : ['', `Not saved: ${names}. The text in the editor is published.`]),
    ],
    answers: [PUBLISH, ...(warnings.length > 0 ? [SHOW_PROBLEMS] : [])],
  });
  if (answer === SHOW_PROBLEMS) await showProblems(warnings);
  return answer === PUBLISH;
}
