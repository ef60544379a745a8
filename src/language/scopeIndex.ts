import { formatReference, type Reference } from '../core/model/reference.js';
import { compareSemver } from '../core/model/semver.js';
import type { FileSummary } from './fileSummary.js';
import { MultiMap } from './multiMap.js';

/** Kinds of file that define versions. */
export type DefiningKind = 'template' | 'bundle';

/**
 * What the files of one folder say, as far as they depend on each other. A scope knows no other: two folders of a
 * workspace may hold the same version.
 */
export class ScopeIndex {
  readonly #files = new Map<string, FileSummary>();
  /** `id@semver` to the files that define it. */
  readonly #definitions = {
    template: new MultiMap<string, string>(),
    bundle: new MultiMap<string, string>(),
  };
  /** Id to its versions' files. */
  readonly #ids = { template: new MultiMap<string, string>(), bundle: new MultiMap<string, string>() };
  /** `template_id@semver` to the bundles that refer to it, and likewise by the id alone. */
  readonly #users = new MultiMap<string, string>();
  readonly #usersOfId = new MultiMap<string, string>();
  /** Model to the bundles that serve it. */
  readonly #served = new MultiMap<string, string>();
  readonly #inputs = new Set<string>();

  /** Takes a file in, or its new state. Gives the files whose findings may have changed by it, itself included. */
  update(summary: FileSummary): ReadonlySet<string> {
    const affected = this.#unlink(summary.file);
    this.#files.set(summary.file, summary);
    const { identity, kind, file } = summary;
    if (identity && kind !== 'input') {
      this.#definitions[kind].add(formatReference(identity.name), file);
      this.#ids[kind].add(identity.name.id, file);
    }
    for (const { name } of summary.references) {
      this.#users.add(formatReference(name), file);
      this.#usersOfId.add(name.id, file);
    }
    for (const tag of summary.tags) this.#served.add(tag, file);
    if (kind === 'input') this.#inputs.add(file);
    return union(affected, this.#dependents(summary), [file]);
  }

  /** Forgets a file. Gives the files whose findings may have changed by it. */
  remove(file: string): ReadonlySet<string> {
    const affected = new Set(this.#unlink(file));
    this.#files.delete(file);
    affected.delete(file);
    return affected;
  }

  get(file: string): FileSummary | undefined {
    return this.#files.get(file);
  }

  /** All files, in no order. */
  files(): IterableIterator<string> {
    return this.#files.keys();
  }

  /** The files that define a version. */
  definitions(kind: DefiningKind, reference: Reference): readonly string[] {
    return [...this.#definitions[kind].get(formatReference(reference))];
  }

  /** Every version of a bundle or template, in SemVer order, each once. */
  versions(kind: DefiningKind, id: string): readonly string[] {
    const semvers = [...this.#ids[kind].get(id)].map((file) => this.#files.get(file)?.identity?.name.semver);
    return [...new Set(semvers.filter((semver) => semver !== undefined))].sort(compareSemver);
  }

  /** Every id there is, in order. */
  ids(kind: DefiningKind): readonly string[] {
    return [...this.#ids[kind].keys()].sort();
  }

  /** The input files, in order of name. */
  inputs(): readonly string[] {
    return [...this.#inputs].sort();
  }

  /** All bundle files. */
  bundleFiles(): readonly string[] {
    return this.ids('bundle').flatMap((id) => [...this.#ids.bundle.get(id)]);
  }

  /** The bundles that refer to a version of a template, in order of name. */
  usersOf(reference: Reference): readonly string[] {
    return [...this.#users.get(formatReference(reference))].sort();
  }

  /** The models that some bundle serves. */
  models(): readonly string[] {
    return [...this.#served.keys()];
  }

  /** Takes a file out of all maps but the first; gives itself and its dependents. */
  #unlink(file: string): ReadonlySet<string> {
    const summary = this.#files.get(file);
    if (!summary) return new Set();
    const affected = union(this.#dependents(summary), [file]);
    const { identity, kind } = summary;
    if (identity && kind !== 'input') {
      this.#definitions[kind].delete(formatReference(identity.name), file);
      this.#ids[kind].delete(identity.name.id, file);
    }
    for (const { name } of summary.references) {
      this.#users.delete(formatReference(name), file);
      this.#usersOfId.delete(name.id, file);
    }
    for (const tag of summary.tags) this.#served.delete(tag, file);
    this.#inputs.delete(file);
    return affected;
  }

  /** The files whose findings speak of this one: those of the same version, users of the id, inputs with a model. */
  #dependents({ identity, kind }: FileSummary): Iterable<string> {
    if (kind === 'input') return [];
    const same = identity ? this.#definitions[kind].get(formatReference(identity.name)) : [];
    if (kind === 'template') return union(same, identity ? this.#usersOfId.get(identity.name.id) : []);
    return union(
      same,
      [...this.#inputs].filter((input) => this.#files.get(input)?.modelType),
    );
  }
}

function union<T>(...sets: readonly Iterable<T>[]): Set<T> {
  return new Set(sets.flatMap((set) => [...set]));
}
