import type { Disposable } from 'vscode';
import type { PromptLanguage } from '../../language/index.js';
import type { RegistryModule } from '../../registry/registry.js';
import type * as Room from './index.js';
import type { RegistriesServices } from './registries.js';
import type { RegistryAccess } from './registryServices.js';

/** The code of registries, which only a platform has that can reach them. */
export interface RegistriesCode {
  readonly loadRegistry: () => Promise<RegistryModule>;
  /** What works with registries in an editor. */
  readonly loadRegistries: () => Promise<typeof Room>;
}

type LazyServices = Omit<RegistriesServices, 'loadRegistry' | 'hashing'> & {
  readonly language: Pick<PromptLanguage, 'hashing' | 'parse'>;
};

/** Registries, whose code is read when something is asked of one first. */
export class LazyRegistries implements Disposable {
  #loading: Promise<RegistryAccess> | undefined;

  constructor(
    readonly code: RegistriesCode,
    private readonly services: LazyServices,
  ) {}

  get(): Promise<RegistryAccess> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  dispose(): void {
    this.#loading?.then(
      ({ registries, files }) => {
        files.dispose();
        registries.dispose();
      },
      () => undefined, // told by whoever asked for them
    );
  }

  async #load(): Promise<RegistryAccess> {
    const { Registries, RegistryFiles } = await this.code.loadRegistries();
    const { loadRegistry } = this.code;
    const registries = new Registries({
      ...this.services,
      loadRegistry,
      hashing: () => this.services.language.hashing(),
    });
    return { registries, files: new RegistryFiles(registries, this.services.language.parse, Date.now) };
  }
}
