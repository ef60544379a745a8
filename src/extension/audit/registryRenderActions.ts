import { env, l10n, window, workspace, type Uri } from 'vscode';
import { PromptError } from '../../core/model/promptError.js';
import type { RenderInput } from '../../core/model/renderInput.js';
import { filesOfVersion, type PromptLanguage } from '../../language/index.js';
import type { PromptDocuments } from '../commands/promptDocuments.js';
import { openDiff, showInStatusBar } from '../output/editors.js';
import { showInformation } from '../output/messages.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import type { InputNames } from './inputNames.js';
import type { RegistryRenders } from './registryRenders.js';
import { renderName, type StoredRender } from './storedRender.js';

export interface RegistryRenderServices {
  readonly renders: RegistryRenders;
  readonly documents: PromptDocuments;
  readonly files: PromptWorkspace;
  readonly language: Pick<PromptLanguage, 'hashing' | 'generatorOf'>;
  readonly inputs: InputNames;
}

/** What can be done with a render that a registry recorded. */
export class RegistryRenderActions {
  constructor(private readonly services: RegistryRenderServices) {}

  /** Opens the recorded prompt as a read-only editor. */
  async openPrompt(stored: StoredRender): Promise<void> {
    const recorded = await this.#recorded(stored);
    if (recorded)
      await window.showTextDocument(await workspace.openTextDocument(recorded.uri), { preview: true });
  }

  /** Opens the recorded prompt beside the one that the version gives here, with the input that has the recorded hash. */
  async compare(stored: StoredRender): Promise<void> {
    const name = renderName(stored);
    const input = (await this.services.inputs.byHash())(stored.row.personality_hash);
    if (!input || !stored.reference) {
      void showInformation(
        stored.reference
          ? l10n.t(
              '{0}: No input here has the hash of the recorded one, so there is no prompt to compare with.',
              name,
            )
          : l10n.t('{0}: Its version is not here, so there is no prompt to compare with.', name),
      );
      return;
    }
    const here = await this.#promptHere(stored, input.input);
    if (typeof here !== 'object') {
      void showInformation(l10n.t('{0} cannot be rendered here. {1}', name, here).trim());
      return;
    }
    const recorded = await this.#recorded(stored);
    if (!recorded) return;
    const uri = this.services.documents.add(l10n.t('{0} here', name), `here:${stored.row.id}`, here.prompt);
    const title = l10n.t('{0}: recorded in {1} ↔ here ({2})', name, stored.registry, input.name);
    await openDiff(recorded.uri, uri, title, { preview: true });
    if (recorded.prompt === here.prompt)
      void showInformation(l10n.t('Both prompts are equal, byte for byte.'));
  }

  /** Says why it cannot be replayed. */
  async replay(): Promise<void> {
    void showInformation(await this.services.renders.whyNoReplay());
  }

  async copyHash(stored: StoredRender): Promise<void> {
    const recorded = await this.#recorded(stored);
    if (!recorded) return;
    const { sha256 } = await this.services.language.hashing();
    await env.clipboard.writeText(sha256(recorded.prompt));
    showInStatusBar('check', l10n.t('prompt_hash of {0} copied', renderName(stored)), 4);
  }

  async #recorded(stored: StoredRender): Promise<{ readonly uri: Uri; readonly prompt: string } | undefined> {
    const read = await this.services.renders.prompt(stored);
    if (!read) return undefined;
    const { prompt } = read;
    if (prompt === undefined) {
      void showInformation(l10n.t('The render is no longer in the registry. Refresh the audit log.'));
      return undefined;
    }
    const name = l10n.t('{0} recorded in {1}', renderName(stored), stored.registry);
    return { uri: this.services.documents.add(name, `registry:${stored.row.id}`, prompt), prompt };
  }

  /** The prompt of the version in the first root that renders it, or why none does. */
  async #promptHere(
    { reference }: StoredRender,
    input: RenderInput,
  ): Promise<{ readonly prompt: string } | string> {
    const { files, language } = this.services;
    await files.settled();
    let problem = '';
    for (const scope of files.scopes().values()) {
      const [file] = reference ? filesOfVersion(scope, reference) : [];
      if (file === undefined || !reference) continue;
      try {
        const generator = await language.generatorOf(file);
        const render = await generator.renderFromBundle({ bundle: reference, model: '', input });
        return { prompt: render.rendered_prompt };
      } catch (error) {
        if (!PromptError.is(error)) throw error;
        problem = error.message;
      }
    }
    return problem;
  }
}
