import { Disposable } from 'vscode';
import { AuditLog } from './auditLog.js';
import type { BaseServices } from './baseServices.js';
import { BundleRenderer } from './bundleRenderer.js';
import { runCommand, type CommandServices } from './commands.js';
import { InputDrafts } from './preview/inputDrafts.js';
import { Previews } from './preview/previews.js';
import { SelectionMemory } from './preview/selectionMemory.js';
import { PromptActions } from './promptActions.js';
import { Publisher } from './publish/publisher.js';

/** Everything a person asks for: read and made when the first command is run or the first view is restored. */
export class Features implements Disposable {
  readonly previews: Previews;
  readonly #services: CommandServices;
  readonly #owned: Disposable;

  /** The composition root of what is asked for. */
  constructor(base: BaseServices) {
    const { context, platform, log, files, generators, diagnostics } = base;
    const drafts = new InputDrafts(context.workspaceState, base.parsePromptFile);
    const memory = new SelectionMemory(context.workspaceState);
    const renderer = new BundleRenderer(files, drafts, generators);
    const auditLog = new AuditLog(platform, log);
    const actions = new PromptActions(files, renderer, auditLog);
    const publisher = new Publisher(base, auditLog);
    this.previews = new Previews(
      context.extensionUri,
      { files, renderer, diagnostics, drafts, actions, memory },
      platform.newId,
    );
    this.#services = { ...base, previews: this.previews, actions, memory, drafts, publisher };
    this.#owned = Disposable.from(this.previews, actions, publisher);
  }

  /** Runs a command by its id. */
  run(command: string, argument: unknown): unknown {
    return runCommand(this.#services, command, argument);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
