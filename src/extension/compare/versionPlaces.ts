import { Uri } from 'vscode';
import { fileTypeOf } from '../../core/documents/fileKinds.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import { unreadableFile } from '../../core/documents/unreadableFile.js';
import { compareSemver } from '../../core/model/semver.js';
import type { PromptGenerator } from '../../core/promptGenerator.js';
import { composedSource } from '../../core/sources/composed.js';
import type { BundleSource, TemplateSource } from '../../core/sources/ports.js';
import { publishedSource } from '../../core/sources/published.js';
import { decodeUtf8 } from '../../core/text/utf8.js';
import { fileSources, type PromptLanguage, type ScopeIndex } from '../../language/index.js';
import type { StoredBundle } from '../../registry/registry.js';
import { readWithin } from '../workspace/readWithin.js';
import { shownDocument } from '../workspace/shownDocument.js';
import type { PromptWorkspace } from '../workspace/promptWorkspace.js';
import { FileSet, knownFile, type KnownFile } from './fileSet.js';
import type { GitHistory } from './gitHistory.js';
import type { GitRevision } from './gitRevisions.js';
import { registrySide } from './registrySide.js';
import type { RegistryVersions } from './registryVersions.js';
import type { PlaceName } from './side.js';
import type { VersionsAt } from './versionsAt.js';

/** What places are made of. */
export interface PlaceServices {
  readonly files: PromptWorkspace;
  readonly language: PromptLanguage;
  readonly history: GitHistory;
  readonly stored: RegistryVersions;
}

/** Where the versions of a folder's bundles are: in its files as editors show them, as stored, published, in registries, and in git. */
export class VersionPlaces {
  readonly #revisions = new WeakMap<GitRevision, Promise<PromptGenerator>>();

  constructor(private readonly services: PlaceServices) {}

  /** The scope that a folder's URI stands for. */
  scope(folder: string): ScopeIndex {
    return this.services.files.scopeOf(fileIn(folder));
  }

  /** A place by its name; `undefined` for a git revision or a registry that cannot be read. */
  async at(folder: string, bundleId: string, place: PlaceName): Promise<VersionsAt | undefined> {
    const { files, language, history } = this.services;
    const scope = this.scope(folder);
    switch (place.kind) {
      case 'workspace':
        return {
          semvers: scope.versions('bundle', bundleId),
          generator: await language.generatorOf(fileIn(folder)),
          reader: files,
        };
      case 'published':
        return {
          semvers: scope.published.versions(bundleId),
          generator: await language.publishedGenerator(scope.published),
          reader: files,
        };
      case 'saved':
        return this.#saved(scope, bundleId);
      case 'registry': {
        const { stored } = this.services;
        const { parse } = language;
        const generator = await language.generatorOf(fileIn(folder));
        const known = await stored.read(place.registry, bundleId, scope.versions('bundle', bundleId));
        const filesOf = (version: StoredBundle) => stored.files(place.registry, version);
        return known && registrySide({ ...known, registry: place.registry, generator, parse, filesOf });
      }
      case 'git': {
        const revision = await history.revision(folder, bundleId, place.revision);
        return revision && this.ofRevision(folder, bundleId, revision);
      }
    }
  }

  /** The versions of a bundle that a revision has. References that none of its files answer mean what is published. */
  async ofRevision(folder: string, bundleId: string, revision: GitRevision): Promise<VersionsAt> {
    const { language } = this.services;
    const known = this.#revisions.get(revision);
    const sources = composedSource([
      revision.files,
      publishedSource(this.scope(folder).published),
      revision.files.claims,
    ]);
    const generator = known ?? language.generatorFrom(sources);
    this.#revisions.set(revision, generator);
    return {
      semvers: revision.files.versions(bundleId),
      generator: await generator,
      reader: revision.files,
    };
  }

  /** The files of a bundle's version that hold text that is not saved: its own, and its templates'. */
  unsavedFiles(folder: string, bundleId: string, semver: string): readonly string[] {
    const scope = this.scope(folder);
    const bundles = scope.definitions('bundle', { id: bundleId, semver });
    const references = bundles.flatMap((file) => scope.get(file)?.references ?? []);
    const templates = references.flatMap(({ name }) => scope.definitions('template', name));
    return [...new Set([...bundles, ...templates])].filter(isUnsaved);
  }

  /** Files as they are stored: what is not saved is left out. */
  async #saved(scope: ScopeIndex, bundleId: string): Promise<VersionsAt> {
    const { files, language } = this.services;
    const stored = new Map<string, PromptFile>();
    const known = new Map<string, KnownFile>();
    for (const file of [...scope.files()].filter(isUnsaved)) {
      const parsed = await this.#readStored(Uri.parse(file));
      if (!parsed) continue;
      stored.set(file, parsed);
      known.set(file, knownFile(scope, file));
    }
    const set = new FileSet(stored, known);
    const unchanged = fileSources(scope, files);
    const isUnchanged = ({ origin }: { origin: string }): boolean => !isUnsaved(origin);
    const sources: BundleSource & TemplateSource = {
      findBundles: async (reference) => [
        ...(await set.findBundles(reference)),
        ...(await unchanged.findBundles(reference)).filter(isUnchanged),
      ],
      findTemplates: async (reference) => [
        ...(await set.findTemplates(reference)),
        ...(await unchanged.findTemplates(reference)).filter(isUnchanged),
      ],
    };
    const unchangedVersions = scope
      .versions('bundle', bundleId)
      .filter((semver) =>
        scope.definitions('bundle', { id: bundleId, semver }).some((file) => !isUnsaved(file)),
      );
    const generator = await language.generatorFrom(
      composedSource([sources, publishedSource(scope.published), set.claims]),
    );
    return {
      semvers: [...new Set([...unchangedVersions, ...set.versions(bundleId)])].sort(compareSemver),
      generator,
      reader: { read: async (file) => (await set.read(file)) ?? files.read(file) },
    };
  }

  async #readStored(uri: Uri): Promise<PromptFile | undefined> {
    const type = fileTypeOf(uri.path);
    // A file that is not stored yet, or no more, is no version of anything.
    const stored = type && (await readWithin(uri, this.services.files.maxFileBytes(uri)));
    if (!stored) return undefined;
    const { bytes, reason } = stored;
    return reason ? unreadableFile(type, reason) : this.services.language.parse(type, decodeUtf8(bytes));
  }
}

/** Any file of a folder: scopes are asked for by file. */
export function fileIn(folder: string): string {
  return Uri.joinPath(Uri.parse(folder), '-').toString();
}

function isUnsaved(file: string): boolean {
  return shownDocument(Uri.parse(file))?.isDirty === true;
}
