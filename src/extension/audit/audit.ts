import { commands, Disposable, type TreeItem } from 'vscode';
import type { AuditLog } from './auditLog.js';
import type { BaseServices } from '../activation/baseServices.js';
import type { PromptDocuments } from '../commands/promptDocuments.js';
import type { TreeRows } from '../views/lazyTree.js';
import { AUDIT_VIEW } from '../views/viewTypes.js';
import type { AuditFolders } from './auditFolder.js';
import type { Anchors } from './anchors.js';
import { AuditView, type AuditTree } from './auditView.js';
import { chooseFilter } from './chooseFilter.js';
import { InputNames } from './inputNames.js';
import { LogIntegrity } from './integrity.js';
import { RecordActions } from './recordActions.js';
import { RegistryRenderActions } from './registryRenderActions.js';
import { RegistryRenders } from './registryRenders.js';
import { Replays } from './replays.js';
import { WholeLog } from './wholeLog.js';

/** The audit view, and what can be done in it. */
export class Audit implements Disposable, TreeRows<TreeItem> {
  readonly records: RecordActions;
  readonly whole: WholeLog;
  readonly #view: AuditView;
  readonly #renders: RegistryRenders;
  readonly #makeAnchors: () => Promise<Anchors>;
  readonly #owned: Disposable;

  constructor(
    {
      platform,
      files,
      language,
      registries,
      log: output,
    }: Pick<BaseServices, 'platform' | 'files' | 'language' | 'log' | 'registries'>,
    {
      tree,
      log,
      folders,
      documents,
    }: { tree: AuditTree; log: AuditLog; folders: AuditFolders; documents: PromptDocuments },
  ) {
    const integrity = new LogIntegrity(platform, () => language.hashing());
    const show = (): void => {
      view.show();
    };
    const replays = new Replays(files, language, show);
    const inputs = new InputNames(files, language);
    const renders = new RegistryRenders({ registries, files, language, inputs, show });
    const view = new AuditView({
      tree,
      platform,
      files,
      folders,
      log,
      replays,
      integrity,
      inputs,
      renders,
      output,
    });
    this.#view = view;
    this.#renders = renders;
    const ofRegistries = new RegistryRenderActions({ renders, documents, files, language, inputs });
    this.records = new RecordActions({ tree, view, replays, documents, ofRegistries });
    this.#makeAnchors = async () => {
      const { Anchors } = await import('./anchors.js');
      return new Anchors(view, platform, folders, () => language.hashing());
    };
    this.whole = new WholeLog(view, replays, platform, output);
    this.#owned = Disposable.from(view, replays, inputs, renders);
  }

  item(node: TreeItem): TreeItem {
    return node;
  }

  /** The rows below one, or the uppermost. */
  children(node?: TreeItem): Promise<readonly TreeItem[]> {
    return this.#view.children(node);
  }

  /** Adds what is only read when somebody points at a row. */
  resolve(_item: TreeItem, node: TreeItem): Promise<TreeItem> {
    return this.#view.resolve(node);
  }

  /** What anchors logs, whose code is read when it is asked for. */
  anchors(): Promise<Anchors> {
    return this.#makeAnchors();
  }

  /** Brings the view to the front, with what the logs hold now: watchers miss what happens in a folder that was just made. */
  async show(): Promise<void> {
    await this.#view.refresh();
    await commands.executeCommand(`${AUDIT_VIEW}.focus`);
  }

  filter(): Promise<void> {
    return chooseFilter(this.#view);
  }

  clearFilter(): Promise<void> {
    return this.#view.setFilter({});
  }

  refresh(): Promise<void> {
    return this.#view.refreshAll();
  }

  /** Shows more of the logs, or of a registry: `{ registry }`. */
  async showMore(argument: unknown): Promise<void> {
    const { registry } = (argument ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof registry === 'string') this.#renders.showMore(registry);
    else await this.#view.showMore();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
