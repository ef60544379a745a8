import { l10n, type Memento, type Uri } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { Render } from '../../core/promptGenerator.js';
import { excerpt } from '../../core/text/quote.js';
import type { PromptLanguage } from '../../language/index.js';
import type { Selection } from '../../preview/protocol.js';
import type { Registry } from '../../registry/registry.js';
import type { PromptDocuments } from '../commands/promptDocuments.js';
import { openDiff } from '../output/editors.js';
import { askInDialog, showError, showInformation, showWarning } from '../output/messages.js';
import type { BundleRenderer } from '../rendering/bundleRenderer.js';
import { includeBundles } from '../workspace/includeBundles.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { SetRegistry } from './connections.js';
import type { Registries } from './registries.js';

/** The registries whose notice was read, by their address. */
const TOLD = 'registry.told';

interface Services {
  readonly files: PromptWorkspace;
  readonly language: PromptLanguage;
  readonly registries: Registries;
  readonly renderer: BundleRenderer;
  readonly documents: PromptDocuments;
  readonly state: Memento;
}

/** Says whether a registry gives the prompt and the hashes of what is selected, and shows by what they differ. */
export async function verifyAgainstRegistry(
  services: Services,
  registry: SetRegistry,
  selection: Selection,
): Promise<void> {
  const { files, renderer, registries } = services;
  await includeBundles(files, [selection.bundle], selection.input);
  const { render, refusal } = await renderer.render({ ...selection, model: '' });
  if (!render) {
    void showError(l10n.t('The prompt cannot be rendered. {0}', refusal.message));
    return;
  }
  const how = await howToVerify(registry, services.state);
  if (how === undefined) return;
  const name = excerpt(formatReference(bundleReference(render.bundle)));
  const answer = await registries.act(
    registry,
    l10n.t('Verifying {0} against {1}', name, excerpt(registry.name)),
    async (open) => {
      const ours = how === 'probe' ? await renderProbe(services, selection, render, open) : render;
      return { ours, verification: await open.verify(ours) };
    },
  );
  if (!answer) return;
  const { ours, verification } = answer;
  const where = excerpt(registry.name);
  switch (verification.kind) {
    case 'same':
      void showInformation(l10n.t('{0} gives the same prompt and hashes in {1}.', name, where));
      return;
    case 'missing':
      void showInformation(l10n.t('{0} is not in {1}.', name, where));
      return;
    case 'refused':
      void showWarning(l10n.t('{0} could not be verified. {1}', name, verification.reason));
      return;
    case 'differs': {
      const fields = verification.fields.join(', ');
      const shown = await showWarning(
        l10n.t('{0} differs in {1}: {2}.', name, where, fields),
        l10n.t('Show Difference'),
      );
      if (shown) await showDifference(services.documents, registry, name, ours, verification.theirs);
    }
  }
}

/** Over HTTP a verification leaves a record with the prompt, which is said once. `undefined` when nothing is to be sent. */
async function howToVerify(
  { connection, address, text }: SetRegistry,
  state: Memento,
): Promise<'input' | 'probe' | undefined> {
  if (connection.kind !== 'http') return 'input';
  const told = state.get<Readonly<Record<string, 'input' | 'probe'>>>(TOLD, {});
  const known = told[address];
  if (known) return known;
  const send = l10n.t('Send Input');
  const answer = await askInDialog('information', {
    message: l10n.t('Send the input to {0}?', text),
    detail: [
      l10n.t('To verify, the service renders the prompt, and writes an audit record that holds it.'),
      l10n.t('The probe sends no data of yours: placeholders give back the joined templates.'),
      l10n.t('The answer is kept for this workspace.'),
    ],
    answers: [send, l10n.t('Send Probe')],
  });
  if (answer === undefined) return undefined;
  const how = answer === send ? 'input' : 'probe';
  await state.update(TOLD, { ...told, [address]: how });
  return how;
}

/** The same version rendered with what nobody wrote. */
async function renderProbe(
  { language }: Services,
  { bundle }: Selection,
  render: Render,
  { probe }: Registry,
): Promise<Render> {
  const generator = await language.generatorOf(bundle);
  return generator.renderFromBundle({ bundle: bundleReference(render.bundle), input: probe, model: '' });
}

async function showDifference(
  documents: PromptDocuments,
  registry: SetRegistry,
  name: string,
  ours: Pick<Render, 'rendered_prompt' | 'prompt_hash'>,
  theirs: Pick<Render, 'rendered_prompt'>,
): Promise<void> {
  const left: Uri = documents.add(
    l10n.t('{0} in {1}', name, registry.name),
    `registry:${ours.prompt_hash}`,
    theirs.rendered_prompt,
  );
  const right: Uri = documents.add(name, ours.prompt_hash, ours.rendered_prompt);
  await openDiff(left, right, l10n.t('{0}: {1} ↔ here', name, registry.name), { preview: false });
}
