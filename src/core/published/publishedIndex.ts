import { formatReference, type Reference } from '../model/reference.js';
import { compareSemver } from '../model/semver.js';
import { SLOTS } from '../model/slots.js';
import type { PromptTemplate } from '../model/template.js';
import { compareCodePoints } from '../text/codePointOrder.js';
import type { SnapshotFile } from './readSnapshot.js';
import type { Snapshot } from './snapshot.js';

/** A published bundle version and the file that holds it. */
export interface PublishedBundle {
  readonly file: string;
  readonly snapshot: Snapshot;
}

/** A template version as published, and the first file that holds it so. */
export interface PublishedTemplate {
  readonly file: string;
  readonly template: PromptTemplate;
  readonly template_hash: string;
}

interface Lookup {
  /** The damaged files, in order of name. */
  readonly damaged: readonly SnapshotFile[];
  readonly bundles: ReadonlyMap<string, PublishedBundle>;
  readonly templates: ReadonlyMap<string, readonly PublishedTemplate[]>;
  /** Id to its versions, in SemVer order. */
  readonly bundleVersions: ReadonlyMap<string, readonly string[]>;
  readonly templateVersions: ReadonlyMap<string, readonly string[]>;
}

/** The published versions of one folder. Damaged ones are known, and never used. */
export class PublishedIndex {
  readonly #files = new Map<string, SnapshotFile>();
  #lookup: Lookup | undefined;
  /** The ids of all published bundles, and of the templates that they hold, with their versions. */
  readonly bundleIds = idsOf(() => this.#maps().bundleVersions);
  readonly templateIds = idsOf(() => this.#maps().templateVersions);
  #ordered: readonly SnapshotFile[] | undefined;

  /** Takes a file in, or its new state. */
  set(snapshot: SnapshotFile): void {
    this.#files.set(snapshot.file, snapshot);
    this.#forgetOrders();
  }

  delete(file: string): void {
    this.#files.delete(file);
    this.#forgetOrders();
  }

  get(file: string): SnapshotFile | undefined {
    return this.#files.get(file);
  }

  /** All files, damaged ones too, in order of name. */
  files(): readonly SnapshotFile[] {
    return (this.#ordered ??= [...this.#files.values()].sort((a, b) => compareCodePoints(a.file, b.file)));
  }

  /** The damaged files, in order of name: all, or those that say they are this version. */
  damaged(reference?: Reference): readonly SnapshotFile[] {
    const { damaged } = this.#maps();
    if (!reference || damaged.length === 0) return damaged;
    const version = formatReference(reference);
    return damaged.filter(({ identity }) => identity && formatReference(identity) === version);
  }

  /** Another file that holds the same version with other content: it was stored under a former name, too. */
  rivalOf({ snapshot }: SnapshotFile): PublishedBundle | undefined {
    if (!snapshot) return undefined;
    const { bundle_id: id, semver } = snapshot.bundle;
    const used = this.bundle({ id, semver });
    return used?.snapshot.content_hash === snapshot.content_hash ? undefined : used;
  }

  /** True for a version of a bundle, or of a template that some published bundle holds. */
  has(kind: 'bundle' | 'template', reference: Reference): boolean {
    const { bundles, templates } = this.#maps();
    return (kind === 'bundle' ? bundles : templates).has(formatReference(reference));
  }

  bundle(reference: Reference): PublishedBundle | undefined {
    return this.#maps().bundles.get(formatReference(reference));
  }

  /** A template version: one, or several when snapshots disagree on it. */
  templates(reference: Reference): readonly PublishedTemplate[] {
    return this.#maps().templates.get(formatReference(reference)) ?? [];
  }

  /** The published versions of a bundle, in SemVer order; the same list as long as no snapshot changes. */
  versions(bundleId: string): readonly string[] {
    return this.#maps().bundleVersions.get(bundleId) ?? NO_VERSIONS;
  }

  /** The versions of a template that some published bundle holds, in SemVer order; likewise the same list. */
  templateVersions(templateId: string): readonly string[] {
    return this.#maps().templateVersions.get(templateId) ?? NO_VERSIONS;
  }

  /** All published bundle versions, in order of file. */
  bundles(): readonly PublishedBundle[] {
    return [...this.#maps().bundles.values()];
  }

  #forgetOrders(): void {
    this.#lookup = undefined;
    this.#ordered = undefined;
  }

  #maps(): Lookup {
    return (this.#lookup ??= lookUp(this.files()));
  }
}

function lookUp(files: readonly SnapshotFile[]): Lookup {
  const bundles = new Map<string, PublishedBundle>();
  const templates = new Map<string, PublishedTemplate[]>();
  /** Versions with their content: what is held in this way once is not listed again. */
  const held = new Set<string>();
  for (const { file, snapshot } of files) {
    if (!snapshot) continue;
    const { bundle_id: id, semver } = snapshot.bundle;
    bundles.set(formatReference({ id, semver }), { file, snapshot });
    for (const slot of SLOTS) {
      const { reference, template, template_hash } = snapshot.parts[slot];
      if (!reference) continue;
      const name = formatReference(reference);
      if (held.has(`${name} ${template_hash}`)) continue;
      held.add(`${name} ${template_hash}`);
      const role = template.role ?? 'system';
      const published = { ...template, role, template_id: reference.id, semver: reference.semver };
      const known = templates.get(name);
      if (known) known.push({ file, template: published, template_hash });
      else templates.set(name, [{ file, template: published, template_hash }]);
    }
  }
  return {
    damaged: files.filter(({ snapshot }) => !snapshot),
    bundles,
    templates,
    bundleVersions: versionsById(
      Array.from(bundles.values(), ({ snapshot: { bundle } }) => ({
        id: bundle.bundle_id,
        semver: bundle.semver,
      })),
    ),
    templateVersions: versionsById(
      Array.from(templates.values()).flatMap(([published]) =>
        published ? [{ id: published.template.template_id, semver: published.template.semver }] : [],
      ),
    ),
  };
}

/** Ids, each with its versions, as the maps of an index have them at the time. */
export interface PublishedIds {
  keys(): Iterable<string>;
  get(id: string): { readonly size: number };
}

function idsOf(versions: () => ReadonlyMap<string, readonly string[]>): PublishedIds {
  return {
    keys: () => versions().keys(),
    get: (id) => ({ size: versions().get(id)?.length ?? 0 }),
  };
}

const NO_VERSIONS: readonly string[] = [];

function versionsById(references: readonly Reference[]): ReadonlyMap<string, readonly string[]> {
  const byId = new Map<string, string[]>();
  for (const { id, semver } of references) {
    const known = byId.get(id);
    if (known) known.push(semver);
    else byId.set(id, [semver]);
  }
  for (const versions of byId.values()) versions.sort(compareSemver);
  return byId;
}
