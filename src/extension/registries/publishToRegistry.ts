import { commands, l10n, Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { counted, excerpt } from '../../core/text/quote.js';
import type { PromptLanguage } from '../../language/index.js';
import { askInDialog, showError, showInformation } from '../output/messages.js';
import { findingLines, showProblems } from '../publish/findingLines.js';
import { prepareVersion, type PreparedVersion } from '../publish/prepareVersion.js';
import { fileName } from '../workspace/fileName.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { SetRegistry } from './connections.js';
import type { Registries } from './registries.js';

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
        message: l10n.t('{0} cannot be stored in a registry.', name),
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
      l10n.t('Publishing {0} to {1}', name, excerpt(registry.name)),
      (open) => open.publish(plan.publication),
      root,
    );
    if (!outcome) return;
    registries.changed();
    if (outcome.kind === 'refused' || outcome.kind === 'interrupted') {
      const compare = registry.connection.kind === 'postgresql' ? [l10n.t('Compare with Registry')] : [];
      void showError(l10n.t('Not published. {0}', outcome.reason), ...compare).then((answer) => {
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
        ? l10n.t('{0} is in {1} already, with the same content.', name, where)
        : l10n.t('Published {0} to {1}.', name, where);
    // No snapshot of it holds here what is stored there.
    const here = publication.plan.kind === 'new' ? [l10n.t('Publish Here Too')] : [];
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
  const publish = l10n.t('Publish');
  const showThem = l10n.t('Show Problems');
  const names = unsaved.map(({ uri }) => fileName(uri)).join(', ');
  const answer = await askInDialog('information', {
    message: l10n.t('Publish {0} to {1}?', excerpt(formatReference(reference)), excerpt(name)),
    detail: [
      l10n.t('It is stored with its templates in {0}. A published version never changes.', text),
      ...(notes.length > 0 ? ['', ...notes] : []),
      ...(publication.plan.kind === 'new' ? ['', l10n.t('It is not published in this folder yet.')] : []),
      ...(warnings.length > 0
        ? ['', storedWarnings(warnings.length), ...findingLines(warnings, LISTED)]
        : []),
      ...(names === '' ? [] : ['', l10n.t('Not saved: {0}. The text in the editor is published.', names)]),
    ],
    answers: [publish, ...(warnings.length > 0 ? [showThem] : [])],
  });
  if (answer === showThem) await showProblems(warnings);
  return answer === publish;
}

function storedWarnings(count: number): string {
  return count === 1
    ? l10n.t('1 warning is stored with it:')
    : l10n.t('{0} warnings are stored with it:', counted(count));
}
