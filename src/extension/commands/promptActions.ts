import { env, l10n, Uri, window, workspace } from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import type { AuditEvent } from '../../core/audit/record.js';
import { bundleReference } from '../../core/model/bundle.js';
import type { Render } from '../../core/promptGenerator.js';
import type { Selection } from '../../preview/protocol.js';
import type { AuditLog } from '../audit/auditLog.js';
import type { BundleRenderer } from '../rendering/bundleRenderer.js';
import { showInStatusBar } from '../output/editors.js';
import type { PromptDocuments } from './promptDocuments.js';
import { includeBundles } from '../workspace/includeBundles.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { showError } from '../output/messages.js';

/** Something that was done; its record may still be on its way to the log. */
export interface Done {
  /** Settles when the record is written or given up. Nobody who waits for the act has to wait for it. */
  readonly recorded: Promise<void>;
}

/** What people do with a prompt; each is written to the audit log. */
export class PromptActions {
  constructor(
    private readonly files: PromptWorkspace,
    private readonly renderer: BundleRenderer,
    private readonly auditLog: AuditLog,
    private readonly documents: PromptDocuments,
  ) {}

  /** Copies the prompt, byte for byte. Nothing, and the user is told why, when it does not render. */
  async copyPrompt(selection: Selection): Promise<Done | undefined> {
    const render = await this.#render(selection);
    if (!render) return undefined;
    await this.copyText(render.rendered_prompt);
    showInStatusBar('check', l10n.t('Prompt {0} copied', name(render)), 4);
    return { recorded: this.auditLog.record(this.#folder(selection), render, 'copy') };
  }

  /** Gives the prompt to somebody, who says what became of it, which is recorded. Nothing, and the user is told why, when it does not render. */
  async take(
    selection: Selection,
    use: (render: Render) => Promise<AuditEvent | undefined>,
  ): Promise<Done | undefined> {
    const render = await this.#render(selection);
    const event = render && (await use(render));
    return event && { recorded: this.auditLog.record(this.#folder(selection), render, event) };
  }

  async copyText(text: string): Promise<void> {
    await env.clipboard.writeText(text);
  }

  /** Opens the prompt as a read-only editor; nothing, and the user is told why, when it does not render. */
  async openRendered(selection: Selection): Promise<Done | undefined> {
    const render = await this.#render(selection);
    if (!render) return undefined;
    const uri = this.documents.add(name(render), render.prompt_hash, render.rendered_prompt);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
    return { recorded: this.auditLog.record(this.#folder(selection), render, 'open') };
  }

  async #render(selection: Selection): Promise<Render | undefined> {
    await includeBundles(this.files, [selection.bundle], selection.input);
    const { render, refusal } = await this.renderer.render(selection);
    if (refusal) void showError(l10n.t('The prompt cannot be rendered. {0}', refusal.message));
    return render;
  }

  #folder({ bundle }: Selection): string {
    return this.files.scopeKey(Uri.parse(bundle));
  }
}

function name(render: Render): string {
  return formatReference(bundleReference(render.bundle));
}
