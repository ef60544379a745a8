import {
  Disposable,
  type CancellationToken,
  type LanguageModelToolResult,
  type TreeItem,
  type WebviewPanel,
} from 'vscode';
import { Answers } from './answers/answers.js';
import { Audit } from './audit/audit.js';
import type { AuditTree } from './audit/auditView.js';
import { AuditFolders } from './audit/auditFolder.js';
import { AuditLog } from './audit/auditLog.js';
import { RegistrySink } from './audit/registrySink.js';
import type { BaseServices } from './activation/baseServices.js';
import { BundleRenderer } from './rendering/bundleRenderer.js';
import { InputDrafts } from './selection/inputDrafts.js';
import { runCommand } from './commands/commands.js';
import type { CommandServices } from './commands/commandServices.js';
import { LazyComparisons } from './compare/lazyComparisons.js';
import { Previews } from './preview/previews.js';
import { PromptActions } from './commands/promptActions.js';
import { PromptDocuments } from './commands/promptDocuments.js';
import { Reports } from './commands/reports.js';
import { LazyRegistryView } from './registries/lazyRegistryView.js';
import { selectionOf } from './commands/commandSelection.js';
import type { LazyTree } from './views/lazyTree.js';
import { Publisher } from './publish/publisher.js';
import { COMPARE_TYPE } from './views/viewTypes.js';

/** Everything a person asks for: read and made when the first command is run or the first view is restored. */
export class Features implements Disposable {
  readonly previews: Previews;
  readonly audit: Audit;
  readonly comparisons: LazyComparisons;
  readonly registry: LazyRegistryView;
  readonly #auditLog: AuditLog;
  readonly #services: CommandServices;
  readonly #owned: Disposable;

  /** The composition root of what is asked for. */
  constructor(
    base: BaseServices,
    trees: { readonly audit: AuditTree; readonly registry: LazyTree<TreeItem> },
  ) {
    const { context, platform, log, files, language, diagnostics, memory } = base;
    const drafts = new InputDrafts(context.workspaceState, language.parse, base.draftsChanged);
    const renderer = new BundleRenderer(files, drafts, language);
    const documents = new PromptDocuments();
    const reports = new Reports();
    const folders = new AuditFolders(platform, files);
    const auditLog = new AuditLog(platform, log, folders, new RegistrySink(base.registries));
    this.#auditLog = auditLog;
    const actions = new PromptActions(files, renderer, auditLog, documents);
    this.audit = new Audit(base, { tree: trees.audit, log: auditLog, folders, documents });
    const publisher = new Publisher(base, auditLog);
    this.previews = new Previews(
      context.extensionUri,
      { files, language, renderer, diagnostics, fixes: base.fixes, drafts, actions, memory, platform },
      platform.newId,
    );
    this.comparisons = new LazyComparisons({ ...base, drafts, auditLog });
    this.registry = new LazyRegistryView(base.registries, trees.registry, {
      files,
      language,
      renderer,
      documents,
      state: context.workspaceState,
      select: (file, placeHolder) => selectionOf(this.#services, file, placeHolder),
      compare: (selection, name) => this.comparisons.openRegistry(selection, name),
      preview: (file, column) => this.previews.open(file, column),
    });
    const answers = new Answers(base);
    const { previews, comparisons, audit, registry } = this;
    this.#services = {
      ...base,
      previews,
      comparisons,
      audit,
      registry,
      actions,
      answerChecks: answers,
      drafts,
      publisher,
      reports,
    };
    this.#owned = Disposable.from(
      answers,
      previews,
      comparisons,
      audit,
      registry,
      publisher,
      auditLog,
      documents,
      reports,
    );
  }

  /** Runs a command by its id; `selected` is all that is selected where it was called. */
  run(command: string, argument: unknown, selected: unknown): unknown {
    return runCommand(this.#services, command, argument, selected);
  }

  /** Runs a tool for a language model, whose code is read then. */
  async invokeTool(name: string, input: unknown, token: CancellationToken): Promise<LanguageModelToolResult> {
    const { invokeTool } = await import('./languageModels/index.js');
    return invokeTool({ ...this.#services, auditLog: this.#auditLog }, name, input, token);
  }

  /** Settles when all that was recorded so far is written or given up. */
  flush(): Promise<void> {
    return this.#auditLog.flush();
  }

  /** Fills a panel that VS Code kept over a reload of the window. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    if (panel.viewType === COMPARE_TYPE) await this.comparisons.restore(panel, state);
    else await this.previews.restore(panel, state);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
