import {
  Disposable,
  EventEmitter,
  FilePermission,
  FileSystemError,
  FileType,
  l10n,
  Uri,
  workspace,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
} from 'vscode';
import { formatReference } from '../../core/model/reference.js';
import { encodeUtf8 } from '../../core/text/utf8.js';
import type { PromptLanguage } from '../../language/index.js';
import { REGISTRY_SCHEME } from '../workspace/ownFiles.js';
import { readRegistryUri, versionFolder, type VersionFolder } from './registryUri.js';
import type { Registries } from './registries.js';
import { filesOfBundle, filesOfTemplate, type VersionFiles } from './versionFiles.js';

/** What is read of one version, and when. */
interface ReadVersion {
  readonly files: VersionFiles;
  /** Milliseconds since 1970. */
  readonly readAt: number;
}

/**
 * The versions of registries as read-only files, so that whatever works with prompt files works with them: preview,
 * provenance, hovers, links. Each is read when it is opened, and again when the registries are refreshed.
 */
export class RegistryFiles implements Disposable {
  readonly #read = new Map<string, Promise<ReadVersion>>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #subscriptions: Disposable;

  readonly onDidChangeFile = this.#changed.event;

  constructor(
    private readonly registries: Registries,
    private readonly parse: PromptLanguage['parse'],
    private readonly now: () => number,
  ) {
    this.#subscriptions = Disposable.from(
      this.#changed,
      registries.onDidChange(() => {
        this.refresh();
      }),
    );
  }

  /** The file that shows a version itself: a bundle's, or a template's. Rejects where it cannot be read. */
  async mainFile(version: VersionFolder): Promise<Uri> {
    const folder = versionFolder(version);
    const { files } = await this.#version(folder, version);
    const [name = ''] = files.keys();
    return Uri.joinPath(folder, name);
  }

  /** The texts of a version's files, by their addresses. Rejects where it cannot be read. */
  async texts(version: VersionFolder): Promise<VersionFiles> {
    const folder = versionFolder(version);
    const { files } = await this.#version(folder, version);
    return new Map(Array.from(files, ([name, text]) => [Uri.joinPath(folder, name).toString(), text]));
  }

  /** Has all files read again when they are opened, and those that are open now. */
  refresh(): void {
    this.#read.clear();
    const shown = workspace.textDocuments.filter(({ uri }) => uri.scheme === REGISTRY_SCHEME);
    if (shown.length > 0) this.#changed.fire(shown.map(({ uri }) => ({ type: FileChangeType.Changed, uri })));
  }

  async stat(uri: Uri): Promise<FileStat> {
    const at = readRegistryUri(uri);
    // The folders above are there in so far as something may be below them.
    if (!at) return folderStat(0);
    const { files, readAt } = await this.#version(uri, at);
    if (at.name === undefined) return folderStat(readAt);
    const text = textIn(files, at.name, uri);
    return {
      type: FileType.File,
      ctime: readAt,
      mtime: readAt,
      size: encodeUtf8(text).length,
      permissions: FilePermission.Readonly,
    };
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    const at = readRegistryUri(uri);
    if (!at) return [];
    const { files } = await this.#version(uri, at);
    return [...files.keys()].map((name) => [name, FileType.File]);
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const at = readRegistryUri(uri);
    if (at?.name === undefined) throw FileSystemError.FileNotFound(uri);
    const { files } = await this.#version(uri, at);
    return encodeUtf8(textIn(files, at.name, uri));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** A version, read once; what could not be read is asked for anew. */
  #version(uri: Uri, version: VersionFolder): Promise<ReadVersion> {
    const key = versionFolder(version).toString();
    const known = this.#read.get(key);
    if (known) return known;
    const reading = this.#readVersion(uri, version);
    this.#read.set(key, reading);
    reading.catch(() => this.#read.delete(key));
    return reading;
  }

  async #readVersion(uri: Uri, { registry, kind, reference }: VersionFolder): Promise<ReadVersion> {
    const set = await this.registries.named(registry);
    if (!set) throw FileSystemError.Unavailable(l10n.t('No registry is set by the name {0}.', registry));
    const module = await this.registries.module();
    const name = formatReference(reference);
    // Over HTTP nothing stored is given back, so nothing is found.
    const answer = await this.registries.ask(set, async ({ store }) => {
      if (kind === 'template') {
        const stored = (await store?.templates([reference]))?.get(name);
        return { files: stored && filesOfTemplate(stored, this.parse) };
      }
      const stored = (await store?.bundles([reference]))?.get(name);
      return { files: stored && filesOfBundle(stored, module, this.parse) };
    });
    if (!answer) throw FileSystemError.Unavailable(this.registries.failure(registry) ?? uri);
    if (!answer.files) throw FileSystemError.FileNotFound(uri);
    return { files: answer.files, readAt: this.now() };
  }
}

function folderStat(time: number): FileStat {
  return {
    type: FileType.Directory,
    ctime: time,
    mtime: time,
    size: 0,
    permissions: FilePermission.Readonly,
  };
}

function textIn(files: VersionFiles, name: string, uri: Uri): string {
  const text = files.get(name);
  if (text === undefined) throw FileSystemError.FileNotFound(uri);
  return text;
}
