import { FileSystemError, Disposable, l10n, workspace, EventEmitter, type FileChangeEvent } from 'vscode';
import { REGISTRY_SCHEME } from '../workspace/ownFiles.js';
import type { RegistryFiles } from './registryFiles.js';

/** The versions of registries as a file system, whose code is read with the first file that is opened. */
export function registerRegistryFiles(load: () => Promise<RegistryFiles>): Disposable {
  const changed = new EventEmitter<FileChangeEvent[]>();
  let loading: Promise<RegistryFiles> | undefined;
  const files = (): Promise<RegistryFiles> => {
    loading ??= load().then((loaded) => {
      loaded.onDidChangeFile((events) => {
        changed.fire(events);
      });
      return loaded;
    });
    return loading;
  };
  const refuse = (): never => {
    throw FileSystemError.NoPermissions(l10n.t('A version in a registry does not change.'));
  };
  return workspace.registerFileSystemProvider(
    REGISTRY_SCHEME,
    {
      onDidChangeFile: changed.event,
      watch: () => Disposable.from(),
      stat: async (uri) => (await files()).stat(uri),
      readDirectory: async (uri) => (await files()).readDirectory(uri),
      readFile: async (uri) => (await files()).readFile(uri),
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    },
    { isReadonly: true, isCaseSensitive: true },
  );
}
