import { identityOf } from '../../core/documents/fileIdentity.js';
import type { PromptFile } from '../../core/documents/promptFile.js';
import type { Reference } from '../../core/model/reference.js';
import { composedSource } from '../../core/sources/composed.js';
import type { BundleSource, Definition, TemplateSource } from '../../core/sources/ports.js';
import { publishedSource } from '../../core/sources/published.js';
import type { DefiningKind, ScopeIndex } from './scopeIndex.js';
import { unreadableDefinition } from './unreadableDefinitions.js';

/** Reads a file of the workspace: what the editor shows where it is open, else what is stored. */
export interface PromptFileReader {
  read(file: string): Promise<PromptFile | undefined>;
  /** The files of a scope that may say something else than the scope knows of them: they are asked themselves. */
  heldBack?(scope: ScopeIndex): readonly string[];
}

/**
 * The files of a scope as sources of bundles and templates; what none of them answers, the published versions do. What
 * nothing answers may be in a file that cannot be read; what is not may be in a registry.
 */
export function scopeSources(scope: ScopeIndex, files: PromptFileReader): BundleSource & TemplateSource {
  return composedSource([
    fileSources(scope, files),
    publishedSource(scope.published),
    {
      findBundles: (reference) => Promise.resolve(unreadableIn(scope, 'bundle', reference)),
      findTemplates: (reference) => Promise.resolve(unreadableIn(scope, 'template', reference)),
    },
    fallbackSource(scope),
  ]);
}

/** Templates of the fallback, which has no bundles. */
function fallbackSource({ fallback }: ScopeIndex): BundleSource & TemplateSource {
  return {
    findBundles: () => Promise.resolve([]),
    findTemplates: (reference) => {
      const found = fallback.get(reference);
      return Promise.resolve(found ? [{ origin: found.file, model: found.template }] : []);
    },
  };
}

function unreadableIn(scope: ScopeIndex, kind: DefiningKind, reference: Reference): Definition<never>[] {
  const unreadable = unreadableDefinition(scope, kind, reference, 0);
  return (unreadable?.related ?? []).map(({ file }) => ({
    origin: file,
    model: undefined,
    ...(unreadable && { unreadable: unreadable.place }),
  }));
}

/** The files of a scope alone. */
export function fileSources(scope: ScopeIndex, files: PromptFileReader): BundleSource & TemplateSource {
  async function find<Kind extends DefiningKind>(
    kind: Kind,
    reference: Reference,
  ): Promise<Definition<ModelOf<Kind>>[]> {
    const heldBack = new Set(files.heldBack?.(scope));
    const indexed = scope.definitions(kind, reference).filter((file) => !heldBack.has(file));
    const unreadable = indexed.length > 0 ? unreadableIn(scope, kind, reference) : [];
    if (unreadable.length > 0) return unreadable;
    const found = await Promise.all(
      [...indexed, ...heldBack].map(async (file) => {
        const parsed = await files.read(file);
        if (heldBack.has(file) && !(parsed && isOf(parsed, kind, reference))) return [];
        const model = parsed?.kind === kind ? (parsed.model as ModelOf<Kind> | undefined) : undefined;
        return [{ origin: file, name: scope.nameOf(file), model }];
      }),
    );
    return found.flat();
  }
  return {
    findBundles: (reference) => find('bundle', reference),
    findTemplates: (reference) => find('template', reference),
  };
}

/** True for a file that says itself that it defines a version. */
function isOf(parsed: PromptFile, kind: DefiningKind, { id, semver }: Reference): boolean {
  const identity = parsed.kind === kind ? identityOf(parsed) : undefined;
  return identity?.id === id && identity.semver === semver;
}

type ModelOf<Kind extends DefiningKind> = NonNullable<Extract<PromptFile, { kind: Kind }>['model']>;
