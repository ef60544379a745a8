import {
  commands,
  Disposable,
  EventEmitter,
  l10n,
  ProgressLocation,
  Uri,
  window,
  workspace,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import type { Hashing } from '../../core/hashing.js';
import { excerpt } from '../../core/text/quote.js';
import type { Registry, RegistryModule } from '../../registry/registry.js';
import { logError } from '../output/log.js';
import { showError, showWarning } from '../output/messages.js';
import { isTrusted } from '../workspace/trust.js';
import type { Platform } from '../workspace/platform.js';
import { changesRegistries, readConnections, type SetRegistries, type SetRegistry } from './connections.js';
import { SecretsOfRegistries } from './registrySecrets.js';

/** What registries need of the extension. */
export interface RegistriesServices {
  readonly context: Pick<ExtensionContext, 'secrets'>;
  readonly platform: Pick<Platform, 'newId'>;
  readonly loadRegistry: () => Promise<RegistryModule>;
  readonly log: LogOutputChannel;
  readonly hashing: () => Promise<Hashing>;
}

/**
 * The registries that are set, each connected when something is asked of it first. A workspace that is not trusted connects to
 * none. What nobody waits for is not asked of one that cannot be reached, which is told once.
 */
export class Registries implements Disposable {
  readonly secrets: SecretsOfRegistries;
  readonly #open = new Map<string, Promise<Registry>>();
  /** Why a registry cannot be asked, by its name. */
  readonly #failures = new Map<string, string>();
  /** The registries that something is done with for the user right now. */
  readonly #acting = new Set<string>();
  readonly #changed = new EventEmitter<undefined>();
  readonly #subscriptions: Disposable;
  #module: Promise<RegistryModule> | undefined;
  /** How often everything was to be asked anew: what goes wrong with a connection that was ended then says nothing of the next. */
  #round = 0;

  /** Fires when other registries are set, or one may be asked again: what is known of them may be out of date. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly services: RegistriesServices) {
    this.secrets = new SecretsOfRegistries(services.context.secrets);
    const startAnew = (): void => {
      this.refresh();
    };
    this.#subscriptions = Disposable.from(
      this.#changed,
      this.secrets.onDidChange(startAnew),
      workspace.onDidGrantWorkspaceTrust(startAnew),
      workspace.onDidChangeConfiguration((event) => {
        if (changesRegistries(event)) startAnew();
      }),
    );
  }

  /** The functions that work with what registries hold. */
  module(): Promise<RegistryModule> {
    this.#module ??= this.services.loadRegistry();
    return this.#module;
  }

  /** What is set; nothing while the workspace is not trusted. */
  async list(): Promise<SetRegistries> {
    if (!workspace.isTrusted) return { registries: [], problems: [] };
    return readConnections(await this.module());
  }

  /** A registry by its name. */
  async named(name: string): Promise<SetRegistry | undefined> {
    return (await this.list()).registries.find((one) => one.name === name);
  }

  /** Why a registry cannot be asked at the moment; `undefined` where nothing is known to be in the way. */
  failure(name: string): string | undefined {
    return this.#failures.get(name);
  }

  /** Forgets all connections and failures, and has everything asked anew. */
  refresh(): void {
    this.#round++;
    this.#failures.clear();
    this.#close();
    this.#changed.fire(undefined);
  }

  /** Asks what nobody waits for. `undefined` while a registry cannot be reached. */
  async ask<Answer>(
    registry: SetRegistry,
    question: (registry: Registry) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    if (!workspace.isTrusted || this.#failures.has(registry.name)) return undefined;
    const round = this.#round;
    try {
      return await question(await this.#connected(registry));
    } catch (error) {
      if (round !== this.#round) {
        // Its connection was ended to be made anew, by what is set now.
        const now = await this.named(registry.name);
        return now && this.ask(now, question);
      }
      const message = await this.#messageOf(error);
      // Who acts on the registry at the same time is told by that.
      const isTold = this.#failures.has(registry.name) || this.#acting.has(registry.name);
      this.#failures.set(registry.name, message);
      if (!isTold)
        this.#tell('warning', registry, message, () => {
          this.refresh();
        });
      return undefined;
    }
  }

  /**
   * Does what the user asks for, with its progress in a notification. What is in the way is told, and gives `undefined`; `root` is
   * the folder that a version is published from.
   */
  async act<Answer>(
    registry: SetRegistry,
    title: string,
    work: (registry: Registry) => Promise<Answer>,
    root?: Uri,
  ): Promise<Answer | undefined> {
    if (!this.mayConnect()) return undefined;
    this.#acting.add(registry.name);
    try {
      const answer = await window.withProgress({ location: ProgressLocation.Notification, title }, async () =>
        work(await this.#connected(registry, root)),
      );
      if (this.#failures.delete(registry.name)) this.#changed.fire(undefined);
      return answer;
    } catch (error) {
      this.#tell('error', registry, await this.#messageOf(error));
      return undefined;
    } finally {
      this.#acting.delete(registry.name);
    }
  }

  /** True in a trusted workspace; in another the user is told how it may connect. */
  mayConnect(): boolean {
    return isTrusted(l10n.t('Registries can be reached only from a trusted workspace.'));
  }

  /** Tells those who follow that something in a registry is another by now. */
  changed(): void {
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#close();
  }

  /** The connection of a registry. What goes over HTTP is kept a journal of in the folder that it is published from. */
  #connected(set: SetRegistry, root?: Uri): Promise<Registry> {
    const folder = root ?? workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/');
    // By all that is set: who asks may have read the settings before they were changed.
    const key = JSON.stringify([set.connection, set.connection.kind === 'http' ? folder.toString() : '']);
    const known = this.#open.get(key);
    if (known) return known;
    const opening = this.#connect(set, folder);
    this.#open.set(key, opening);
    return opening;
  }

  async #connect(set: SetRegistry, folder: Uri): Promise<Registry> {
    const module = await this.module();
    const { hashing, platform } = this.services;
    return module.openRegistry(set.connection, await this.secrets.of(set, module), {
      loadHashing: hashing,
      root: folder.fsPath,
      newId: platform.newId,
    });
  }

  /** Ends all connections; what is on its way is told, or done, all the same. */
  #close(): void {
    for (const opening of this.#open.values())
      opening
        .then((registry) => registry.close())
        .catch((error: unknown) => {
          logError(this.services.log, error);
        });
    this.#open.clear();
  }

  /** Sentences; what is no fault of a registry is logged, since it is one of ours. */
  async #messageOf(error: unknown): Promise<string> {
    const { RegistryError } = await this.module();
    if (RegistryError.is(error)) return error.message;
    logError(this.services.log, error);
    return l10n.t('Something went wrong, and the output says what.');
  }

  #tell(kind: 'warning' | 'error', { name }: SetRegistry, message: string, retry?: () => void): void {
    const show = kind === 'error' ? showError : showWarning;
    const again = l10n.t('Retry');
    const setSecret = l10n.t('Set Secret…');
    const answers = [...(retry ? [again] : []), setSecret];
    void show(l10n.t('Registry {0}: {1}', excerpt(name), message), ...answers).then((answer) => {
      if (answer === again) retry?.();
      if (answer === setSecret) void commands.executeCommand('promptBundles.registrySetSecret', name);
    });
  }
}
