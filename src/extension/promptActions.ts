import { Disposable, env, EventEmitter, Uri, window, workspace } from 'vscode';
import { formatReference } from '../core/model/reference.js';
import { bundleReference } from '../core/model/bundle.js';
import type { Render } from '../core/promptGenerator.js';
import type { Selection } from '../preview/protocol.js';
import type { AuditLog } from './auditLog.js';
import type { BundleRenderer } from './bundleRenderer.js';
import type { PromptWorkspace } from './workspace/promptWorkspace.js';

/** Scheme of rendered prompts opened as read-only editors. */
const RENDER_SCHEME = 'prompt-bundles-render';

/** What people do with a prompt; each is written to the audit log. */
export class PromptActions implements Disposable {
  readonly #opened = new Map<string, string>();
  readonly #subscriptions: Disposable;

  constructor(
    private readonly files: PromptWorkspace,
    private readonly renderer: BundleRenderer,
    private readonly auditLog: AuditLog,
  ) {
    const changed = new EventEmitter<Uri>();
    this.#subscriptions = Disposable.from(
      changed,
      workspace.registerTextDocumentContentProvider(RENDER_SCHEME, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri) => this.#opened.get(uri.toString()) ?? '',
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#opened.delete(uri.toString())),
    );
  }

  /** Copies the prompt, byte for byte. False, and the user is told why, when it does not render. */
  async copyPrompt(selection: Selection): Promise<boolean> {
    const render = await this.#render(selection);
    if (!render) return false;
    await this.copyText(render.rendered_prompt);
    window.setStatusBarMessage(`$(check) Prompt ${name(render)} copied`, 4000);
    await this.auditLog.record(this.#folder(selection), render, 'copy');
    return true;
  }

  async copyText(text: string): Promise<void> {
    await env.clipboard.writeText(text);
  }

  /** Opens the prompt as a read-only editor. */
  async openRendered(selection: Selection): Promise<void> {
    const render = await this.#render(selection);
    if (!render) return;
    const uri = Uri.from({
      scheme: RENDER_SCHEME,
      path: `/${name(render).replaceAll('/', '-')}.txt`,
      query: render.prompt_hash,
    });
    this.#opened.set(uri.toString(), render.rendered_prompt);
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
    await this.auditLog.record(this.#folder(selection), render, 'open');
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #render(selection: Selection): Promise<Render | undefined> {
    const { render, refusal } = await this.renderer.render(selection);
    if (refusal) void window.showErrorMessage(`The prompt does not render. ${refusal.message}`);
    return render;
  }

  #folder({ bundle }: Selection): string {
    return this.files.scopeKey(Uri.parse(bundle));
  }
}

function name(render: Render): string {
  return formatReference(bundleReference(render.bundle));
}
